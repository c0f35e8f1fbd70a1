"""Draws fences and probes with a seed and computes their answers with independent libraries.

    pip install shapely geographiclib pyproj numpy scipy
    python3 generate.py > areas.json

Containment: Shapely on longitude and latitude of the fence's own system. Distances: geographiclib,
golden-section search along every edge. Probabilities: 200,000 draws on an azimuthal equidistant
plane around the probe (pyproj), circles by the noncentral chi-square distribution.
"""

import json
import math
import random
import sys

import numpy
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Proj
from scipy.stats import ncx2

SEED = 20_261_124
DRAWS = 200_000
SIGMAS_PER_ACCURACY = 1 / 1.5096

chance = random.Random(SEED)
draws = numpy.random.default_rng(SEED).standard_normal((DRAWS, 2))


def gcj02(lon, lat):
    """The published Krasovsky form."""
    a, ee = 6378245.0, 0.00669342162296594323
    x, y = lon - 105, lat - 35
    wave = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + wave
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + wave
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    phi = math.radians(lat)
    magic = 1 - ee * math.sin(phi) ** 2
    meridian = a * (1 - ee) / (magic * math.sqrt(magic))
    parallel = a / math.sqrt(magic) * math.cos(phi)
    return lon + math.degrees(east / parallel), lat + math.degrees(north / meridian)


def wgs84(system, lon, lat):
    if system == "wgs84":
        return lon, lat
    x, y = lon, lat
    for _ in range(50):
        east, north = gcj02(x, y)
        x, y = x - (east - lon), y - (north - lat)
    return x, y


def geodesic(p, q):
    return Geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], Geodesic.DISTANCE)["s12"]


def edge_distance(system, probe, a, b):
    """The least geodesic to an edge that is straight in its own plane."""
    def at(t):
        return geodesic(probe, wgs84(system, a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))

    samples = [at(k / 16) for k in range(17)]
    best = samples.index(min(samples))
    low, high = max(best - 1, 0) / 16, min(best + 1, 16) / 16
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(45):
        left, right = high - (high - low) * ratio, low + (high - low) * ratio
        if at(left) < at(right):
            high = right
        else:
            low = left
    return min(min(samples), at((low + high) / 2))


def line_distance(system, probe, lines):
    """Edges in the order of their ends; those that cannot win are left out."""
    edges = [(a, b) for line in lines for a, b in zip(line, line[1:])]
    ends = {p: geodesic(probe, wgs84(system, *p)) for e in edges for p in e}
    lengths = {(a, b): geodesic(wgs84(system, *a), wgs84(system, *b)) for a, b in edges}
    best = min(ends.values())
    for a, b in sorted(edges, key=lambda e: min(ends[e[0]], ends[e[1]])):
        if min(ends[a], ends[b]) - lengths[a, b] * 1.02 <= best:
            best = min(best, edge_distance(system, probe, a, b))
    return best


def dense(system, ring, parts=24):
    """The ring as it lies in WGS-84."""
    found = []
    for a, b in zip(ring, ring[1:]):
        for k in range(parts):
            t = k / parts
            found.append(wgs84(system, a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return found + [found[0]]


def polygon_probability(fence, probe, sigma):
    plane = Proj(proj="aeqd", lon_0=probe[0], lat_0=probe[1], ellps="WGS84")
    parts = []
    for rings in fence["polygons"]:
        flat = [[plane(*p) for p in dense(fence["system"], ring)] for ring in rings]
        parts.append(shapely.Polygon(flat[0], flat[1:]))
    shape = shapely.MultiPolygon(parts)
    shapely.prepare(shape)
    points = draws * sigma
    return float(shapely.contains_xy(shape, points[:, 0], points[:, 1]).mean())


def corridor_probability(fence, probe, sigma):
    plane = Proj(proj="aeqd", lon_0=probe[0], lat_0=probe[1], ellps="WGS84")
    line = dense(fence["system"], fence["line"])[:-1]
    line.append(wgs84(fence["system"], *fence["line"][-1]))
    shape = shapely.LineString([plane(*p) for p in line]).buffer(fence["radius"], quad_segs=256)
    shapely.prepare(shape)
    points = draws * sigma
    return float(shapely.contains_xy(shape, points[:, 0], points[:, 1]).mean())


def star(lon, lat, metres, corners, scale=1.0):
    degrees = metres / 111_195
    widen = 1 / math.cos(math.radians(lat))
    ring = []
    for k in range(corners):
        angle = 2 * math.pi * k / corners
        reach = degrees * scale * (0.65 + 0.35 * math.sin(3 * angle + 1) * math.cos(5 * angle))
        ring.append((lon + reach * widen * math.cos(angle), lat + reach * math.sin(angle)))
    return ring + [ring[0]]


def fences():
    yield "office", {"system": "wgs84", "polygons": [[star(120.725, 31.295, 150, 20)]]}
    holed = [star(8.55, 47.37, 400, 60), star(8.55, 47.37, 400, 24, 0.3)]
    yield "campus with a court", {"system": "wgs84", "polygons": [holed]}
    parts = [[star(-58.38, -34.6, 120, 12)], [star(-58.374, -34.602, 200, 30)]]
    yield "two halls", {"system": "wgs84", "polygons": parts}
    yield "far north", {"system": "wgs84", "polygons": [[star(15.63, 78.22, 300, 40)]]}
    yield "date line", {"system": "wgs84", "polygons": [[star(179.999, -16.8, 500, 32)]]}
    country = [(20.0, 58.0), (32.0, 56.5), (34.0, 64.0), (24.5, 66.0), (20.0, 58.0)]
    yield "country", {"system": "wgs84", "polygons": [[country]]}
    yield "shifted campus", {"system": "gcj02", "polygons": [[star(116.397, 39.908, 800, 16)]]}
    yield "plaza", {"system": "wgs84", "centre": (114.058, 22.543), "radius": 120.0}
    yield "arctic station", {"system": "wgs84", "centre": (-179.9995, 78.9), "radius": 60.0}
    line = [(103.80, 1.300), (103.803, 1.301), (103.804, 1.304), (103.809, 1.3045)]
    yield "tunnel", {"system": "wgs84", "line": line, "radius": 40.0}
    yield "trail", {"system": "wgs84", "line": [(24.9, 60.2), (25.02, 60.26)], "radius": 150.0}


def answer(fence, probe):
    place = wgs84(fence["system"], *probe)
    accuracy = chance.choice([8.0, 20.0, 60.0, 250.0])
    sigma = accuracy * SIGMAS_PER_ACCURACY
    if "centre" in fence:
        offset = geodesic(place, fence["centre"])
        inside = offset <= fence["radius"]
        distance = abs(offset - fence["radius"])
        p = float(ncx2.cdf((fence["radius"] / sigma) ** 2, 2, (offset / sigma) ** 2))
    elif "line" in fence:
        offset = line_distance(fence["system"], place, [fence["line"]])
        inside = offset <= fence["radius"]
        distance = None if inside else offset - fence["radius"]
        p = corridor_probability(fence, place, sigma)
    else:
        shape = shapely.MultiPolygon([(r[0], r[1:]) for r in fence["polygons"]])
        inside = any(
            bool(shape.covers(shapely.Point(probe[0] + turn, probe[1]))) for turn in (0, 360))
        distance = line_distance(fence["system"], place, [r for p in fence["polygons"] for r in p])
        p = polygon_probability(fence, place, sigma)
    signed = None if distance is None else round(-distance if inside else distance, 4)
    return {
        "longitude": probe[0], "latitude": probe[1], "inside": inside, "distance": signed,
        "accuracy": accuracy, "probability": round(p, 5),
    }


def probes(fence):
    """Near the boundary, in the neighbourhood, and far."""
    if "centre" in fence:
        corners = [(fence["centre"], fence["radius"])]
    elif "line" in fence:
        corners = [(p, fence["radius"]) for p in fence["line"]]
    else:
        corners = [(p, 30.0) for polygon in fence["polygons"] for ring in polygon for p in ring]
    for number in range(30):
        (lon, lat), reach = chance.choice(corners)
        metres = reach * (chance.uniform(0, 2) if number < 24 else chance.uniform(50, 3_000))
        bearing = chance.uniform(0, 360)
        found = Geodesic.WGS84.Direct(lat, lon, bearing, metres)
        yield round(found["lon2"], 9), round(found["lat2"], 9)


def main():
    found = []
    for name, fence in fences():
        answers = [answer(fence, probe) for probe in probes(fence)]
        found.append({"name": name, **fence, "probes": answers})
        print(name, file=sys.stderr)
    rows = []
    for fence in found:
        rows.append(json.dumps(fence, separators=(",", ":")).replace('{"longitude"', '\n{"longitude"'))
    print("[" + ",\n".join(rows) + "]")


main()
