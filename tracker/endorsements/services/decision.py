"""What was decided, as somebody filled it in, and whether it can be true."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body, Person
from tracker.endorsements.figures import COUNTS, refuse_disagreeing
from tracker.endorsements.models import Endorsement
from tracker.kernel.clock import today
from tracker.kernel.errors import Refused
from tracker.rules.contests import CandidacyState
from tracker.rules.decisions import ENDORSING_OUTCOMES, DecisionMethod, DecisionOutcome
from tracker.rules.outcomes import outcome_of_vote

GONE = frozenset({CandidacyState.WITHDRAWN, CandidacyState.REJECTED})

LABELS = {
    "candidacy": _l("Whom do they endorse?"),
    "office": _l("Office held that day"),
    "method": _l("How was it decided?"),
    "outcome": _l("Outcome"),
    "decided_on": _l("On which day?"),
    "notice_given_on": _l("Notice given on"),
    "eligible": _l("Eligible"),
    "present": _l("Present"),
    "quorum": _l("Quorum"),
    "votes_for": _l("For"),
    "votes_against": _l("Against"),
    "abstentions": _l("Abstaining"),
    "chair": _l("Chair"),
    "minute_reference": _l("Minute reference"),
    "note": _l("Note"),
    "embargo_until": _l("Not to be shown before"),
    "embargo_event": _l("Not to be shown until"),
}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision. Counts are people, None where not reported, and so is `method`; `outcome` None: to be told from the figures."""

    candidacy: Candidacy | None
    method: DecisionMethod | None
    outcome: DecisionOutcome | None = None
    decided_on: date | None = None
    notice_given_on: date | None = None
    eligible: int | None = None
    present: int | None = None
    quorum: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    chair: str = ""
    minute_reference: str = ""
    note: str = ""
    office: str = ""

    def values(self) -> dict[str, Any]:
        """Every attribute by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def decision_of(endorsement: Endorsement, wanted: Mapping[str, Any]) -> Decision:
    """The decision of `endorsement`, with what is `wanted` in place of what is stored."""
    stored = {field.name: getattr(endorsement, field.name) for field in fields(Decision)}
    return Decision(**{**stored, **{name: value for name, value in wanted.items() if name in stored}})


def checked(decision: Decision, contest: Contest, endorser: Person | Body) -> Decision:
    """`decision` with what follows from it filled in. Raises Refused (FiguresDisagree) where it cannot be true."""
    _refuse_wrong_candidate(decision, contest)
    wrong_days = list(_wrong_days(decision))
    if isinstance(endorser, Person):
        decision = _of_a_person(decision, endorser)
    else:
        decision = replace(
            decision, method=_method_of_a_body(decision), outcome=_outcome(decision), office=""
        )
    refuse_disagreeing(decision, wrong_days)
    _refuse_mismatch(decision)
    return decision


def _of_a_person(decision: Decision, person: Person) -> Decision:
    """A person decides alone: no meeting, no figures; the office is the one held on that day."""
    told = DecisionOutcome.CARRIED_UNRECORDED if decision.candidacy else DecisionOutcome.NO_ENDORSEMENT
    nothing: dict[str, Any] = dict.fromkeys(COUNTS)
    office = decision.office or office_on(person, decision.decided_on)
    return replace(
        decision,
        method=DecisionMethod.INDIVIDUAL,
        outcome=told,
        office=office,
        notice_given_on=None,
        **nothing,
    )


def office_on(person: Person, day: date | None) -> str:
    """The offices held on `day`, as one line; nothing where the day is not known."""
    return "; ".join(office.label for office in person.offices_on(day))[:300] if day else ""


def _method_of_a_body(decision: Decision) -> DecisionMethod | None:
    if decision.method is DecisionMethod.INDIVIDUAL:
        raise Refused(gettext("A body decides by a meeting, a vote or its officers. Choose how."), "method")
    return decision.method


def _outcome(decision: Decision) -> DecisionOutcome:
    if decision.outcome:
        return decision.outcome
    if decision.candidacy is None:
        return DecisionOutcome.NO_ENDORSEMENT
    told = outcome_of_vote(
        votes_for=decision.votes_for,
        votes_against=decision.votes_against,
        abstentions=decision.abstentions,
        present=decision.present,
    )
    if told is None:
        raise Refused(
            gettext(
                "The votes do not carry it. Choose the outcome: tied, carried by the chair, or no endorsement."
            ),
            "outcome",
        )
    return told


def _refuse_wrong_candidate(decision: Decision, contest: Contest) -> None:
    candidacy = decision.candidacy
    if candidacy is None:
        return
    if candidacy.contest_id != contest.id:
        raise Refused(gettext("Choose a candidate of this contest."), "candidacy")
    if candidacy.state in GONE:
        raise Refused(gettext("This candidate is no longer standing. Choose another."), "candidacy")


def _wrong_days(decision: Decision) -> Iterator[tuple[str, LazyString]]:
    if decision.decided_on and decision.decided_on > today():
        yield "decided_on", _l("Enter a day that has come: a decision cannot be dated in the future.")
    if decision.notice_given_on and decision.decided_on and decision.notice_given_on > decision.decided_on:
        yield "notice_given_on", _l("Notice is given before the meeting. Check both days.")


def _refuse_mismatch(decision: Decision) -> None:
    """A candidate is named exactly where the outcome endorses somebody."""
    endorses = decision.outcome in ENDORSING_OUTCOMES
    if endorses and decision.candidacy is None:
        raise Refused(
            gettext("This outcome endorses somebody. Choose whom, or choose another outcome."), "candidacy"
        )
    if not endorses and decision.candidacy is not None:
        raise Refused(
            gettext("This outcome endorses nobody. Choose “No endorsement”, or choose another outcome."),
            "candidacy",
        )
