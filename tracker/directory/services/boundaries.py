"""Taking real outlines of areas from a file of boundaries."""

from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.models import Area
from tracker.directory.outlines import features_of
from tracker.extensions import db
from tracker.kernel import files, history
from tracker.kernel.errors import Refused

history.sentences(**{"directory.boundaries_imported": _l("Outline imported: %(subject)s")})

LONGEST_SOURCE = 300


def import_boundaries(actor: Actor, path: Path, source: str) -> dict[str, object]:
    """Store the outline of every area whose code the GeoJSON file bears, thinned for drawing, with its attribution.

    Nothing is stored from a file that cannot be read, or that is larger than an upload may be: Refused says why.
    Answers the counts `read` and `stored`, the codes `unknown` here, and how many features had `no_code`.
    """
    require(actor, Permission.EDIT_DIRECTORY)
    features = features_of(_content(path))
    known = {area.gss: area for area in db.session.scalars(select(Area))}
    unknown = sorted({feature.code for feature in features if feature.code and feature.code not in known})
    found = [feature for feature in features if feature.code in known]
    if not found:
        raise Refused(_l("No feature of the file bears the code of an area recorded here. Load the areas first."))
    for feature in found:
        area = known[feature.code]
        area.outline, area.outline_source = feature.geometry, source[:LONGEST_SOURCE]
        history.record(actor, "directory.boundaries_imported", area, difference={"outline_source": (None, source)})
    without = sum(not feature.code for feature in features)
    return {"read": len(features), "stored": len(found), "unknown": unknown, "no_code": without}


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(_l("There is no such file."))
    if path.stat().st_size > files.upload_limit():
        limit = files.upload_limit() // files.MEGABYTE
        raise Refused(_l("The file is too large: at most %(limit)s MB. Use simplified boundaries.", limit=limit))
    return path.read_bytes()
