"""How many supporting nominations a candidate needs, and how far each has come.

A threshold is any one of several alternatives; an alternative is everything it requires. "33 constituency parties, or
3 affiliates of which 2 unions with 5 % of the affiliated membership" is two alternatives, the second with three
requirements. Thresholds are data of a contest, never constants.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.rules.directory import BodyKind

PARLIAMENTARY_PARTY = "parliamentary_party"

AFFILIATES = frozenset({BodyKind.AFFILIATED_UNION, BodyKind.SOCIALIST_SOCIETY, BodyKind.COOPERATIVE_SOCIETY})
CONSTITUENCY_PARTIES = frozenset({BodyKind.CONSTITUENCY_PARTY})
UNIONS = frozenset({BodyKind.AFFILIATED_UNION})


class Measure(StrEnum):
    """What a requirement counts."""

    NOMINATIONS = "nominations"
    MEMBERSHIP_PERCENT = "membership_percent"


@dataclass(frozen=True, slots=True)
class SupportingNomination:
    """One body's or representative's nomination of a candidate.

    `kind` is a BodyKind, or a word of the contest's own for representatives, such as `parliamentary_party`.
    `membership_percent` is the body's share of the affiliated membership, in percent, None where unknown.
    """

    nominator: str
    kind: str
    membership_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """At least `least` nominations from bodies of `kinds`, or from bodies with so much of the membership.

    `least` is a number of nominations or a percentage, as `measure` says.
    """

    kinds: frozenset[str]
    least: Decimal
    measure: Measure = Measure.NOMINATIONS


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way of reaching a threshold: every requirement met."""

    key: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The ways of reaching it, any one of which is enough. Without any, nothing is required."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class RequirementProgress:
    """What a candidate has of one requirement and still needs, with the nominations that prove it.

    `unknown` lists the nominators of the right kind whose share of the membership is not known: they count as
    nothing until it is.
    """

    requirement: Requirement
    has: Decimal
    needs: Decimal
    proof: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing more is needed."""
        return self.needs == 0


@dataclass(frozen=True, slots=True)
class AlternativeProgress:
    """How far a candidate has come along one alternative."""

    alternative: Alternative
    requirements: tuple[RequirementProgress, ...]

    @property
    def met(self) -> bool:
        """Whether every requirement is met."""
        return all(requirement.met for requirement in self.requirements)


def progress(nominations: Iterable[SupportingNomination], threshold: Threshold) -> list[AlternativeProgress]:
    """How far one candidate's nominations reach, for each alternative in the threshold's order.

    A nominator counts once however often it is recorded.
    """
    distinct = list({nomination.nominator: nomination for nomination in nominations}.values())
    return [
        AlternativeProgress(alternative, tuple(_measured(each, distinct) for each in alternative.requirements))
        for alternative in threshold.alternatives
    ]


def is_met(nominations: Iterable[SupportingNomination], threshold: Threshold) -> bool:
    """Whether any alternative is met; true when the threshold has none, as nothing is then required."""
    found = progress(nominations, threshold)
    return not found or any(alternative.met for alternative in found)


def share_of(percent: Decimal | int, total: int) -> Decimal:
    """How many of `total` make at least `percent` of it, rounded up: 5 % of 647 constituency parties is 33."""
    whole, rest = divmod(Decimal(percent) * total, 100)
    return whole + (rest > 0)


def _measured(requirement: Requirement, nominations: Sequence[SupportingNomination]) -> RequirementProgress:
    counted = [nomination for nomination in nominations if nomination.kind in requirement.kinds]
    unknown: tuple[str, ...] = ()
    if requirement.measure is Measure.MEMBERSHIP_PERCENT:
        shares = [nomination.membership_percent for nomination in counted]
        has = sum((share for share in shares if share is not None), Decimal(0))
        unknown = tuple(sorted(n.nominator for n in counted if n.membership_percent is None))
    else:
        has = Decimal(len(counted))
    return RequirementProgress(
        requirement=requirement,
        has=has,
        needs=max(requirement.least - has, Decimal(0)),
        proof=tuple(sorted(nomination.nominator for nomination in counted)),
        unknown=unknown,
    )


def _at_least(count: int, kinds: frozenset[str] | frozenset[BodyKind]) -> Requirement:
    return Requirement(frozenset(str(kind) for kind in kinds), Decimal(count))


LEADERSHIP_2020 = Threshold((
    Alternative("constituency_parties", (_at_least(33, CONSTITUENCY_PARTIES),)),
    Alternative("affiliates", (
        _at_least(3, AFFILIATES),
        _at_least(2, UNIONS),
        Requirement(frozenset(str(kind) for kind in AFFILIATES), Decimal(5), Measure.MEMBERSHIP_PERCENT),
    )),
))
"""Labour's second stage in 2020: 5 % of constituency parties, or three affiliates, two of them unions, with 5 %."""


def simple_threshold(count: int, kind: str) -> Threshold:
    """A threshold of so many nominations of one kind, such as 22 members of a parliamentary party."""
    return Threshold((Alternative(kind, (_at_least(count, frozenset({kind})),)),))
