#!/usr/bin/env python3
"""Holds the search for a face against faiss-cpu (IndexFlatIP, one thread) in one interleaved run.

    faces.py [--rows N] [--dimension D] [--rounds R] -- COMMAND…

COMMAND is the benchmark of the search, which with `--serve` is a conversation: it prints `ready`,
then answers each line that names a row (float, int8, read, readCodes) with `seconds best probe`.
Both sides make the same vectors from a counter, so their answers are compared too. faiss keeps to
one thread because the search does.
"""
import argparse
import subprocess
import sys
import time

MASK = (1 << 64) - 1


def numbers(first, count, dimension):
    """The same numbers as FacesBench.numbers: SplitMix64 of a counter, in -1…1."""
    import numpy

    start = (first * dimension + 1) & MASK
    with numpy.errstate(over="ignore"):
        word = numpy.arange(count * dimension, dtype=numpy.uint64) + numpy.uint64(start)
        word *= numpy.uint64(0x9E3779B97F4A7C15)
        word = (word ^ (word >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        word ^= word >> numpy.uint64(31)
    values = (word >> numpy.uint64(40)).astype(numpy.float32) / numpy.float32(8388608) - 1
    return values.astype(numpy.float32).reshape(count, dimension)


def unit(rows):
    import numpy

    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def filled_index(rows, dimension):
    import faiss

    faiss.omp_set_num_threads(1)
    index = faiss.IndexFlatIP(dimension)
    for first in range(0, rows, 20_000):
        index.add(unit(numbers(first, min(20_000, rows - first), dimension)))
    return index


class Ours:
    def __init__(self, command, rows, dimension):
        self.process = subprocess.Popen(
            [*command, "--rows", str(rows), "--dimension", str(dimension), "--serve"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline().strip() == "ready"

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def spread(values):
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:.3f} ({ordered[0]:.3f}…{ordered[-1]:.3f})"


def compared(options):
    index = filled_index(options.rows, options.dimension)
    ours = Ours(options.command, options.rows, options.dimension)
    times = {name: [] for name in ("float", "int8", "read", "readCodes", "faiss")}
    same = 0
    for _ in range(options.rounds):
        for name in ("read", "float", "int8", "readCodes"):
            seconds, best, probe = ours.ask(name)
            times[name].append(float(seconds))
            if name == "float":
                query = unit(numbers(1_000_000_000 + int(probe), 1, options.dimension))
                started = time.perf_counter()
                _, found = index.search(query, 1)
                times["faiss"].append(time.perf_counter() - started)
                same += int(found[0][0]) == int(best)
    recall = ours.ask(f"recall {options.recall}")[0]
    ours.close()
    return times, same, recall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--dimension", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--recall", type=int, default=100)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    times, same, recall = compared(options)
    print(f"{options.rows} x {options.dimension}, {options.rounds} interleaved rounds")
    for name, values in times.items():
        print(f"  {name:10} {1000 * sorted(values)[len(values) // 2]:9.3f} ms")

    def ratios(one, other):
        return [a / b for a, b in zip(times[one], times[other])]

    def told(values, sense, goal):
        middle = sorted(values)[len(values) // 2]
        met = middle <= goal if sense == "at most" else middle >= goal
        return f"{spread(values)}  goal {sense} {goal:g}: {'met' if met else 'MISSED'}"

    share = ratios("read", "float")
    print(f"  share of read bandwidth  {told(share, 'at least', 0.85)}")
    print(f"  time against faiss       {told(ratios('float', 'faiss'), 'at most', 1.15)}")
    print(f"  int8 faster than float   {told(ratios('float', 'int8'), 'at least', 2.5)}")
    print(f"  recall@1 of int8         {recall} over {options.recall} probes, goal at least 0.999")
    print(f"  same answer as faiss     {same} of {options.rounds}")
    # A tenth is noise; beyond it the vectors were not read, whatever else was done.
    if sorted(share)[len(share) // 2] > 1.1:
        sys.exit("a search was faster than reading its vectors, so something was not measured")


if __name__ == "__main__":
    main()
