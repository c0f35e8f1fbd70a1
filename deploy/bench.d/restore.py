"""A backup beside the running server, and its restore: seconds, with every record opened and every chain checked.

Imports punches into a folder of its own, makes a backup while the server serves, ends the server and restores.

    python3 restore.py ROLLCALL [--punches 1000000] [--members 1000] [--rounds 3]
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import time

from server import KEY, Server
from verify import fill


def run(*arguments):
    """Seconds of the wall and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, env={**os.environ, "ROLLCALL_OPERATOR_KEY": KEY})
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, done.stdout.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--punches", type=int, default=1_000_000)
    parser.add_argument("--members", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    server = Server(asked.program, min(os.sched_getaffinity(0)))
    try:
        fill(server, asked.punches, asked.members)
        data = os.path.join(server.folder, "data")
        size = os.path.getsize(os.path.join(data, "rollcall.sqlite"))
        print(f"{asked.punches} records of {asked.members} members, {size / 2**20:.0f} MiB")
        backup, restored = os.path.join(server.folder, "backup"), os.path.join(server.folder, "restored")
        wall, _, said = run(asked.program, "backup", "--data", data, "--to", backup)
        print(f"backup beside the server {wall:.1f} s: {said.split(': ')[0]}")
        server.end()
        walls = []
        for _ in range(asked.rounds):
            shutil.rmtree(restored, ignore_errors=True)
            wall, processor, said = run(
                asked.program, "restore", "--from", backup, "--data", restored,
                "--root-key-file", os.path.join(data, "root.key"))
            walls.append((wall, processor))
        print(said)
        print(f"restore {statistics.median(wall for wall, _ in walls):.1f} s, median of {asked.rounds} "
              f"({min(walls)[0]:.1f}…{max(walls)[0]:.1f}), "
              f"{statistics.median(processor for _, processor in walls):.1f} s of it on the processor")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
