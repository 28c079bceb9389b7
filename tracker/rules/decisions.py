"""How a body decides, what it may decide, and whether the figures it reports agree with one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class DecisionMethod(StrEnum):
    """How a body came to its decision; a person's own endorsement is `individual`."""

    FULL_MEETING = "full_meeting"
    EXECUTIVE = "executive"
    SELECTIONS_COMMITTEE = "selections_committee"
    OFFICERS_PANEL = "officers_panel"
    OFFICER_DELEGATED = "officer_delegated"
    CORRESPONDENCE = "correspondence"
    PHONE = "phone"
    ONLINE_POLL = "online_poll"
    HUSTINGS_VOTE = "hustings_vote"
    INDIVIDUAL = "individual"


class DecisionOutcome(StrEnum):
    """What was decided. `tied` was left tied; `tied_chair` was carried by the chair's casting vote."""

    UNANIMOUS = "unanimous"
    NEM_CON = "nem_con"
    MAJORITY = "majority"
    CARRIED_UNRECORDED = "carried_unrecorded"
    TIED = "tied"
    TIED_CHAIR = "tied_chair"
    NO_ENDORSEMENT = "no_endorsement"
    INQUORATE = "inquorate"
    DEFERRED = "deferred"
    WITHHELD = "withheld"
    RESCINDED = "rescinded"


ENDORSING_OUTCOMES = frozenset({
    DecisionOutcome.UNANIMOUS,
    DecisionOutcome.NEM_CON,
    DecisionOutcome.MAJORITY,
    DecisionOutcome.CARRIED_UNRECORDED,
    DecisionOutcome.TIED_CHAIR,
})
UNOPPOSED_OUTCOMES = frozenset({DecisionOutcome.UNANIMOUS, DecisionOutcome.NEM_CON})
TIED_OUTCOMES = frozenset({DecisionOutcome.TIED, DecisionOutcome.TIED_CHAIR})


class EvidenceGrade(StrEnum):
    """How good the proof of a decision is, best first."""

    MINUTE = "minute"
    LETTER = "letter"
    PUBLIC_STATEMENT = "public_statement"
    PRESS = "press"
    SOCIAL_MEDIA = "social_media"
    VERBAL_REPORT = "verbal_report"


class EndorsementState(StrEnum):
    """Where an endorsement stands. `released`: the candidate withdrew, so the endorser is free again."""

    RECORDED = "recorded"
    VERIFIED = "verified"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    RELEASED = "released"


LIVE_STATES = frozenset({EndorsementState.RECORDED, EndorsementState.VERIFIED, EndorsementState.PUBLISHED})
VERIFIED_STATES = frozenset({EndorsementState.VERIFIED, EndorsementState.PUBLISHED})


class FiguresProblem(StrEnum):
    """A way in which reported figures contradict one another; each code is worded where it is shown."""

    NEGATIVE = "negative"
    VOTES_EXCEED_PRESENT = "votes_exceed_present"
    VOTES_EXCEED_ELIGIBLE = "votes_exceed_eligible"
    PRESENT_EXCEEDS_ELIGIBLE = "present_exceeds_eligible"
    QUORUM_EXCEEDS_ELIGIBLE = "quorum_exceeds_eligible"
    VOTES_AGAINST_WITHOUT_OPPOSITION = "votes_against_without_opposition"
    ABSTENTIONS_WHEN_UNANIMOUS = "abstentions_when_unanimous"
    NO_VOTES_FOR = "no_votes_for"
    NO_MAJORITY = "no_majority"
    NOT_TIED = "not_tied"
    QUORUM_NOT_MET = "quorum_not_met"
    QUORUM_WAS_MET = "quorum_was_met"


@dataclass(frozen=True, slots=True)
class Problem:
    """One contradiction, with the names of the figures that take part in it."""

    code: FiguresProblem
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Figures:
    outcome: DecisionOutcome
    eligible: int | None
    present: int | None
    quorum: int | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None

    @property
    def least_voters(self) -> int:
        """The fewest people who must have taken part: votes reported, unreported ones taken as none."""
        return sum(count or 0 for count in (self.votes_for, self.votes_against, self.abstentions))


_COUNTS = ("eligible", "present", "quorum", "votes_for", "votes_against", "abstentions")
_VOTES = ("votes_for", "votes_against", "abstentions")


def figures_problems(
    *,
    outcome: DecisionOutcome,
    eligible: int | None = None,
    present: int | None = None,
    quorum: int | None = None,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
) -> list[Problem]:
    """Every way in which a decision's figures contradict its outcome or one another; empty when they agree.

    Counts are people; None means not reported, and nothing is concluded from what is not reported. A
    unanimous decision has nobody against and nobody abstaining, which is what separates it from one carried
    *nem con* (no one speaking against), where members may abstain. A casting vote decides a tie, so
    `tied_chair` has equal votes before it.
    """
    figures = _Figures(outcome, eligible, present, quorum, votes_for, votes_against, abstentions)
    negative = [name for name in _COUNTS if (getattr(figures, name) or 0) < 0]
    if negative:
        return [Problem(FiguresProblem.NEGATIVE, (name,)) for name in negative]
    return [*_attendance_problems(figures), *_quorum_problems(figures), *_outcome_problems(figures)]


def _attendance_problems(figures: _Figures) -> Iterator[Problem]:
    """for + against + abstaining <= present <= eligible, comparing only what is reported."""
    if figures.present is not None and figures.least_voters > figures.present:
        yield Problem(FiguresProblem.VOTES_EXCEED_PRESENT, (*_VOTES, "present"))
    if figures.eligible is None:
        return
    if figures.present is not None and figures.present > figures.eligible:
        yield Problem(FiguresProblem.PRESENT_EXCEEDS_ELIGIBLE, ("present", "eligible"))
    if figures.present is None and figures.least_voters > figures.eligible:
        yield Problem(FiguresProblem.VOTES_EXCEED_ELIGIBLE, (*_VOTES, "eligible"))
    if figures.quorum is not None and figures.quorum > figures.eligible:
        yield Problem(FiguresProblem.QUORUM_EXCEEDS_ELIGIBLE, ("quorum", "eligible"))


def _quorum_problems(figures: _Figures) -> Iterator[Problem]:
    """Either the quorum was met or the outcome says inquorate, and never both."""
    if figures.quorum is None or figures.present is None:
        return
    met = figures.present >= figures.quorum
    inquorate = figures.outcome is DecisionOutcome.INQUORATE
    if inquorate and met:
        yield Problem(FiguresProblem.QUORUM_WAS_MET, ("outcome", "present", "quorum"))
    if not inquorate and not met:
        yield Problem(FiguresProblem.QUORUM_NOT_MET, ("outcome", "present", "quorum"))


def _outcome_problems(figures: _Figures) -> Iterator[Problem]:
    """What the votes say must be what the outcome says."""
    if figures.outcome in UNOPPOSED_OUTCOMES:
        yield from _unopposed_problems(figures)
    if figures.outcome in ENDORSING_OUTCOMES and figures.votes_for == 0:
        yield Problem(FiguresProblem.NO_VOTES_FOR, ("outcome", "votes_for"))
    if figures.votes_for is None or figures.votes_against is None:
        return
    if figures.outcome in TIED_OUTCOMES and figures.votes_for != figures.votes_against:
        yield Problem(FiguresProblem.NOT_TIED, ("outcome", "votes_for", "votes_against"))
    carried = figures.outcome in {DecisionOutcome.MAJORITY, DecisionOutcome.CARRIED_UNRECORDED}
    if carried and figures.votes_for <= figures.votes_against:
        yield Problem(FiguresProblem.NO_MAJORITY, ("outcome", "votes_for", "votes_against"))


def _unopposed_problems(figures: _Figures) -> Iterator[Problem]:
    if figures.votes_against:
        yield Problem(FiguresProblem.VOTES_AGAINST_WITHOUT_OPPOSITION, ("outcome", "votes_against"))
    if figures.outcome is DecisionOutcome.UNANIMOUS and figures.abstentions:
        yield Problem(FiguresProblem.ABSTENTIONS_WHEN_UNANIMOUS, ("outcome", "abstentions"))
