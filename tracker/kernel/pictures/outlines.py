"""A map of real outlines, from the GeoJSON polygons of areas."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

from tracker.kernel.pictures.scales import level, text_width
from tracker.kernel.pictures.tiles import TILES

Point = tuple[float, float]
Ring = list[Point]
TOLERANCE = 0.7
SMALLEST_RING = 6.0
GRID = 14


@dataclass(frozen=True)
class AreaFeature:
    """An area, its number and its outline: a GeoJSON geometry, Polygon or MultiPolygon, in degrees. `name` is in the page's language."""

    gss: str
    name: str
    value: int
    geometry: Mapping[str, Any]
    url: str | None = None


@dataclass(frozen=True)
class PlacedArea:
    """An outline to draw, and where its words have most room; `lines` holds its name if it fits there."""

    gss: str
    name: str
    value: int
    path: str
    x: float
    y: float
    level: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class AreaMap:
    """Outlines in the units of a width x height view box."""

    width: int
    height: int
    areas: list[PlacedArea]


def area_map(
    features: Sequence[AreaFeature], *, language: str = "en", narrow: bool = False
) -> AreaMap | None:
    """The map of `features`, as wide as the picture, never taller than wide by half. None without any polygon."""
    drawn = [(feature, list(_rings(feature.geometry))) for feature in features]
    drawn = [(feature, rings) for feature, rings in drawn if rings]
    if not drawn:
        return None
    width = 320 if narrow else 640
    project, height = _projection([ring for _, rings in drawn for ring in rings], width)
    largest = max(feature.value for feature, _ in drawn)
    areas = [
        _placed(feature, [[project(p) for p in ring] for ring in rings], largest, language)
        for feature, rings in drawn
    ]
    return AreaMap(width, height, areas)


def _rings(geometry: Mapping[str, Any]) -> Iterable[Ring]:
    """Every closed line of a geometry; other kinds of geometry have none."""
    parts = geometry.get("coordinates") or []
    polygons = {"Polygon": [parts], "MultiPolygon": parts}.get(str(geometry.get("type")), [])
    for polygon in polygons:
        for ring in polygon:
            if len(ring) >= 4:
                yield [(float(position[0]), float(position[1])) for position in ring]


def _projection(rings: Sequence[Ring], width: int) -> tuple[Any, int]:
    """Degrees to the picture: true to shape in the middle of the map. Returns the function and the height."""
    longitudes = [x for ring in rings for x, _ in ring]
    latitudes = [y for ring in rings for _, y in ring]
    west, north = min(longitudes), max(latitudes)
    squeeze = cos(radians((min(latitudes) + north) / 2))
    across = max((max(longitudes) - west) * squeeze, 1e-9)
    down = max(north - min(latitudes), 1e-9)
    scale = min((width - 8) / across, (width * 1.5 - 8) / down)
    margin = (width - across * scale) / 2

    def project(point: Point) -> Point:
        return margin + (point[0] - west) * squeeze * scale, 4 + (north - point[1]) * scale

    return project, round(8 + down * scale)


def simplified(ring: Ring, tolerance: float = TOLERANCE) -> Ring:
    """`ring` without the points that lie within `tolerance` of the line through their neighbours (Douglas and Peucker)."""
    keep = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        distances = [(_distance(ring[i], ring[first], ring[last]), i) for i in range(first + 1, last)]
        farthest, index = max(distances, default=(0.0, 0))
        if farthest > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return [ring[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def _size(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))) / 2


def _placed(feature: AreaFeature, rings: Sequence[Ring], largest: int, language: str) -> PlacedArea:
    by_size = sorted(rings, key=_size, reverse=True)
    kept = [simplified(ring) for i, ring in enumerate(by_size) if i == 0 or _size(ring) >= SMALLEST_RING]
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z" for ring in kept)
    (x, y), room = _roomiest(kept[0])
    shade, lines = level(feature.value, largest), _lines(feature, room, language)
    return PlacedArea(feature.gss, feature.name, feature.value, path, round(x, 1), round(y, 1), shade, lines)


def _lines(feature: AreaFeature, room: float, language: str) -> tuple[str, ...]:
    """The area's name as its tile has it, else in one line; nothing where there is no room."""
    tile = TILES.get(feature.gss)
    known = (tile.welsh if language == "cy" else tile.english) if tile else (feature.name,)
    widest = max(text_width(line, 12.5) for line in known)
    return known if widest <= room * 2.2 and room > 13 + 7 * len(known) else ()


def _inside(point: Point, ring: Ring) -> bool:
    x, y = point
    crossings = [
        x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossings) % 2 == 1


def _roomiest(ring: Ring) -> tuple[Point, float]:
    """The place inside `ring` farthest from its edge, of a grid of places, and how far that is."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    grid = [
        (left + (right - left) * (i + 0.5) / GRID, top + (bottom - top) * (j + 0.5) / GRID)
        for i in range(GRID)
        for j in range(GRID)
    ]
    rooms = [
        (min(_distance(p, a, b) for a, b in itertools.pairwise(ring)), p) for p in grid if _inside(p, ring)
    ]
    room, place = max(rooms, default=(0.0, ((left + right) / 2, (top + bottom) / 2)))
    return place, room
