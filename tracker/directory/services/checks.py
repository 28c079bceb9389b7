"""What every record of the directory must satisfy before it is stored."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.directory.models import Body, Person
from tracker.kernel.errors import Refused

LONGEST_LINE = 300


class AlreadyKnown(Refused):
    """Records of the same name exist; whoever wants another says so. `records` are those found."""

    def __init__(self, records: Sequence[Person] | Sequence[Body], field: str) -> None:
        super().__init__(_l("This name is recorded already. Use that record, or say that yours is another."), field)
        self.records = records


def refuse_bad_name(name: str, field: str) -> None:
    """Raise Refused unless `name` is a name a column can hold."""
    if not name.strip():
        raise Refused(gettext("Enter a name."), field)
    if len(name) > LONGEST_LINE or "\x00" in name:
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


def refuse_merged(record: Person | Body) -> None:
    """Raise Refused for a record that has become part of another."""
    if record.merged_into_id is not None:
        raise Refused(gettext("This record was merged into another. Change that one."))
