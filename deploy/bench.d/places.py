"""Holds judgements of places against raw GEOS in C and against Shapely 2, round by round.

    places.py [--rounds N] [--geos PROGRAM] [--crowd 0] -- COMMAND…

Each program draws the same fences and probes by the same formulae and prints lines of `name value`
(nanoseconds unless the name says otherwise). They run one after the other, round after round, so
that what else the machine does meanwhile falls on all of them; figures are medians over the rounds,
and ratios are medians of the rounds' own ratios.
"""
import argparse
import statistics
import subprocess
import sys
from pathlib import Path

# Our row, the other program and its row, what the ratio means, and the goal.
RATIOS = [
    ("decision/exact-1/400", "geos", "decision/nearest-1/400", "time against raw GEOS", "at most", 1.5),
    ("decision/nearest-5/400", "geos", "decision/window/400", "time against raw GEOS", "at most", 1.5),
    ("decision/exact-1/1", "geos", "decision/nearest-1/1", "time against raw GEOS", "at most", 1.5),
    ("decision/exact-1/10000", "geos", "decision/nearest-1/10000", "time against raw GEOS", "at most", 1.5),
    ("decision/exact-1/1", "shapely", "decision-call/1", "times faster than a call", "at least", 20),
    ("decision/exact-1/400", "shapely", "decision-call/400", "times faster than a call", "at least", 20),
    ("decision/exact-1/10000", "shapely", "decision-call/10000", "times faster than a call", None, None),
    ("decision/nearest-1/400", "shapely", "decision-call/400", "times faster, probability too", None, None),
    ("decision/exact-1/400", "shapely", "decision-vector/400", "times faster than vectorised", None, None),
] + [
    (f"{row}/{size}", "geos", f"{row}/{size}", "time against raw GEOS", None, None)
    for row in ("covers", "distance") for size in (20, 200, 5000)
] + [
    (f"covers/{size}", "shapely", f"covers-{how}/{size}", f"times faster, {how}", None, None)
    for how in ("call", "vector") for size in (20, 200, 5000)
]


def lines_of(command):
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in (line.split() for line in text.splitlines())}


def spread(values):
    return f"{statistics.median(values):.3g} ({min(values):.3g}…{max(values):.3g})"


def verdict(value, sense, goal):
    if goal is None:
        return ""
    met = value <= goal if sense == "at most" else value >= goal
    return f"  goal {sense} {goal:g}: {'met' if met else 'MISSED'}"


def report(rounds):
    ours = [one["ours"] for one in rounds]
    floor = statistics.median(one["nothing"] for one in ours)
    impossible = []
    print(f"medians of {len(rounds)} rounds (least…most); nanoseconds unless said otherwise")
    for name in ours[0]:
        values = [one[name] for one in ours]
        goal = verdict(statistics.median(values), "at most", 5000) if name == "decision/nearest-5/400" else ""
        print(f"  {name:28} {spread(values)}{goal}")
        is_time = not name.startswith(("nothing", "bytes"))
        # Nothing is answered sooner than its probe is read.
        if is_time and statistics.median(values) <= floor:
            impossible.append(name)
    for name, other, row, meaning, sense, goal in RATIOS:
        against = [one["ours"][name] / one[other][row] for one in rounds if other in one]
        if not against:
            continue
        if other == "shapely":
            against = [1 / ratio for ratio in against]
        note = verdict(statistics.median(against), sense, goal)
        print(f"  {name:28} {meaning} ({row}): {spread(against)}{note}")
    return impossible


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--geos")
    parser.add_argument("--crowd", type=int, default=1000, help="organizations of 1,000 fences; 0 for none")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    shapely = [sys.executable, str(Path(__file__).with_name("places_shapely.py"))]
    rounds = []
    for _ in range(max(1, options.rounds)):
        one = {"ours": lines_of(options.command)}
        if options.geos:
            one["geos"] = lines_of([str(Path(options.geos).resolve())])
        one["shapely"] = lines_of(shapely)
        rounds.append(one)
    impossible = report(rounds)
    if options.crowd:
        print(f"  {options.crowd} organizations of 1,000 fences, each compiled when it is first asked about")
        for name, value in lines_of([*options.command, "--crowd", str(options.crowd)]).items():
            print(f"  {name:28} {value:.4g}")
    if impossible:
        sys.exit(f"faster than doing nothing, so something was not measured: {', '.join(impossible)}")


if __name__ == "__main__":
    main()
