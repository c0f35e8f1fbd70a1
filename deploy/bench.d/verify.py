"""Checking the chains of a folder: links a second of one core.

Imports punches into a folder of its own, ends the server and lets `rollcall verify` read it all, some times.

    python3 verify.py ROLLCALL [--punches 200000] [--members 200] [--rounds 5]
"""

import argparse
import json
import os
import re
import statistics
import subprocess

from server import IMPORT_LINES, Server, load


def fill(server, punches, members):
    made = server.send("POST", "/v1/orgs", {"id": "long", "name": "Long", "timeZone": "Asia/Shanghai"})
    server.key = made["adminKey"]
    load(server, "/v1/orgs/long/members/import",
         "\n".join(json.dumps({"member": f"m{number}", "name": f"m{number}"}) for number in range(members)))
    for start in range(0, punches, IMPORT_LINES):
        load(server, "/v1/orgs/long/check-ins/import", "\n".join(
            f'{{"id":"p{number}","member":"m{number % members}","direction":"{"out" if number & 1 else "in"}",'
            f'"occurredAt":"2025-{number // 56 % 12 + 1:02}-{number % 28 + 1:02}T08:{number % 60:02}:00+08:00",'
            f'"origin":"device"}}'
            for number in range(start, min(start + IMPORT_LINES, punches))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--punches", type=int, default=200_000)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    core = min(os.sched_getaffinity(0))
    server = Server(asked.program, core)
    try:
        fill(server, asked.punches, asked.members)
        server.end()
        rates = []
        for _ in range(asked.rounds):
            said = subprocess.run(
                [asked.program, "verify", "--data", os.path.join(server.folder, "data")], check=True,
                capture_output=True, text=True, preexec_fn=lambda: os.sched_setaffinity(0, {core})).stdout
            rates.append(int(re.search(r"(\d+) a second", said).group(1)))
        print(said.strip())
        print(f"{statistics.median(rates):.0f} links a second, median of {asked.rounds} "
              f"({min(rates)}…{max(rates)}), every record opened and held against its columns")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
