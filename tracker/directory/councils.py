"""Which council area is meant, however people write it: in English or Welsh, with or without "County Borough Council"."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.rules.directory import AreaKind, BodyKind
from tracker.rules.names import search_key

# Words that say what kind of council it is, in both languages, and never which.
KINDS_OF_COUNCIL = frozenset({
    "council", "county", "borough", "city", "unitary", "authority", "metropolitan", "district", "principal", "cc", "cbc", "mbc",
    "bc", "the", "and", "of", "isle", "cyngor", "sir", "bwrdeistref", "sirol", "dinas", "a", "y", "yr", "ynys",
})  # fmt: skip

# Short names in use, by GSS code.
SHORT_NAMES: Mapping[str, tuple[str, ...]] = {
    "W06000001": ("Anglesey", "Môn", "Ynys Mon"),
    "W06000004": ("Dinbych",),
    "W06000005": ("Fflint",),
    "W06000009": ("Penfro", "Pembs"),
    "W06000010": ("Caerfyrddin", "Sir Gâr", "Carms"),
    "W06000012": ("NPT", "Neath", "Port Talbot", "Castell-nedd"),
    "W06000013": ("Penybont", "Pen-y-bont"),
    "W06000014": ("Vale", "The Vale", "Glamorgan Vale", "Bro"),
    "W06000016": ("RCT", "Rhondda", "Rhondda Cynon Tâf"),
    "W06000019": ("BG",),
    "W06000021": ("Mynwy",),
    "W06000024": ("Merthyr",),
}


class Councils:
    """Council areas by everything they are called. Plain values only: it outlives a transaction."""

    def __init__(self, called: Iterable[tuple[int, str, str]]) -> None:
        """`called`: (number, name shown, one of its names), as often as an area has names."""
        self._by_key: dict[str, int] = {}
        self._shown: dict[int, str] = {}
        for area_id, shown, name in called:
            self._shown.setdefault(area_id, shown)
            for key in (_whole(name), _bare(name)):
                if key:
                    self._by_key.setdefault(key, area_id)

    def find(self, text: str) -> int | None:
        """The number of the area meant, or None."""
        found = self._by_key.get(_whole(text))
        return found if found is not None else self._by_key.get(_bare(text))

    def choices(self) -> str:
        """The names of all areas, for a message."""
        return "; ".join(sorted(self._shown.values(), key=search_key))


def all_councils() -> Councils:
    """Every council area recorded, by its own names and those of the council that serves it."""
    areas = list(db.session.scalars(select(Area).where(Area.kind == AreaKind.PRINCIPAL_COUNCIL).order_by(Area.id)))
    shown = {area.id: area.name for area in areas}
    called = [(area.id, area.name, name) for area in areas for name in (area.name_en, area.name_cy)]
    called += [(area.id, area.name, name) for area in areas for name in SHORT_NAMES.get(area.gss, ())]
    serving = (Body.kind == BodyKind.PRINCIPAL_COUNCIL, Body.area_id.in_(shown), Body.merged_into_id.is_(None))
    for body in db.session.scalars(select(Body).where(*serving)):
        if body.area_id is not None:
            called += [(body.area_id, shown[body.area_id], name) for name in (body.name_en, body.name_cy, body.short_name)]
    return Councils(called)


def _whole(name: str) -> str:
    return search_key(name).replace(" ", "")


def _bare(name: str) -> str:
    """The name without the words every council has; nothing, where nothing else is left."""
    return "".join(word for word in search_key(name).split() if word not in KINDS_OF_COUNCIL)
