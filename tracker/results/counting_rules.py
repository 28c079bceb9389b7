"""How a contest counts, read from its rules: what unclear marks do and how ties are broken."""

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.contests.models import Contest
from tracker.results.models import Result
from tracker.results.reported import names_in
from tracker.rules.counting import CountRules, OnRepeat, OnUnclear, TieRule

EQUAL, REPEATED, SKIPPED, TIES = "count_equal_marks", "count_repeated_marks", "count_skipped_ranks", "count_ties"
"""The names of the contest rules that are read; what they say is a word of the enumerations, a number, or several words."""

MOST_SKIPS = 1_000


def rules_of(contest: Contest, result: Result) -> CountRules:
    """The rules of `contest`, with the lots that `result` records. A rule that says nothing known is as usual."""
    said = {rule.key: rule.value.strip().lower() for rule in contest.rules}
    usual = CountRules()
    return CountRules(
        equal=_member(OnUnclear, said.get(EQUAL), usual.equal), repeats=_member(OnRepeat, said.get(REPEATED), usual.repeats),
        skips_allowed=_number(said.get(SKIPPED)), ties=_ties(said.get(TIES), usual.ties), lots=tuple(_lots(result)),
    )  # fmt: skip


def as_data(rules: CountRules) -> dict[str, Any]:
    """`rules` as they are stored with a recount."""
    return {
        "equal": rules.equal.value, "repeats": rules.repeats.value, "skips_allowed": rules.skips_allowed,
        "ties": [rule.value for rule in rules.ties], "lots": list(rules.lots),
    }  # fmt: skip


def from_data(data: Mapping[str, Any]) -> CountRules:
    """The rules stored with a recount."""
    return CountRules(
        equal=OnUnclear(data["equal"]), repeats=OnRepeat(data["repeats"]), skips_allowed=data["skips_allowed"],
        ties=tuple(TieRule(rule) for rule in data["ties"]), lots=tuple(data["lots"]),
    )  # fmt: skip


def _member(kind: type[Any], said: str | None, usual: Any) -> Any:
    return next((member for member in kind if member.value == said), usual)


def _number(said: str | None) -> int | None:
    return min(int(said[:4]), MOST_SKIPS) if said and said.isascii() and said.isdigit() else None


def _ties(said: str | None, usual: tuple[TieRule, ...]) -> tuple[TieRule, ...]:
    words = (said or "").replace(",", " ").split()
    known = tuple(rule for word in words for rule in TieRule if rule.value == word)
    return known or usual


def _lots(result: Result) -> Iterable[str]:
    """Whom the lots sent out, in the order drawn: who went out after the round; in the last round, whoever was not chosen."""
    names, chosen = names_in(result), {candidacy.id for candidacy in result.chosen}
    for one in result.rounds:
        if one.tie is not None and one.tie.by_lot:
            out = [line.candidacy_id for line in one.lines if line.excluded_after]
            last = [line.candidacy_id for line in one.lines if line.candidacy_id not in chosen]
            yield from (names[key] for key in (out or last))
