"""A table of postcodes tells in which principal council's area each lies: an outcode alone never does."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import Table, delete, func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.models import Area, PostcodeArea
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.bulk import pour
from tracker.kernel.errors import Refused
from tracker.rules.directory import AreaKind
from tracker.rules.postcodes import normalise_postcode

history.sentences(**{"directory.postcodes_imported": _l("Table of postcodes imported: %(subject)s")})

POSTCODE_COLUMNS = ("pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode")
AREA_COLUMNS = ("oslaua", "laua", "lad", "ladcd", "gss", "council", "laua_code", "lad_code", "admin_district_code")
BATCH = 20_000
TABLE = cast(Table, PostcodeArea.__table__)


def import_postcodes(actor: Actor, path: Path) -> dict[str, int]:
    """Put the table in `path` in place of the one before: a CSV with a postcode and the GSS code of its local authority.

    Columns may be named as the Office for National Statistics names them (pcds, oslaua). Postcodes of areas that are not
    recorded here are passed over. Answers how many rows were `read`, `stored`, `elsewhere` and `unreadable`. Raises Refused.
    """
    require(actor, Permission.EDIT_DIRECTORY)
    if not path.is_file():
        raise Refused(_l("There is no such file."))
    areas = dict(db.session.execute(select(Area.gss, Area.id).where(Area.kind == AreaKind.PRINCIPAL_COUNCIL)).all())
    if not areas:
        raise Refused(_l("No council areas are recorded here. Load the areas first."))
    before = db.session.scalar(select(func.count()).select_from(PostcodeArea)) or 0
    db.session.execute(delete(PostcodeArea))
    counts = _store(_rows(path), areas)
    if not counts["stored"]:
        raise Refused(_l("No postcode of the file lies in a council area recorded here. Nothing is changed."))
    area = db.session.scalars(select(Area).where(Area.id == next(iter(areas.values())))).one()
    whole = db.session.scalars(select(Area).where(Area.kind == AreaKind.COUNTRY).order_by(Area.id.desc())).first() or area
    history.record(actor, "directory.postcodes_imported", whole, difference={"postcodes": (before, counts["stored"])})
    return counts


def _store(rows: Iterator[tuple[str, str]], areas: dict[str, int]) -> dict[str, int]:
    counts = {"read": 0, "stored": 0, "elsewhere": 0, "unreadable": 0}
    found: dict[str, int] = {}
    for text, gss in rows:
        counts["read"] += 1
        postcode = normalise_postcode(text)
        if postcode is None:
            counts["unreadable"] += 1
        elif gss.strip() not in areas:
            counts["elsewhere"] += 1
        else:
            found[postcode] = areas[gss.strip()]
    ready = list(found.items())
    for start in range(0, len(ready), BATCH):
        pour(TABLE, ("postcode", "area_id"), ready[start : start + BATCH])
    return {**counts, "stored": len(ready)}


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            headings = [heading.strip().lower() for heading in next(reader, [])]
            postcode, area = _place(headings, POSTCODE_COLUMNS), _place(headings, AREA_COLUMNS)
            for row in reader:
                if len(row) > max(postcode, area):
                    yield row[postcode], row[area]
    except (UnicodeError, csv.Error) as error:
        raise Refused(_l("The file is no CSV table in UTF-8. Save it as such and import it again.")) from error


def _place(headings: list[str], names: tuple[str, ...]) -> int:
    found = next((headings.index(name) for name in names if name in headings), None)
    if found is None:
        raise Refused(_l("A column is missing. One of these is needed: %(names)s", names=", ".join(names)))
    return found
