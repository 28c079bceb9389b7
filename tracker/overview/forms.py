"""Narrowing a history."""

from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SearchField
from wtforms.validators import Optional

from tracker.kernel.clock import from_local
from tracker.kernel.forms import TrackerForm


class HistoryFilter(TrackerForm):
    """Which entries to list."""

    class Meta(TrackerForm.Meta):
        csrf = False

    who = SearchField(_l("Who"))
    q = SearchField(_l("What or why"))
    since = DateField(_l("From"), [Optional()])
    until = DateField(_l("Until"), [Optional()])

    @property
    def begins_at(self) -> datetime | None:
        """The first instant of the first day, in England and Wales."""
        return _midnight(self.since.data)

    @property
    def ends_before(self) -> datetime | None:
        """The first instant after the last day."""
        return _midnight(self.until.data, 1)


def _midnight(day: date | None, later: int = 0) -> datetime | None:
    if day is None or not 1900 <= day.year < 3000:
        return None
    return from_local(datetime.combine(day + timedelta(days=later), time()))
