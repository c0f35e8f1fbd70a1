#!/usr/bin/env python3
"""Holds the judgement of motion against ahrs and imufusion on the same windows in one interleaved run.

    motion.py [--rounds N] -- COMMAND…

COMMAND is `rollcall bench motion`. It writes its windows (15 s at 50 Hz) as CSV, prints `ready`,
then answers each line that names a row with the median seconds of a window. ahrs (Madgwick, gain
0.033) and imufusion do no more than the attitude; ours judges everything.
"""
import argparse
import subprocess
import tempfile
import time
from pathlib import Path

ROWS = ("whole", "judgement", "fingerprints", "search", "attitude")


def windows(folder):
    import numpy

    files = sorted(folder.glob("*.csv"), key=lambda file: int(file.stem))
    tables = [numpy.loadtxt(file, delimiter=",", skiprows=1) for file in files]
    return [(numpy.ascontiguousarray(t[:, :3]), numpy.ascontiguousarray(t[:, 3:])) for t in tables]


def by_ahrs(acceleration, rate):
    from ahrs.filters import Madgwick

    return Madgwick(gyr=rate, acc=acceleration, frequency=50.0, gain=0.033).Q[-1]


def by_imufusion(acceleration, rate):
    import imufusion
    import numpy

    filter = imufusion.Ahrs()
    filter.set_sample_period(0.02)
    degrees, units = numpy.degrees(rate), acceleration / 9.80665
    for w, a in zip(degrees, units):
        filter.update_no_magnetometer(w, a)
    return filter.get_quaternion()


def timed(work, inputs):
    """The median window's seconds: other work on the machine seldom falls into it."""
    times = []
    for acceleration, rate in inputs:
        started = time.perf_counter()
        work(acceleration, rate)
        times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2]


def spread(values):
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:.1f} ({ordered[0]:.1f}…{ordered[-1]:.1f})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = subprocess.Popen(
            [*options.command, "--serve", "--export", folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert ours.stdout.readline().strip() == "ready"
        inputs = windows(Path(folder))
        times = {name: [] for name in (*ROWS, "ahrs", "imufusion")}
        for _ in range(options.rounds):
            for row in ROWS:
                ours.stdin.write(row + "\n")
                ours.stdin.flush()
                times[row].append(float(ours.stdout.readline()))
            # A few windows of the slow ones are enough: they are the same work each.
            times["ahrs"].append(timed(by_ahrs, inputs[:3]))
            times["imufusion"].append(timed(by_imufusion, inputs))
        ours.stdin.close()
        ours.wait(timeout=60)
    print(f"{len(inputs)} windows of {len(inputs[0][0])} samples, {options.rounds} interleaved rounds")
    for name, values in times.items():
        print(f"  {name:13} {1e6 * sorted(values)[len(values) // 2]:10.1f} µs a window, "
              f"least {1e6 * min(values):.1f}")

    def ratio(slow, quick):
        return spread([a / b for a, b in zip(times[slow], times[quick])])

    print(f"  ahrs / whole            {ratio('ahrs', 'whole')}  goal 20")
    print(f"  ahrs / attitude         {ratio('ahrs', 'attitude')}")
    print(f"  imufusion / attitude    {ratio('imufusion', 'attitude')}")
    print("  goal of whole           150 µs on a core of its own")


if __name__ == "__main__":
    main()
