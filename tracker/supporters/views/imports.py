"""The pages of an import of supporters."""

from flask_babel import lazy_gettext as _l

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.queries import candidacy_in
from tracker.kernel.imports.screens import ImportScreens
from tracker.supporters.importing import FIELDS, KIND, place_of
from tracker.supporters.views.room import LIST, address, blueprint, frame

ImportScreens(
    kind=KIND, blueprint=blueprint, url=f"{LIST}/imports", permission=Permission.EDIT_SUPPORTERS, load=candidacy_in,
    place=place_of, frame=frame, author=current_actor, title=_l("Import supporters"), back=address, fields=FIELDS,
).register()  # fmt: skip
