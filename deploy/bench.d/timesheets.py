"""A month's timesheets over HTTP, beside pandas doing the same group-by in the same run.

Starts a server in a folder of its own, imports a month of 22 workdays with 4 punches each, then asks for the
timesheets as lines and as a workbook while pandas sums the same punches, by turns. Server and pandas are held to
one core. Every total is compared; then many more members are streamed twice, and the server's memory is watched.

    python3 timesheets.py ROLLCALL [--members 2000] [--stream 100000] [--rounds 5]
"""

import argparse
import datetime
import json
import os
import random
import statistics
import time

import pandas

from server import IMPORT_LINES, KEY, Server, load

MONTH = "2025-04"
# Friday 4 April was a holiday, Sunday 27 April a make-up workday.
DATES = [
    date for date in (datetime.date(2025, 4, 1) + datetime.timedelta(days=n) for n in range(30))
    if (date.weekday() < 5 and date.day != 4) or date.day == 27
]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MINUTE, HOUR = 60, 3600


def organization(server, name, members):
    """Makes an organization with one shift and one group of everybody."""
    server.key = KEY
    made = server.send("POST", "/v1/orgs", {"id": name, "name": name, "timeZone": "Asia/Shanghai"})
    server.key = made["adminKey"]
    path = f"/v1/orgs/{name}"
    for start in range(0, len(members), IMPORT_LINES):
        lines = "\n".join(json.dumps({"member": m, "name": m}) for m in members[start:start + IMPORT_LINES])
        load(server, f"{path}/members/import", lines)
    server.send("PUT", f"{path}/shifts/day", {
        "slots": [{"start": "09:00", "end": "18:00", "opensBefore": 120, "closesAfter": 300, "lateGrace": 5}],
        "breaks": [{"start": "12:00", "end": "13:00"}], "overtime": {"startAfter": 30}})
    week = {day: "day" for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    server.send("PUT", f"{path}/groups/all", {
        "members": members, "schedule": {"kind": "weekly", **week}, "calendar": "cn"})
    return path


def punches(members, dates, seed):
    """Four punches a member and date: (member, date, seconds of the day, direction)."""
    dice = random.Random(seed)
    for member in members:
        for date in dates:
            yield member, date, dice.randint(8 * HOUR + 40 * MINUTE, 9 * HOUR + 20 * MINUTE), "in"
            yield member, date, dice.randint(11 * HOUR + 50 * MINUTE, 12 * HOUR + 5 * MINUTE), "out"
            yield member, date, dice.randint(12 * HOUR + 45 * MINUTE, 13 * HOUR + 5 * MINUTE), "in"
            yield member, date, dice.randint(17 * HOUR + 50 * MINUTE, 20 * HOUR), "out"


def import_punches(server, path, rows):
    lines, number = [], 0

    def flush():
        load(server, f"{path}/check-ins/import", "\n".join(lines))
        lines.clear()

    for member, date, second, direction in rows:
        number += 1
        clock = f"{second // HOUR:02}:{second // MINUTE % 60:02}:{second % 60:02}"
        lines.append(
            f'{{"id":"p{number}","member":"{member}","direction":"{direction}",'
            f'"occurredAt":"{date}T{clock}+08:00","origin":"device"}}')
        if len(lines) == IMPORT_LINES:
            flush()
    if lines:
        flush()
    return number


def summed(frame):
    """The timesheets by pandas: pairs, breaks, lateness, early leaving and overtime of every day, then the month."""
    wide = frame.assign(place=frame.groupby(["member", "date"]).cumcount()).pivot(
        index=["member", "date"], columns="place", values="second")
    late = wide[0] - 9 * HOUR
    late = late.where(late > 5 * MINUTE, 0)
    early = (18 * HOUR - wide[3]).clip(lower=0)
    over = (wide[3] - 18 * HOUR).clip(lower=0)
    over = over.where(over > 30 * MINUTE, 0)
    worked = (wide[1] - wide[0] - (wide[1] - 12 * HOUR).clip(lower=0)
              + wide[3] - wide[2] - (13 * HOUR - wide[2]).clip(lower=0))
    days = pandas.DataFrame({
        "workedMinutes": worked // 60, "lateMinutes": late // 60, "lateCount": (late > 0).astype(int),
        "earlyMinutes": early // 60, "earlyCount": (early > 0).astype(int), "overtime": over // 60,
        "daysPresent": 1})
    return days.groupby("member").sum()


def compared(lines, sums):
    rows = [json.loads(line) for line in lines.splitlines()]
    assert len(rows) == len(sums), (len(rows), len(sums))
    for row in rows:
        wanted = sums.loc[row["member"]]
        for name in sums.columns:
            got = row["overtimeMinutes"]["workday"] if name == "overtime" else row[name]
            assert got == wanted[name], (row, name, int(wanted[name]))
        assert row["daysDue"] == len(DATES) and row["daysAbsent"] == 0 and row["missingCount"] == 0, row
    return len(rows)


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f}…{max(values):.2f})"


def month(server, count, rounds):
    members = [f"m{number:06}" for number in range(count)]
    path = organization(server, "month", members)
    frame = pandas.DataFrame(punches(members, DATES, 11), columns=["member", "date", "second", "direction"])
    start = time.perf_counter()
    number = import_punches(server, path, frame.itertuples(index=False, name=None))
    print(f"imported {number} punches of {count} members in {time.perf_counter() - start:.1f} s")
    text = os.path.join(server.folder, "punches.csv")
    frame.to_csv(text, index=False)
    url = f"{path}/timesheets?month={MONTH}"
    times = {"lines": [], "workbook": [], "days workbook": [], "pandas": [], "pandas with its file": []}
    before, peak = server.memory(), 0
    for _ in range(rounds):
        for name, address, accept in (
                ("lines", url, "application/x-ndjson"), ("workbook", url, WORKBOOK),
                ("days workbook", f"{path}/workdays?from={DATES[0]}&to={MONTH}-30", WORKBOOK)):
            server.forget()
            start = time.perf_counter()
            body = server.call("GET", address, accept=accept).read()
            times[name].append(time.perf_counter() - start)
            peak = max(peak, server.memory("VmHWM"))
            if name == "lines":
                lines = body
        start = time.perf_counter()
        read = pandas.read_csv(text)
        middle = time.perf_counter()
        sums = summed(read)
        end = time.perf_counter()
        times["pandas"].append(end - middle)
        times["pandas with its file"].append(end - start)
    print(f"{compared(lines, sums)} timesheets equal pandas' in every total")
    for name, values in times.items():
        print(f"{name:22} {spread(values)} s, median and range of {rounds}")
    ratio = [one / other for one, other in zip(times["lines"], times["pandas with its file"])]
    print(f"{'lines / pandas':22} {spread(ratio)} with its file")
    print(f"memory {before // 1024} MiB before, {(peak - before) / 1024:.0f} MiB more at most")
    failed = []
    if statistics.median(times["lines"]) > 2:
        failed.append("timesheets take more than 2 s")
    if statistics.median(times["workbook"]) > 5:
        failed.append("the workbook takes more than 5 s")
    if peak - before > 100 * 1024:
        failed.append("memory grows by more than 100 MiB")
    return failed


def stream(server, count):
    members = [f"m{number:06}" for number in range(count)]
    path = organization(server, "stream", members)
    number = import_punches(server, path, punches(members, DATES[:2], 12))
    failed = []
    for turn in ("first", "second"):
        answer = server.call("GET", f"{path}/timesheets?month={MONTH}", accept="application/x-ndjson")
        start = time.perf_counter()
        sizes, rows = [], 0
        for _ in answer:
            rows += 1
            if rows % (count // 10) == 0:
                sizes.append(server.memory() // 1024)
        seconds = time.perf_counter() - start
        assert rows == count, rows
        print(f"{turn} stream: {rows} timesheets of {number} punches in {seconds:.1f} s; "
              f"MiB at every tenth: {sizes}")
    # The first stream fills the caches of connections and of the allocator; what grows in the second
    # grows with the rows.
    if sizes[-1] - sizes[0] > sizes[0] * 0.05:
        failed.append("memory grows while streaming")
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--members", type=int, default=2_000)
    parser.add_argument("--stream", type=int, default=100_000, help="0 leaves it out")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    server = Server(asked.program, core)
    try:
        failed = month(server, asked.members, asked.rounds)
        if asked.stream:
            failed += stream(server, asked.stream)
    finally:
        server.stop()
    raise SystemExit("; ".join(failed) or 0)


if __name__ == "__main__":
    main()
