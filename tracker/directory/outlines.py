"""Outlines of areas: taken from GeoJSON, checked, and thinned to what a picture on a page can show."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.kernel.errors import Refused

CODE_PROPERTIES = (
    "code", "gss", "gss_code", "gsscode", "area_code", "ctyua_code", "lad_code", "pfa_code", "reference", "id",
)  # fmt: skip
CODE_PREFIXES = ("lad", "pfa", "ctyua", "ctry", "utla", "ltla")
DECIMALS = 4
TOLERANCE = 0.0015
MOST_POINTS = 2_000_000

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Feature:
    """One outline of a file: the GSS code it bears ("" when none was found) and its geometry, thinned."""

    code: str
    geometry: dict[str, Any]


def features_of(text: bytes) -> list[Feature]:
    """The outlines in a GeoJSON document. Raises Refused for anything else, saying what is wrong."""
    collection = _parsed(text)
    if collection.get("type") != "FeatureCollection" or not isinstance(collection.get("features"), list):
        raise Refused(_l("This is not a GeoJSON collection of features. Export the boundaries as GeoJSON."))
    return [_feature(feature) for feature in collection["features"]]


def _parsed(text: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(text.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as broken:
        raise Refused(_l("The file cannot be read as JSON. Export the boundaries as GeoJSON.")) from broken
    return document if isinstance(document, dict) else {}


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _feature(feature: Any) -> Feature:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise Refused(
            _l("A feature of the file is no area: it has neither a polygon nor several. Use a file of areas.")
        )
    return Feature(
        _code({**(properties or {}), "id": (properties or {}).get("id", feature.get("id"))}),
        _thinned(geometry),
    )


def _code(properties: Mapping[str, Any]) -> str:
    """The GSS code among the properties, whatever its publisher calls it: code, GSS_CODE, LAD23CD, pfa16cd ..."""
    named = {str(name).lower(): value for name, value in properties.items()}
    likely = [named[name] for name in CODE_PROPERTIES if name in named]
    dated = [value for name, value in named.items() if name.startswith(CODE_PREFIXES) and name.endswith("cd")]
    codes = (str(value).strip().upper() for value in [*likely, *dated] if value is not None)
    return next((code for code in codes if is_gss(code)), "")


def is_gss(code: str) -> bool:
    """Whether `code` has the form of a GSS code: a letter and eight digits."""
    return len(code) == 9 and code.isascii() and code[0].isalpha() and code[1:].isdigit()


def _thinned(geometry: Mapping[str, Any]) -> dict[str, Any]:
    polygons = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    try:
        thinned = [_polygon(polygon) for polygon in polygons or []]
    except (TypeError, ValueError, IndexError, OverflowError) as broken:
        raise Refused(
            _l("The file holds a shape that cannot be drawn. Coordinates must be degrees, as GeoJSON asks.")
        ) from broken
    kept = [polygon for polygon in thinned if polygon]
    if not kept:
        raise Refused(
            _l("The file holds a shape that cannot be drawn. Coordinates must be degrees, as GeoJSON asks.")
        )
    return {"type": "MultiPolygon", "coordinates": kept}


def _polygon(rings: list[Any]) -> list[list[list[float]]]:
    """The polygon with its rings thinned; empty when its outer ring is too small to see."""
    outlines = [_ring(ring) for ring in rings]
    if not outlines or len(outlines[0]) < 4:
        return []
    return [[[x, y] for x, y in outline] for outline in outlines if len(outline) >= 4]


def _ring(points: list[Any]) -> Ring:
    ring = [(float(point[0]), float(point[1])) for point in points]
    if any(not (-180 <= x <= 180 and -90 <= y <= 90) for x, y in ring):
        raise ValueError("not in degrees")
    if len(ring) > MOST_POINTS:
        raise ValueError("too many points")
    if len(ring) < 4:
        return []
    half = len(ring) // 2
    thin = [*simplified(ring[: half + 1], TOLERANCE)[:-1], *simplified(ring[half:], TOLERANCE)]
    return [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in (thin if len(thin) >= 4 else ring)]


def simplified(line: Ring, tolerance: float) -> Ring:
    """`line` without the points that lie within `tolerance` degrees of what is left; its ends stay."""
    keep = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        farthest = max(_distances(line, first, last), default=(0.0, first))
        if farthest[0] > tolerance:
            keep.add(farthest[1])
            open_parts += [(first, farthest[1]), (farthest[1], last)]
    return [line[at] for at in sorted(keep)]


def _distances(line: Ring, first: int, last: int) -> Iterator[tuple[float, int]]:
    """How far each point between two others lies from the line through them, in degrees."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    for at in range(first + 1, last):
        x, y = line[at]
        yield (abs(dx * (ay - y) - dy * (ax - x)) / length if length else math.hypot(x - ax, y - ay)), at
