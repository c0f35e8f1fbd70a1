"""Check-ins over HTTP beside an endpoint that does nothing, round by round, with wrk on the same machine.

Light ones carry a fix, a scan and the device; full ones five seconds of three sensors as well. Each kind is posted where
evidence is not kept and where it is kept for 30 days. Every record is durable before it is answered (SQLite FULL).

    python3 checkins.py ROLLCALL [--rounds 5] [--seconds 4] [--connections 64] [--members 20000]
"""

import argparse
import json
import os
import re
import statistics
import subprocess

from server import Server, load

HERE = os.path.dirname(os.path.abspath(__file__))
SQUARE = [[120.72, 31.29], [120.73, 31.29], [120.73, 31.30], [120.72, 31.30], [120.72, 31.29]]
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


def found(server, members):
    """An organization with a fence and members who consented; the key of its phones."""
    made = server.send("POST", "/v1/orgs", {"id": "busy", "name": "Busy", "timeZone": "Asia/Shanghai"})
    server.key = made["adminKey"]
    server.send("PUT", "/v1/orgs/busy/geofences/hq", {
        "type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}, "properties": {"name": "HQ"}})
    load(server, "/v1/orgs/busy/members/import", "\n".join(json.dumps(
        {"member": f"m{number}", "name": f"m{number}", "consents": ["location", "motion", "wifi", "device"]})
        for number in range(members)))
    return server.send("POST", "/v1/orgs/busy/keys", {"role": "app", "label": "phones"})["key"]


def keep(server, days):
    policy = json.loads(server.call("GET", "/v1/orgs/busy/policy").read())
    server.send("PUT", "/v1/orgs/busy/policy", {**policy, "evidenceRetentionDays": days})


def wrk(server, path, asked, script=None, connections=None, **settings):
    """Requests a second, and the latencies of which half and 99 % are shorter, in milliseconds."""
    command = ["wrk", "--latency", "-t1", f"-c{connections or asked.connections}", f"-d{asked.seconds}s"]
    if script:
        command += ["-s", os.path.join(HERE, script)]
    said = subprocess.run(
        command + [f"http://127.0.0.1:{server.port}{path}"], check=True, capture_output=True, text=True,
        env={**os.environ, **{name: str(value) for name, value in settings.items()}}).stdout
    if refused := re.search(r"Non-2xx or 3xx responses: (\d+)", said):
        raise SystemExit(f"{path}: {refused.group(0)}")
    if failed := re.search(r"Socket errors: .*", said):
        raise SystemExit(f"{path}: {failed.group(0)}")
    half, most = (
        float(number) * UNITS[unit] for number, unit in re.findall(r"(?:50|99)%\s+([\d.]+)(us|ms|s|m)\b", said))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), half, most


def decisions(server):
    answer = server.call("GET", "/v1/orgs/busy/check-ins?limit=500").read()
    counts = {}
    for item in json.loads(answer)["items"]:
        counts[item["decision"]] = counts.get(item["decision"], 0) + 1
    return ", ".join(f"{counts[name]} {name}" for name in sorted(counts))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--members", type=int, default=20_000)
    asked = parser.parse_args()
    kinds = [("light", 0, 0), ("light, kept", 0, 30), ("full", 1, 0), ("full, kept", 1, 30)]
    server = Server(asked.program)
    seen = {name: [] for name, _, _ in kinds}
    alone, nulls, seed = [], [], 1
    try:
        phones = found(server, asked.members)
        path = "/v1/orgs/busy/check-ins"
        for _ in range(asked.rounds):
            nulls.append(wrk(server, "/healthz", asked))
            for name, motion, days in kinds:
                keep(server, days)
                seed += 1
                seen[name].append(wrk(
                    server, path, asked, "checkins.lua", KEY=phones, MEMBERS=asked.members, MOTION=motion,
                    SEED=seed, POOL=3_000 * asked.seconds))
            keep(server, 0)
            seed += 1
            alone.append(wrk(
                server, path, asked, "checkins.lua", connections=1, KEY=phones, MEMBERS=asked.members, MOTION=0,
                SEED=seed))
        told = decisions(server)
    finally:
        server.stop()

    def median(rows, column):
        return statistics.median(row[column] for row in rows)

    print(f"{'':14}{'a second':>10}{'of null':>9}{'p50 ms':>9}{'p99 ms':>9}   "
          f"medians of {asked.rounds} rounds of {asked.seconds} s, {asked.connections} connections")
    print(f"{'null':14}{median(nulls, 0):10,.0f}{1:9.2f}{median(nulls, 1):9.2f}{median(nulls, 2):9.2f}   GET /healthz")
    for name, rows in seen.items():
        ratio = statistics.median(row[0] / null[0] for row, null in zip(rows, nulls))
        print(f"{name:14}{median(rows, 0):10,.0f}{ratio:9.2f}{median(rows, 1):9.2f}{median(rows, 2):9.2f}")
    print(f"{'light, alone':14}{median(alone, 0):10,.0f}{'':9}{median(alone, 1):9.2f}{median(alone, 2):9.2f}   "
          f"one connection")
    print(f"the last records: {told}")


if __name__ == "__main__":
    main()
