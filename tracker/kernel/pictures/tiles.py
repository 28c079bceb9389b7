"""A map where every council is one equal tile, roughly where it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tracker.kernel.pictures.scales import level

HALF_HEIGHT = sqrt(3) / 2
ROOM_FOR_NAMES = 40
ROOM_FOR_CODES = 20


@dataclass(frozen=True)
class Tile:
    """Where a council's tile lies (column and half row), its code on small maps and its name in lines that fit, in both languages."""

    column: int
    row: int
    code: str
    english: tuple[str, ...]
    welsh: tuple[str, ...]


@dataclass(frozen=True)
class AreaValue:
    """A council and its number. `name` is in the page's language; `url` is where its row of the table leads."""

    gss: str
    name: str
    value: int
    url: str | None = None


@dataclass(frozen=True)
class PlacedTile:
    """A tile to draw: a hexagon, words and a shade."""

    gss: str
    name: str
    value: int
    points: str
    x: float
    y: float
    level: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class TileMap:
    """Tiles in the units of a width x height view box; `words` says whether they have room for names, codes or only values."""

    width: int
    height: int
    words: str
    tiles: list[PlacedTile]


# The 22 principal councils of Wales by GSS code. Neighbours in the same column are two half rows apart.
TILES = {
    "W06000001": Tile(1, 5, "AGY", ("Anglesey",), ("Ynys Môn",)),
    "W06000002": Tile(2, 6, "GWN", ("Gwynedd",), ("Gwynedd",)),
    "W06000003": Tile(3, 5, "CWY", ("Conwy",), ("Conwy",)),
    "W06000004": Tile(4, 6, "DEN", ("Denbigh-", "shire"), ("Sir", "Ddinbych")),
    "W06000005": Tile(4, 4, "FLN", ("Flintshire",), ("Sir y", "Fflint")),
    "W06000006": Tile(5, 5, "WRX", ("Wrexham",), ("Wrecsam",)),
    "W06000008": Tile(2, 8, "CGN", ("Ceredigion",), ("Ceredigion",)),
    "W06000009": Tile(1, 9, "PEM", ("Pembroke-", "shire"), ("Sir", "Benfro")),
    "W06000010": Tile(2, 10, "CMN", ("Carmar-", "thenshire"), ("Sir", "Gâr")),
    "W06000011": Tile(2, 12, "SWA", ("Swansea",), ("Abertawe",)),
    "W06000012": Tile(3, 11, "NTL", ("Neath", "Port Talbot"), ("Castell-nedd", "Port Talbot")),
    "W06000013": Tile(4, 12, "BGE", ("Bridgend",), ("Pen-y-bont", "ar Ogwr")),
    "W06000014": Tile(5, 13, "VGL", ("Vale of", "Glamorgan"), ("Bro", "Morgannwg")),
    "W06000015": Tile(5, 11, "CRF", ("Cardiff",), ("Caerdydd",)),
    "W06000016": Tile(4, 10, "RCT", ("Rhondda", "Cynon Taf"), ("Rhondda", "Cynon Taf")),
    "W06000018": Tile(6, 10, "CAY", ("Caerphilly",), ("Caerffili",)),
    "W06000019": Tile(6, 8, "BGW", ("Blaenau", "Gwent"), ("Blaenau", "Gwent")),
    "W06000020": Tile(7, 9, "TOF", ("Torfaen",), ("Torfaen",)),
    "W06000021": Tile(8, 10, "MON", ("Monmouth-", "shire"), ("Sir", "Fynwy")),
    "W06000022": Tile(7, 11, "NWP", ("Newport",), ("Casnewydd",)),
    "W06000023": Tile(3, 9, "POW", ("Powys",), ("Powys",)),
    "W06000024": Tile(5, 9, "MTY", ("Merthyr", "Tydfil"), ("Merthyr", "Tudful")),
}


def tile_map(areas: Sequence[AreaValue], *, language: str = "en", narrow: bool = False) -> TileMap | None:
    """The map of those `areas` that have a tile, as large as the width allows. None if none has."""
    known = [(area, TILES[area.gss]) for area in areas if area.gss in TILES]
    if not known:
        return None
    columns = [tile.column for _, tile in known]
    rows = [tile.row for _, tile in known]
    room, largest_radius = (300, 48) if narrow else (560, 48)
    across = 1.5 * (max(columns) - min(columns)) + 2
    radius = min(largest_radius, (room - 4) / across)
    words = "names" if radius >= ROOM_FOR_NAMES else "codes" if radius >= ROOM_FOR_CODES else "values"
    width = max(300, round(radius * across + 4))
    left = (width - radius * across) / 2 + radius
    largest = max(area.value for area, _ in known)
    tiles = [
        _placed(area, left + 1.5 * radius * (tile.column - min(columns)),
                2 + radius * HALF_HEIGHT * (tile.row - min(rows) + 1), radius, largest, _lines(tile, words, language))
        for area, tile in known
    ]  # fmt: skip
    height = round(4 + radius * HALF_HEIGHT * (max(rows) - min(rows) + 2))
    return TileMap(width, height, words, tiles)


def _lines(tile: Tile, words: str, language: str) -> tuple[str, ...]:
    if words == "names":
        return tile.welsh if language == "cy" else tile.english
    return (tile.code,) if words == "codes" else ()


def _placed(
    area: AreaValue, x: float, y: float, radius: float, largest: int, lines: tuple[str, ...]
) -> PlacedTile:
    corners = (
        (1, 0),
        (0.5, HALF_HEIGHT),
        (-0.5, HALF_HEIGHT),
        (-1, 0),
        (-0.5, -HALF_HEIGHT),
        (0.5, -HALF_HEIGHT),
    )
    points = " ".join(f"{x + radius * dx:.1f},{y + radius * dy:.1f}" for dx, dy in corners)
    return PlacedTile(
        area.gss, area.name, area.value, points, round(x, 1), round(y, 1), level(area.value, largest), lines
    )
