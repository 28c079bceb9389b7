"""What every record of the directory must satisfy before it is stored."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.directory.keys import is_no_letter
from tracker.directory.models import Area, Body, Person
from tracker.extensions import db
from tracker.kernel import versions
from tracker.kernel.base import Versioned
from tracker.kernel.errors import Refused, StaleRecord

LONGEST_LINE = 300
NAMED: Mapping[str, type[Area] | type[Body]] = {"area_id": Area, "parent_id": Body, "body_id": Body}


class AlreadyKnown(Refused):
    """Records of the same name exist; whoever wants another says so. `records` are those found."""

    def __init__(self, records: Sequence[Person] | Sequence[Body], field: str) -> None:
        super().__init__(_l("This name is recorded already. Use that record, or say that yours is another."), field)
        self.records = records


def refuse_bad_name(name: str, field: str) -> None:
    """Raise Refused unless `name` is a name a column can hold."""
    if not name.strip():
        raise Refused(gettext("Enter a name."), field)
    if any(unicodedata.category(letter) == "Cc" or is_no_letter(letter) for letter in name):
        raise Refused(gettext("The name holds a character that cannot be shown. Type it again without it."), field)
    if len(name) > LONGEST_LINE:
        raise Refused(gettext("Shorten the name to %(limit)s characters or fewer.", limit=LONGEST_LINE), field)


def refuse_bad_website(website: str) -> None:
    """Raise Refused unless `website` is empty or the address of a web page."""
    if not website:
        return
    try:
        parts = urlsplit(website)
        is_page = parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(c.isspace() for c in website)
    except ValueError:
        is_page = False
    if not is_page:
        raise Refused(gettext("Enter a web address that begins with https:// or http://."), "website")


def expect_version(
    record: Versioned, version: int | None, wanted: Mapping[str, Any], labels: Mapping[str, str | LazyString]
) -> None:
    """As for any record, with areas and bodies shown by their names. Raises StaleRecord."""
    try:
        versions.expect_version(record, version, wanted, labels)
    except StaleRecord as stale:
        for difference in stale.differences:
            model = next((NAMED[name] for name in NAMED if labels.get(name) is difference.label), None)
            if model is not None:
                difference.stored, difference.sent = (_name_of(model, one) for one in (difference.stored, difference.sent))
        raise


def _name_of(model: type[Area] | type[Body], number: int | None) -> str | None:
    record: Any = db.session.get(model, number) if number is not None else None
    return str(record.name) if record else None


def refuse_merged(record: Person | Body) -> None:
    """Raise Refused for a record that has become part of another."""
    if record.merged_into_id is not None:
        raise Refused(gettext("This record was merged into another. Change that one."))
