"""What would make a plan work: another class, a later close, fewer days to think. Each is tried, none is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from tracker.rules.ballot_plan.plan import NOTHING, BallotPlan, Known, plan_ballot, well_placed
from tracker.rules.ballot_plan.terms import BallotTerms
from tracker.rules.post import NotOffered, PostalService
from tracker.rules.working_days import BeyondHorizon

LATEST_LATER = 60


class Change(StrEnum):
    """What is changed."""

    OUTBOUND_FIRST = "outbound_first"
    RETURN_FIRST = "return_first"
    BOTH_FIRST = "both_first"
    LATER_CLOSE = "later_close"
    FEWER_THINKING_DAYS = "fewer_thinking_days"


@dataclass(frozen=True, slots=True)
class WayOut:
    """One change by which the plan works, and the plan it makes."""

    change: Change
    plan: BallotPlan


def ways_out(plan: BallotPlan, known: Known = NOTHING) -> tuple[WayOut, ...]:
    """Every single change that makes a plan work that does not; none for one that works."""
    if plan.works:
        return ()
    return tuple(WayOut(change, made) for change, made in _tried(plan, known) if made.works)


def _tried(plan: BallotPlan, known: Known) -> Iterator[tuple[Change, BallotPlan]]:
    terms = plan.terms
    first = PostalService.FIRST
    out, back = terms.outbound is not first, terms.returned_by is not first
    changes = [
        (Change.OUTBOUND_FIRST, out, replace(terms, outbound=first)),
        (Change.RETURN_FIRST, back, replace(terms, returned_by=first)),
        (Change.BOTH_FIRST, out and back, replace(terms, outbound=first, returned_by=first)),
        (Change.FEWER_THINKING_DAYS, plan.usable_days > 0, replace(terms, thinking_days=max(plan.usable_days, 0))),
    ]
    for change, differs, changed in changes:
        made = _planned(changed, known) if differs else None
        if made is not None:
            yield change, made
    later = _later_close(terms, known)
    if later is not None:
        yield Change.LATER_CLOSE, later


def _later_close(terms: BallotTerms, known: Known) -> BallotPlan | None:
    """The plan with the first later close, at the same hour on a well placed day, that works."""
    for days in range(1, LATEST_LATER + 1):
        close = terms.close + timedelta(days=days)
        try:
            made = plan_ballot(replace(terms, close=close), known) if well_placed(close.date()) else None
        except (BeyondHorizon, NotOffered):
            return None
        if made is not None and made.works:
            return made
    return None


def _planned(terms: BallotTerms, known: Known) -> BallotPlan | None:
    try:
        return plan_ballot(terms, known)
    except (BeyondHorizon, NotOffered):
        return None
