"""Arcs of a TopoJSON file, projected and simplified once, so that neighbours still share them."""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from typing import Any

Point = tuple[float, float]
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
CENTRE = 11.2  # degrees east: so the map ends in the Bering Strait and cuts no country in two


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson, Jenny, 2018): areas can be compared. y grows to the south."""
    a1, a2, a3, a4 = EQUAL_EARTH
    root = sqrt(3) / 2
    angle = asin(root * sin(radians(latitude)))
    two = angle * angle
    six = two**3
    slope = a1 + 3 * a2 * two + six * (7 * a3 + 9 * a4 * two)
    east = (longitude - CENTRE + 180) % 360 - 180
    x = radians(east) * cos(angle) / (root * slope)
    return x, -angle * (a1 + a2 * two + six * (a3 + a4 * two))


def arcs(topology: dict[str, Any], scale: float, tolerance: float) -> list[list[Point]]:
    """Every arc in units of the drawing, without points that change it by less than `tolerance`."""
    return [simplified(points, tolerance) for points in _projected(topology, scale)]


def _projected(topology: dict[str, Any], scale: float) -> Iterator[list[Point]]:
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            px, py = project(x * kx + x0, y * ky + y0)
            points.append((px * scale, py * scale))
        yield points


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """By Douglas and Peucker: the ends stay, and so does what is further away than `tolerance`."""
    keep = {0, len(points) - 1}
    pieces = [(0, len(points) - 1)]
    while pieces:
        first, last = pieces.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far = max(between, key=lambda n: _distance(points[n], points[first], points[last]))
        if _distance(points[far], points[first], points[last]) > tolerance:
            keep.add(far)
            pieces += [(first, far), (far, last)]
    return [points[n] for n in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return sqrt((px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2)


def polygons(geometry: dict[str, Any], found: list[list[Point]]) -> list[list[list[Point]]]:
    """The rings of each polygon; the first of them is its outline."""
    shapes = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    return [[_ring(ring, found) for ring in rings] for rings in shapes]


def _ring(numbers: list[int], found: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        arc = found[number] if number >= 0 else found[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def width(ring: list[Point]) -> float:
    across = [x for x, _y in ring]
    return max(across) - min(across)


def middle(ring: list[Point]) -> Point:
    return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
