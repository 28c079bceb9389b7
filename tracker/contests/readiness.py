"""What a contest or a candidacy still lacks before a move, each with where to mend it."""

from collections.abc import Iterator
from typing import Any

from flask import has_request_context, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from tracker.accounts.models import RoleGrant
from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Blocker
from tracker.kernel.formats import day, moment
from tracker.rules.contests import ENDED_STATES, STANDING, CandidacyState, ContestKind, ContestOutcome
from tracker.rules.roles import Role, ScopeKind

ABOUT_ONE_PERSON = frozenset({ContestKind.TRIGGER_BALLOT, ContestKind.RESELECTION})
"""Kinds in which members may be asked about the incumbent alone: yes or no."""


def address(endpoint: str, contest: Contest, anchor: str | None = None) -> str | None:
    """The address of a page of `contest`; None outside a request, where there is nobody to send there."""
    return url_for(endpoint, contest_slug=contest.slug, _anchor=anchor) if has_request_context() else None


def _blocker(message: Any, endpoint: str, contest: Contest, anchor: str | None = None) -> Blocker:
    return Blocker(message=message, url=address(endpoint, contest, anchor))


def in_state(contest: Contest, *states: CandidacyState) -> list[Candidacy]:
    """The candidacies of `contest` that are in one of `states`."""
    return [candidacy for candidacy in contest.candidacies if candidacy.state in states]


def both_titles(contest: Contest) -> Iterator[Blocker]:
    if not contest.title_en:
        yield _blocker(_l("The title in English is missing."), "contests.edit", contest, "title_en")
    if not contest.title_cy:
        yield _blocker(_l("The title in Welsh is missing."), "contests.edit", contest, "title_cy")


def a_close_or_a_note(contest: Contest) -> Iterator[Blocker]:
    if contest.ballot_closes_at is None and not contest.source:
        message = _l("Say when the ballot closes, or give the notice this contest comes from.")
        yield _blocker(message, "contests.edit", contest, "ballot_closes_at")


def an_open_list(contest: Contest) -> Iterator[Blocker]:
    if contest.candidates_locked_at is not None:
        yield _blocker(_l("The candidate list is locked. Unlock it first."), "contests.candidates", contest, "list")


def a_locked_list(contest: Contest) -> Iterator[Blocker]:
    if contest.candidates_locked_at is None:
        yield _blocker(_l("The candidate list is not locked."), "contests.candidates", contest, "list")


def somebody_shortlisted(contest: Contest) -> Iterator[Blocker]:
    if not in_state(contest, CandidacyState.SHORTLISTED):
        yield _blocker(_l("Nobody is shortlisted."), "contests.candidates", contest)


def nobody_waiting(contest: Contest) -> Iterator[Blocker]:
    waiting = len(in_state(contest, CandidacyState.APPLIED, CandidacyState.LONGLISTED))
    if waiting:
        message = ngettext(
            "%(num)s applicant is neither shortlisted nor turned down.",
            "%(num)s applicants are neither shortlisted nor turned down.", waiting,
        )  # fmt: skip
        yield _blocker(message, "contests.candidates", contest)


BALLOT_DATES = {
    "ballot_closes_at": _l("The close of the ballot is missing."),
    "dispatch_on": _l("The day the papers go out is missing."),
    "joined_by": _l("The day members must have joined by is missing."),
    "paid_up_by": _l("The day members must be paid up by is missing."),
}


def ballot_dates(contest: Contest) -> Iterator[Blocker]:
    """The dates a ballot cannot do without; once there is a timetable, they are mended there."""
    for name, message in BALLOT_DATES.items():
        if getattr(contest, name) is None and contest.stages:
            yield _blocker(message, "contests.timetable", contest)
        elif getattr(contest, name) is None:
            yield _blocker(message, "contests.edit", contest, name)


def channels(contest: Contest) -> Iterator[Blocker]:
    if not contest.channels:
        yield _blocker(_l("No way of voting is chosen."), "contests.edit", contest, "channels-0")


def enough_candidates(contest: Contest) -> Iterator[Blocker]:
    least = 1 if contest.kind in ABOUT_ONE_PERSON else contest.seats + 1
    found = len(in_state(contest, CandidacyState.SHORTLISTED))
    if found < least:
        message = ngettext(
            "A ballot needs %(num)s shortlisted candidate at least.",
            "A ballot needs %(num)s shortlisted candidates at least.", least,
        )  # fmt: skip
        yield _blocker(message, "contests.candidates", contest)


def a_published_timetable(contest: Contest) -> Iterator[Blocker]:
    if contest.timetable_published_at is None:
        yield _blocker(_l("The timetable is not published."), "contests.timetable", contest)


def a_returning_officer(contest: Contest) -> Iterator[Blocker]:
    query = select(RoleGrant).where(
        RoleGrant.role == Role.RETURNING_OFFICER,
        RoleGrant.scope_kind == ScopeKind.CONTEST,
        RoleGrant.scope_id == contest.id,
    )
    if not any(grant.is_live(now()) for grant in db.session.scalars(query)):
        url = url_for("accounts.people") if has_request_context() else None
        yield Blocker(message=_l("No returning officer is named. An administrator names one."), url=url)


def a_close_that_has_passed(contest: Contest) -> Iterator[Blocker]:
    closes = contest.ballot_closes_at
    if closes is not None and now() < closes:
        yield _blocker(_l("The ballot is open until: %(moment)s", moment=moment(closes)), "contests.timetable", contest)


def as_many_as_seats(contest: Contest) -> Iterator[Blocker]:
    standing = len(in_state(contest, *STANDING))
    if standing != contest.seats:
        message = _l(
            "Unopposed means as many candidates as seats. Candidates standing: %(standing)s. Seats: %(seats)s.",
            standing=standing, seats=contest.seats,
        )  # fmt: skip
        yield _blocker(message, "contests.candidates", contest)


def somebody_standing(contest: Contest) -> Iterator[Blocker]:
    if len(in_state(contest, *STANDING)) < contest.seats:
        yield _blocker(_l("Add the people to be appointed as candidates first."), "contests.candidates", contest)


def a_sourced_result(contest: Contest) -> Iterator[Blocker]:
    decided = [candidacy for candidacy in contest.candidacies if candidacy.votes is not None]
    if contest.outcome is ContestOutcome.BALLOT and any(not candidacy.result_source for candidacy in decided):
        yield _blocker(_l("The reported votes have no source."), "results.result", contest)


def complaints_over(contest: Contest) -> Iterator[Blocker]:
    for stage in contest.stages:
        last = stage.stands_on
        if stage.key == "complaint_close" and stage.cancelled_at is None and last is not None and today() <= last:
            yield _blocker(_l("Complaints are taken until: %(day)s", day=day(last)), "contests.timetable", contest)


def ended_by_ballot(contest: Contest) -> Iterator[Blocker]:
    if contest.outcome is not ContestOutcome.BALLOT:
        yield Blocker(message=_l("There was no ballot to count again."))


def ended_without_ballot(contest: Contest) -> Iterator[Blocker]:
    if contest.outcome is ContestOutcome.BALLOT:
        yield Blocker(message=_l("A ballot decided this: count it again instead."))


def list_not_locked(candidacy: Candidacy) -> Iterator[Blocker]:
    if candidacy.contest.candidates_locked_at is not None:
        message = _l("The candidate list is locked. Only a withdrawal can be recorded.")
        yield _blocker(message, "contests.candidates", candidacy.contest, "list")


def contest_not_ended(candidacy: Candidacy) -> Iterator[Blocker]:
    if candidacy.contest.state in ENDED_STATES:
        yield Blocker(message=_l("The contest has ended."))
