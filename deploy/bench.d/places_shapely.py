"""The same fences and probes as `rollcall bench places`, judged by Shapely 2: one call a probe, and
all probes in one call. Prints lines of `name nanoseconds`; distances are planar degrees.

    pip install shapely numpy && python3 places_shapely.py
"""

import math
import statistics
import time

import numpy
import shapely

PROBES = 4096
BATCHES = 5


def centre(number, count):
    side = math.ceil(math.sqrt(count))
    return 120.5 + 0.01 * (number % side), 31.2 + 0.01 * (number // side)


def fence(number, count, vertices):
    east, north = centre(number, count)
    ring = []
    for corner in range(vertices):
        angle = 2 * math.pi * corner / vertices
        wave = 1 + 0.3 * math.sin(5 * angle + number) + 0.1 * math.sin(9 * angle)
        ring.append((east + 0.002 * wave * math.cos(angle), north + 0.002 * wave * math.sin(angle)))
    made = shapely.Polygon(ring)
    shapely.prepare(made)
    return made


def probes(fences):
    found = []
    for number in range(PROBES):
        east, north = centre(number * 7919 % fences, fences)
        found.append((
            east + 0.008 * (math.fmod(number * 0.61803398875, 1) - 0.5),
            north + 0.008 * (math.fmod(number * 0.75487766625, 1) - 0.5)))
    return numpy.array(found)


def measure(name, question):
    """The median over batches; a batch asks about every probe."""
    batches = []
    for _ in range(BATCHES):
        start = time.perf_counter_ns()
        question()
        batches.append((time.perf_counter_ns() - start) / PROBES)
    print(f"{name} {statistics.median(batches):.1f}", flush=True)


def single(vertices):
    area = fence(0, 1, vertices)
    xy = probes(1)
    points = shapely.points(xy)
    measure(f"covers-call/{vertices}", lambda: [area.covers(shapely.Point(p)) for p in xy])
    measure(f"covers-vector/{vertices}", lambda: shapely.covers(area, points))
    measure(f"distance-call/{vertices}", lambda: [area.distance(shapely.Point(p)) for p in xy])
    measure(f"distance-vector/{vertices}", lambda: shapely.distance(area, points))


def many(count):
    areas = [fence(number, count, 20) for number in range(count)]
    tree = shapely.STRtree(areas)
    xy = probes(count)
    points = shapely.points(xy)

    def decide(p):
        point = shapely.Point(p)
        found = areas[tree.nearest(point)]
        return found.covers(point), found.distance(point)

    def decide_all():
        found = tree.geometries[tree.nearest(points)]
        return shapely.covers(found, points), shapely.distance(found, points)

    measure(f"decision-call/{count}", lambda: [decide(p) for p in xy])
    measure(f"decision-vector/{count}", decide_all)


for vertices in (20, 200, 5000):
    single(vertices)
for count in (1, 400, 10000):
    many(count)
