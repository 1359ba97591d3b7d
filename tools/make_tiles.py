"""Lay out the tile map of municipalities from a file of borders: only the middle of each is used and nothing is kept.

Usage: uv run python tools/make_tiles.py BORDERS.geojson
The borders are those of CBS and PDOK (gebiedsindelingen, CC BY 4.0), in degrees.
"""

import csv
import json
import math
import sys
from pathlib import Path

from narekenen.indicators.tilemap import layout

TABLE = Path(__file__).parents[1] / "packages/narekenen/src/narekenen/indicators/tiles.csv"


def middle(ring: list[list[float]]) -> tuple[float, float, float]:
    """(x, y, surface) of a ring of points in degrees, in about kilometres."""
    points = [(lon * 111.32 * math.cos(math.radians(52.2)), lat * 111.13) for lon, lat, *_ in ring]
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross / 2, x + (x0 + x1) * cross / 6, y + (y0 + y1) * cross / 6
    return x / area, y / area, abs(area)


def main() -> None:
    places, names = {}, {}
    for feature in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        rings = [
            part[0] for part in (shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]])
        ]
        x, y, _ = max((middle(ring) for ring in rings), key=lambda found: found[2])
        code = feature["properties"]["statcode"]
        places[code], names[code] = (x, y), feature["properties"]["statnaam"]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["code", "column", "row"])
        rows.writerows([code, tile.column, tile.row] for code, tile in sorted(layout(places).items()))


if __name__ == "__main__":
    main()
