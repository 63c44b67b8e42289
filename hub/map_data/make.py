"""Draws hub/static/hub/map/world.svg from Natural Earth; run by hand, never by the site.

npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
python -m hub.map_data.make package/countries-50m.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

from hub.map_data.topology import CENTRE, Point, arcs, area, middle, polygons, project, width

TARGET = Path(__file__).parents[1] / "static" / "hub" / "map" / "world.svg"
WIDTH = 1000
SCALE = WIDTH / 2 / project(CENTRE + 179.999, 0)[0]
NORTH, SOUTH = -project(0, 84)[1] * SCALE, project(0, -56.5)[1] * SCALE
ROOM = (
    12  # above the northernmost land, whose coast follows a parallel: it would seem to be cut off
)
TOLERANCE = 0.55
SMALLEST_ISLAND = 1.2  # square units; a country keeps its largest piece all the same
SMALLEST_COUNTRY = 7.0  # square units: below it a country is a dot
OUTLINE = ' vector-effect="non-scaling-stroke"'  # of one width however large the map is
DOT = 2.4
LEFT_OUT = {"aq"}
# Claimed by two states: shaded as neither. (west, south, east, north)
DISPUTED_PARTS = [("ru", (32.3, 44.2, 36.7, 46.25))]

Ring = list[Point]


def main(source: Path) -> None:
    topology = json.loads(source.read_text())
    found = arcs(topology, SCALE, TOLERANCE)
    shapes: dict[str, list[list[Ring]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = _code(geometry)
        for rings in polygons(geometry, found):
            if width(rings[0]) > WIDTH / 2:
                continue  # an island on the edge of the map
            shapes.setdefault("" if _disputed(code, rings[0]) else code, []).append(rings)
    TARGET.write_text(_svg({code: shapes[code] for code in sorted(shapes) if code not in LEFT_OUT}))


def _code(geometry: dict[str, Any]) -> str:
    """Alpha-2 in lower case; empty for what ISO 3166-1 has no code of."""
    alpha = get_global("territory_aliases").get(geometry.get("id", ""), [""])
    return alpha[0].lower()


def _disputed(code: str, outline: Ring) -> bool:
    for owner, (west, south, east, north) in DISPUTED_PARTS:
        if owner == code:
            left, bottom = project(west, south)
            right, top = project(east, north)
            x, y = middle(outline)
            return left < x / SCALE < right and top < y / SCALE < bottom
    return False


def _svg(shapes: dict[str, list[list[Ring]]]) -> str:
    drawn = "\n".join(_shape(code, pieces) for code, pieces in shapes.items())
    height = round(NORTH + SOUTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {-ROOM} {WIDTH} {height + ROOM}">\n'
        f'<g id="world">\n{drawn}\n</g>\n</svg>\n'
    )


def _shape(code: str, pieces: list[list[Ring]]) -> str:
    name = f' id="{code}"' if code else ""
    largest = max(pieces, key=lambda rings: area(rings[0]))
    if area(largest[0]) < SMALLEST_COUNTRY and code:
        x, y = _place(middle(largest[0]))
        return f'<circle{name}{OUTLINE} cx="{x / 10:g}" cy="{y / 10:g}" r="{DOT}"/>'
    kept = [rings for rings in pieces if area(rings[0]) >= SMALLEST_ISLAND or rings is largest]
    return f'<path{name}{OUTLINE} d="{"".join(_path(ring) for rings in kept for ring in rings)}"/>'


def _place(point: Point) -> tuple[int, int]:
    """In tenths of a unit from the upper left corner."""
    return round((point[0] + WIDTH / 2) * 10), round((point[1] + NORTH) * 10)


def _path(ring: Ring) -> str:
    """Relative steps, as short as SVG can say them."""
    points = [_place(point) for point in ring]
    x, y = points[0]
    steps = []
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(_tenths(next_x - x) + _joined(_tenths(next_y - y)))
        x, y = next_x, next_y
    start = _tenths(points[0][0]) + _joined(_tenths(points[0][1]))
    return f"M{start}l{''.join(_joined(step) if n else step for n, step in enumerate(steps))}z"


def _tenths(number: int) -> str:
    return f"{number / 10:g}".replace("0.", ".", 1) if abs(number) < 10 else f"{number / 10:g}"


def _joined(number: str) -> str:
    return number if number.startswith("-") else f" {number}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
