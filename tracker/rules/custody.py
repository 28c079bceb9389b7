"""The chain of custody of a batch of papers: who had them when, what is missing in the chain, what came late.

Steps of custody and their two initials follow election practice (seals, hand-over notes); the limits of lateness are the
adopted plan's. A status always says where it comes from: nothing counts as posted because a plan said so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from tracker.rules.ballot_plan import Act


class BatchPurpose(StrEnum):
    """What a batch is printed for."""

    MAIN = "main"
    REISSUE = "reissue"
    SPARE = "spare"


class StepKind(StrEnum):
    """What was done with a batch, in the order in which it is done."""

    PRINTED = "printed"
    SEALED = "sealed"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    POSTED = "posted"
    LANDS = "lands"
    UNDELIVERED = "undelivered"


class Provenance(StrEnum):
    """How something is known: seen by who records it, confirmed by a third party, reported by a voter, or only reckoned."""

    OBSERVED = "observed"
    CONFIRMED = "confirmed"
    REPORTED = "reported"
    PREDICTED = "predicted"


class CountKind(StrEnum):
    """What is counted of an edition's papers."""

    UNUSED = "unused"
    RETURNED = "returned"
    SET_ASIDE = "set_aside"


CHAIN = (StepKind.PRINTED, StepKind.SEALED, StepKind.HANDED_OVER, StepKind.RECEIVED, StepKind.POSTED)
CERTAIN = frozenset({Provenance.OBSERVED, Provenance.CONFIRMED})
MOVES = frozenset({StepKind.HANDED_OVER, StepKind.RECEIVED})
IN_PARTS = frozenset({StepKind.POSTED, StepKind.UNDELIVERED})
"""Kinds of steps that may take several days, so that their quantities are added up."""
DUE: Mapping[StepKind, Act] = {
    StepKind.PRINTED: Act.PRINT, StepKind.HANDED_OVER: Act.HAND_OVER, StepKind.RECEIVED: Act.HAND_OVER,
    StepKind.POSTED: Act.HAND_OVER, StepKind.LANDS: Act.LANDS,
}  # fmt: skip
"""The act of the plan by whose latest safe moment a step of the main batches is done."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as recorded. `key` tells it from others; `corrects` is the key of the one it replaces. `quantity` in papers."""

    key: int
    kind: StepKind
    at: datetime
    quantity: int
    provenance: Provenance = Provenance.OBSERVED
    from_whom: str = ""
    to_whom: str = ""
    initials: tuple[str, str] = ("", "")
    seal: str = ""
    note: str = ""
    corrects: int | None = None


class Gap(StrEnum):
    """What is missing or does not fit in a chain of custody."""

    STEP_MISSING = "step_missing"
    OUT_OF_ORDER = "out_of_order"
    OTHER_HOLDER = "other_holder"
    OTHER_SEAL = "other_seal"
    FEWER_PAPERS = "fewer_papers"
    MORE_PAPERS = "more_papers"
    INITIALS_MISSING = "initials_missing"


@dataclass(frozen=True, slots=True)
class Found:
    """One gap: at which step, or where one is missing; `expected` and `recorded` are what do not agree."""

    gap: Gap
    kind: StepKind
    key: int | None = None
    expected: str = ""
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """A step later than the plan's latest safe moment. `at` is None for one that is due and was not done."""

    kind: StepKind
    due: datetime
    at: datetime | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a batch stands: the last thing known of it, when, how it is known, and of how many papers."""

    kind: StepKind
    at: datetime
    provenance: Provenance
    quantity: int


def standing(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that nobody corrected, in the order of the chain and of time."""
    steps = tuple(steps)
    corrected = {step.corrects for step in steps}
    order = {kind: place for place, kind in enumerate(StepKind)}
    return tuple(sorted((s for s in steps if s.key not in corrected), key=lambda s: (_hop(s, order), s.at, order[s.kind], s.key)))


def _hop(step: Step, order: Mapping[StepKind, int]) -> int:
    """Hand-overs and receipts alternate, as often as papers change hands, so only time orders them."""
    return order[StepKind.HANDED_OVER] if step.kind in MOVES else order[step.kind]


def status(steps: Iterable[Step]) -> Status | None:
    """The furthest thing that is known to have happened; a prediction is none. Papers that came back do not move a batch back."""
    done = [step for step in standing(steps) if step.kind in CHAIN]
    if not done:
        return None
    last = done[-1]
    return Status(last.kind, last.at, last.provenance, total(done, last.kind) if last.kind in IN_PARTS else last.quantity)


def total(steps: Iterable[Step], kind: StepKind) -> int:
    """Papers of all standing steps of a kind together."""
    return sum(step.quantity for step in standing(steps) if step.kind is kind)


def holder(steps: Iterable[Step]) -> str:
    """Who has the batch now as far as is recorded; nothing where nobody was named."""
    named = [step.to_whom for step in standing(steps) if step.kind in MOVES and step.to_whom.strip()]
    return named[-1] if named else ""


def gaps(steps: Iterable[Step], quantity: int) -> tuple[Found, ...]:
    """Everything missing or contradictory in the chain of a batch of `quantity` papers."""
    done = standing(steps)
    chain = tuple(step for step in done if step.kind in CHAIN)
    return (*_missing(chain), *_times(chain), *_holders(chain), *_seals(chain), *_quantities(done, quantity), *_initials(chain))


def late(steps: Iterable[Step], due: Mapping[Act, datetime], now: datetime) -> tuple[Late, ...]:
    """Steps after the plan's latest safe moment, and those due before `now` that were not done. Instants with a zone."""
    done = standing(steps)
    found = [Late(s.kind, due[DUE[s.kind]], s.at, s.key) for s in done if s.kind in DUE and DUE[s.kind] in due and s.at > due[DUE[s.kind]]]
    kinds = {step.kind for step in done}
    reached = max((CHAIN.index(kind) for kind in kinds if kind in CHAIN), default=-1)
    for place, kind in enumerate(CHAIN):
        if place > reached and kind in DUE and DUE[kind] in due and due[DUE[kind]] < now:
            found.append(Late(kind, due[DUE[kind]]))
    return tuple(found)


def is_certain(kind: StepKind, provenance: Provenance) -> bool:
    """Whether a step may be recorded so: posted only when somebody saw or confirmed it; landing is only ever predicted or reported."""
    if kind is StepKind.LANDS:
        return provenance not in CERTAIN
    if kind is StepKind.UNDELIVERED:
        return provenance is not Provenance.PREDICTED
    return provenance in CERTAIN


def _missing(chain: Sequence[Step]) -> Iterable[Found]:
    """Steps that must have been before one that was recorded."""
    kinds = {step.kind for step in chain}
    reached = max((CHAIN.index(kind) for kind in kinds), default=0)
    return [Found(Gap.STEP_MISSING, kind) for kind in CHAIN[:reached] if kind not in kinds]


def _times(chain: Sequence[Step]) -> Iterable[Found]:
    return [
        Found(Gap.OUT_OF_ORDER, after.kind, after.key, before.at.isoformat(), after.at.isoformat())
        for before, after in pairwise(chain) if after.at < before.at
    ]  # fmt: skip


def _holders(chain: Sequence[Step]) -> Iterable[Found]:
    """Who hands over must be who had received; who receives, whom they were handed to."""
    had = ""
    for step in (each for each in chain if each.kind in MOVES):
        expected, recorded = (had, step.to_whom) if step.kind is StepKind.RECEIVED else (had, step.from_whom)
        if expected and recorded and not _same(expected, recorded):
            yield Found(Gap.OTHER_HOLDER, step.kind, step.key, expected, recorded)
        had = step.to_whom.strip() or had


def _seals(chain: Sequence[Step]) -> Iterable[Found]:
    seal = ""
    for step in chain:
        if step.kind is not StepKind.SEALED and seal and step.seal and not _same(seal, step.seal):
            yield Found(Gap.OTHER_SEAL, step.kind, step.key, seal, step.seal)
        seal = step.seal.strip() or seal


def _quantities(done: Sequence[Step], quantity: int) -> Iterable[Found]:
    """Quantities that change from step to step; fewer papers are a gap unless a note says why."""
    expected = quantity
    for step in done:
        if step.kind in CHAIN and step.kind not in IN_PARTS and step.quantity != expected:
            if step.quantity > expected or not step.note.strip():
                gap = Gap.MORE_PAPERS if step.quantity > expected else Gap.FEWER_PAPERS
                yield Found(gap, step.kind, step.key, str(expected), str(step.quantity))
            expected = step.quantity
    posted, back = (total(done, kind) for kind in (StepKind.POSTED, StepKind.UNDELIVERED))
    if posted > expected:
        yield Found(Gap.MORE_PAPERS, StepKind.POSTED, None, str(expected), str(posted))
    if back > posted:
        yield Found(Gap.MORE_PAPERS, StepKind.UNDELIVERED, None, str(posted), str(back))


def _initials(chain: Sequence[Step]) -> Iterable[Found]:
    """A hand-over carries the initials of two people."""
    for step in chain:
        first, second = (initial.strip().casefold() for initial in step.initials)
        if step.kind in MOVES and (not first or not second or first == second):
            yield Found(Gap.INITIALS_MISSING, step.kind, step.key)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
