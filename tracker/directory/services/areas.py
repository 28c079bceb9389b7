"""Loading the areas the directory comes with, and the councils that serve them."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.data.areas import AREAS, COUNCILS, WALES, KnownArea
from tracker.directory.keys import body_keys
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel import history
from tracker.rules.directory import BodyKind

history.sentences(**{"directory.areas_loaded": _l("Areas and principal councils loaded: %(subject)s")})


def load_areas(actor: Actor) -> dict[str, int]:
    """Store the known areas and Welsh principal councils that are not stored yet, and put changed names right.

    Loading twice changes nothing. Answers how many areas there are, how many areas and councils were added, and how
    many areas were put right.
    """
    require(actor, Permission.EDIT_DIRECTORY)
    areas = {area.gss: area for area in db.session.scalars(select(Area))}
    added = sum(_add(known, areas) for known in AREAS)
    put_right = sum(_put_right(known, areas) for known in AREAS)
    councils = _add_councils(areas)
    if added or councils or put_right:
        difference = {"areas": (len(areas) - added, len(areas)), "councils_added": (0, councils)}
        history.record(actor, "directory.areas_loaded", areas[WALES], difference=difference)
    return {"areas": len(areas), "areas_added": added, "areas_put_right": put_right, "councils_added": councils}


def _add(known: KnownArea, areas: dict[str, Area]) -> bool:
    """Parents come before what lies in them."""
    if known.gss in areas:
        return False
    parent = areas[known.parent].id if known.parent else None
    area = Area(gss=known.gss, kind=known.kind, name_en=known.name_en, name_cy=known.name_cy, parent_id=parent)
    areas[known.gss] = area
    db.session.add(area)
    db.session.flush()
    return True


def _put_right(known: KnownArea, areas: dict[str, Area]) -> bool:
    parent = areas[known.parent].id if known.parent else None
    wanted = {"kind": known.kind, "name_en": known.name_en, "name_cy": known.name_cy, "parent_id": parent}
    return bool(history.changes(areas[known.gss], wanted))


def _add_councils(areas: dict[str, Area]) -> int:
    served = set(db.session.scalars(select(Body.area_id).where(Body.kind == BodyKind.PRINCIPAL_COUNCIL)))
    missing = [council for council in COUNCILS if areas[council.gss].id not in served]
    for council in missing:
        db.session.add(Body(
            kind=BodyKind.PRINCIPAL_COUNCIL, name_en=council.council_en, name_cy=council.council_cy,
            **body_keys(council.council_en, council.council_cy, ""), area_id=areas[council.gss].id,
        ))  # fmt: skip
    db.session.flush()
    return len(missing)
