"""The pages of an import of electors."""

from flask_babel import lazy_gettext as _l

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.queries import contest_by_slug
from tracker.electorate.imports import FIELDS, KIND, place_of
from tracker.electorate.views.room import ROOM, address, blueprint, frame
from tracker.kernel.imports.screens import ImportScreens

ImportScreens(
    kind=KIND, blueprint=blueprint, url=f"{ROOM}/imports", permission=Permission.EDIT_ELECTORATE, load=contest_by_slug,
    place=place_of, frame=frame, author=current_actor, title=_l("Import electors"), back=address, fields=FIELDS,
).register()  # fmt: skip
