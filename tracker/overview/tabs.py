"""The tabs of a contest, in the order of the work, as far as the person may open them."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest


@dataclass(frozen=True)
class Tab:
    """One tab."""

    key: str
    label: str | LazyString
    url: str
    count: int | None = None


TABS: tuple[tuple[str, str | LazyString, str, Permission], ...] = (
    ("overview", _l("Overview"), "overview.contest", Permission.READ_CONTEST),
    ("timetable", _l("Timetable"), "contests.timetable", Permission.READ_CONTEST),
    ("candidates", _l("Candidates"), "contests.candidates", Permission.READ_CONTEST),
    ("endorsements", _l("Endorsements"), "endorsements.index", Permission.READ_CONTEST),
    ("supporters", _l("Supporters"), "supporters.index", Permission.READ_CONTEST),
    ("electorate", _l("Electorate"), "electorate.index", Permission.READ_ELECTORATE),
    ("mailings", _l("Mailings"), "mailings.index", Permission.READ_MAILINGS),
    ("ballot", _l("Ballot"), "ballots.plan", Permission.READ_BALLOT),
    ("result", _l("Result"), "results.result", Permission.READ_CONTEST),
    ("history", _l("History"), "overview.contest_history", Permission.READ_CONTEST_HISTORY),
)


def contest_tabs(contest: Contest) -> list[Tab]:
    """The tabs of `contest` for whoever makes this request."""
    actor = current_actor()
    return [
        Tab(key, label, url_for(endpoint, contest_slug=contest.slug))
        for key, label, endpoint, permission in TABS
        if can(actor, permission, contest)
    ]
