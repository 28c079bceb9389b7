"""The figures of a decision, in words: what contradicts what, at which field."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.kernel.errors import Refused
from tracker.rules.decisions import DecisionOutcome, FiguresProblem, Problem, figures_problems

COUNTS = ("eligible", "present", "quorum", "votes_for", "votes_against", "abstentions")

MESSAGES: dict[FiguresProblem, tuple[str, LazyString]] = {
    FiguresProblem.NEGATIVE: ("present", _l("A count cannot be less than nought.")),
    FiguresProblem.VOTES_EXCEED_PRESENT: (
        "present",
        _l("For, against and abstaining add up to %(votes)s, but %(present)s were present. Check these figures."),
    ),
    FiguresProblem.VOTES_EXCEED_ELIGIBLE: (
        "eligible",
        _l("For, against and abstaining add up to %(votes)s, but %(eligible)s might vote. Check these figures."),
    ),
    FiguresProblem.PRESENT_EXCEEDS_ELIGIBLE: (
        "present",
        _l("%(present)s were present, but only %(eligible)s might vote. Check both figures."),
    ),
    FiguresProblem.QUORUM_EXCEEDS_ELIGIBLE: (
        "quorum",
        _l("A quorum of %(quorum)s cannot be met by the %(eligible)s who might vote. Check both figures."),
    ),
    FiguresProblem.VOTES_AGAINST_WITHOUT_OPPOSITION: (
        "votes_against",
        _l("Votes against: %(votes_against)s. Then it was carried by a majority: choose that outcome, or mend the votes."),
    ),
    FiguresProblem.ABSTENTIONS_WHEN_UNANIMOUS: (
        "abstentions",
        _l("Abstentions: %(abstentions)s. Then nobody was against, but it was not unanimous: choose that outcome, or mend the votes."),
    ),
    FiguresProblem.NO_VOTES_FOR: (
        "votes_for",
        _l("Nobody voted for it, so nobody was endorsed. Choose another outcome, or mend the votes."),
    ),
    FiguresProblem.NO_MAJORITY: (
        "votes_for",
        _l("%(votes_for)s for and %(votes_against)s against is no majority. Choose another outcome, or mend the votes."),
    ),
    FiguresProblem.NOT_TIED: (
        "votes_for",
        _l("%(votes_for)s for and %(votes_against)s against is no tie. Choose another outcome, or mend the votes."),
    ),
    FiguresProblem.QUORUM_NOT_MET: (
        "present",
        _l("%(present)s were present and the quorum is %(quorum)s. Then the outcome is inquorate: choose it, or mend the figures."),
    ),
    FiguresProblem.QUORUM_WAS_MET: (
        "outcome",
        _l("%(present)s were present and the quorum is %(quorum)s, so it was not inquorate. Choose another outcome, or mend the figures."),
    ),
}


class FiguresDisagree(Refused):
    """The figures contradict one another; `messages` holds (field, message) for each contradiction."""

    def __init__(self, messages: list[tuple[str, LazyString]]) -> None:
        super().__init__(messages[0][1], messages[0][0])
        self.messages = messages


def figures_messages(decision: Any) -> list[tuple[str, LazyString]]:
    """(field, message) for each contradiction in the figures and outcome that `decision` carries."""
    counts = {name: getattr(decision, name) for name in COUNTS}
    return list(_worded(figures_problems(outcome=DecisionOutcome(decision.outcome), **counts), counts))


def _worded(problems: list[Problem], counts: dict[str, int | None]) -> Iterable[tuple[str, LazyString]]:
    votes = sum(counts[name] or 0 for name in ("votes_for", "votes_against", "abstentions"))
    for problem in problems:
        field, message = MESSAGES[problem.code]
        yield (
            (problem.fields[0] if problem.code is FiguresProblem.NEGATIVE else field),
            _filled(message, {**counts, "votes": votes}),
        )


def _filled(message: LazyString, counts: dict[str, int | None]) -> LazyString:
    return LazyString(lambda: str(message) % counts)


def refuse_disagreeing(decision: Any, further: Iterable[tuple[str, LazyString]] = ()) -> None:
    """Raise FiguresDisagree unless the figures agree; `further` contradictions found elsewhere are told with them."""
    messages = [*further, *figures_messages(decision)]
    if messages:
        raise FiguresDisagree(messages)
