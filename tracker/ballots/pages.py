"""The pages of the ballot tab, in the order of the work; nobody is shown one they may not open."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest


@dataclass(frozen=True)
class BallotPage:
    """One page of the tab. `key` tells which one is open."""

    key: str
    label: str | LazyString
    url: str


PAGES: tuple[tuple[str, str, Permission, LazyString], ...] = (
    ("plan", "ballots.plan", Permission.READ_BALLOT, _l("Plan")),
    ("papers", "ballots.papers", Permission.READ_BALLOT, _l("Papers")),
    ("batches", "ballots.batches", Permission.READ_BALLOT, _l("Batches")),
    ("desk", "ballots.desk", Permission.ANSWER_DESK, _l("Re-issue desk")),
    ("report_not_come", "ballots.report_not_come", Permission.ANSWER_DESK, _l("Report a missing paper")),
    ("not_come", "ballots.not_come", Permission.READ_BALLOT, _l("Not come")),
    ("runs", "ballots.runs", Permission.READ_BALLOT, _l("Runs")),
    ("replaced", "ballots.replaced", Permission.READ_BALLOT, _l("Replaced papers")),
    ("turnout", "ballots.turnout", Permission.READ_BALLOT, _l("Turnout")),
    ("reconciliation", "ballots.reconciliation", Permission.READ_BALLOT, _l("Reconciliation")),
)
"""(key, endpoint, who may open it, its words)."""


def ballot_pages(contest: Contest) -> list[BallotPage]:
    """The pages of `contest`'s ballot that who asks may open."""
    actor = current_actor()
    return [
        BallotPage(key, label, url_for(endpoint, contest_slug=contest.slug))
        for key, endpoint, permission, label in PAGES if can(actor, permission, contest)
    ]  # fmt: skip
