"""The chain of custody: what is missing in it, what does not fit, what came late, and what may be said of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.ballot_plan import Act
from tracker.rules.custody import (
    CHAIN,
    Gap,
    Late,
    Provenance,
    Status,
    Step,
    StepKind,
    gaps,
    holder,
    is_certain,
    late,
    standing,
    status,
    total,
)

NINE = datetime(2027, 2, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOTH = ("AS", "BS")
PRINTED = Step(1, StepKind.PRINTED, NINE, 500)
SEALED = Step(2, StepKind.SEALED, NINE + HOUR, 500, seal="S-100")
HANDED = Step(3, StepKind.HANDED_OVER, NINE + 2 * HOUR, 500, from_whom="Sample Print", to_whom="Sample Mail", initials=BOTH, seal="S-100")
RECEIVED = Step(4, StepKind.RECEIVED, NINE + 3 * HOUR, 500, to_whom="sample  mail", initials=BOTH, seal="s-100")
POSTED = Step(5, StepKind.POSTED, NINE + 4 * HOUR, 500, provenance=Provenance.CONFIRMED)
WHOLE = (PRINTED, SEALED, HANDED, RECEIVED, POSTED)


def kinds(steps: tuple[Step, ...], quantity: int = 500) -> list[tuple[Gap, StepKind]]:
    return [(found.gap, found.kind) for found in gaps(steps, quantity)]


def test_a_whole_chain_has_no_gap_and_says_where_the_batch_is() -> None:
    assert kinds(WHOLE) == []
    assert status(WHOLE) == Status(StepKind.POSTED, POSTED.at, Provenance.CONFIRMED, 500)
    assert holder((PRINTED, SEALED, HANDED)) == "Sample Mail"


def test_nothing_recorded_is_no_gap_and_no_status() -> None:
    assert (gaps((), 500), status(()), holder(())) == ((), None, "")


@given(st.sets(st.sampled_from(WHOLE)))
def test_a_step_is_missing_exactly_when_a_later_one_was_recorded(chosen: set[Step]) -> None:
    recorded = {step.kind for step in chosen}
    last = max((CHAIN.index(kind) for kind in recorded), default=-1)
    missing = [kind for gap, kind in kinds(tuple(chosen)) if gap is Gap.STEP_MISSING]
    assert missing == [kind for kind in CHAIN[: last + 1] if kind not in recorded]


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (replace(HANDED, at=NINE), (Gap.OUT_OF_ORDER, StepKind.HANDED_OVER)),
        (replace(RECEIVED, to_whom="Somebody Else"), (Gap.OTHER_HOLDER, StepKind.RECEIVED)),
        (replace(RECEIVED, seal="S-101"), (Gap.OTHER_SEAL, StepKind.RECEIVED)),
        (replace(RECEIVED, quantity=498), (Gap.FEWER_PAPERS, StepKind.RECEIVED)),
        (replace(POSTED, quantity=501), (Gap.MORE_PAPERS, StepKind.POSTED)),
        (replace(HANDED, initials=("AS", "as ")), (Gap.INITIALS_MISSING, StepKind.HANDED_OVER)),
        (replace(HANDED, initials=("AS", "")), (Gap.INITIALS_MISSING, StepKind.HANDED_OVER)),
    ],
)
def test_what_does_not_fit_is_named_at_its_step(step: Step, found: tuple[Gap, StepKind]) -> None:
    assert found in kinds(tuple(step if each.key == step.key else each for each in WHOLE))


def test_fewer_papers_with_a_note_are_no_gap_and_the_next_step_is_held_to_the_fewer() -> None:
    torn = replace(RECEIVED, quantity=498, note="Two torn in the machine, destroyed before witnesses")
    assert kinds((PRINTED, SEALED, HANDED, torn, replace(POSTED, quantity=498))) == []
    assert kinds((PRINTED, SEALED, HANDED, torn, POSTED)) == [(Gap.MORE_PAPERS, StepKind.POSTED)]


def test_the_next_to_hand_over_is_who_received() -> None:
    onward = replace(HANDED, key=6, at=NINE + 4 * HOUR, from_whom="Another House", to_whom="Royal Mail")
    assert kinds((PRINTED, SEALED, HANDED, RECEIVED, onward)) == [(Gap.OTHER_HOLDER, StepKind.HANDED_OVER)]
    assert kinds((PRINTED, SEALED, HANDED, RECEIVED, replace(onward, from_whom="Sample Mail"))) == []
    assert holder((PRINTED, SEALED, HANDED, RECEIVED, onward)) == "Royal Mail"


def test_a_batch_posted_in_parts_adds_up() -> None:
    parts = (replace(POSTED, quantity=340), replace(POSTED, key=6, quantity=160, at=NINE + 30 * HOUR))
    assert kinds((*WHOLE[:4], *parts)) == []
    assert (total(parts, StepKind.POSTED), status((*WHOLE[:4], *parts))) == (
        500, Status(StepKind.POSTED, parts[1].at, Provenance.CONFIRMED, 500),
    )  # fmt: skip


def test_more_cannot_come_back_than_was_posted() -> None:
    back = Step(7, StepKind.UNDELIVERED, NINE + 200 * HOUR, 501)
    assert kinds((*WHOLE, back)) == [(Gap.MORE_PAPERS, StepKind.UNDELIVERED)]
    assert kinds((*WHOLE, replace(back, quantity=3))) == []


def test_a_corrected_step_counts_no_more() -> None:
    wrong = replace(POSTED, quantity=5_000)
    right = replace(POSTED, key=6, corrects=wrong.key)
    assert right in standing((*WHOLE[:4], wrong, right))
    assert wrong not in standing((*WHOLE[:4], wrong, right))
    assert kinds((*WHOLE[:4], wrong, right)) == []


DUE = {Act.PRINT: NINE + HOUR, Act.HAND_OVER: NINE + 3 * HOUR}


def test_a_step_after_the_plans_latest_moment_is_late() -> None:
    assert late(WHOLE, DUE, NINE) == (Late(StepKind.POSTED, DUE[Act.HAND_OVER], POSTED.at, POSTED.key),)


def test_what_is_due_and_was_not_done_is_late_too() -> None:
    assert late((PRINTED,), DUE, NINE + 3 * HOUR) == ()
    overdue = [found.kind for found in late((PRINTED,), DUE, NINE + 5 * HOUR)]
    assert overdue == [StepKind.HANDED_OVER, StepKind.RECEIVED, StepKind.POSTED]


@pytest.mark.parametrize(
    ("kind", "provenance", "may"),
    [
        (StepKind.POSTED, Provenance.CONFIRMED, True), (StepKind.POSTED, Provenance.OBSERVED, True),
        (StepKind.POSTED, Provenance.PREDICTED, False), (StepKind.POSTED, Provenance.REPORTED, False),
        (StepKind.LANDS, Provenance.PREDICTED, True), (StepKind.LANDS, Provenance.REPORTED, True),
        (StepKind.LANDS, Provenance.OBSERVED, False), (StepKind.UNDELIVERED, Provenance.REPORTED, True),
        (StepKind.UNDELIVERED, Provenance.PREDICTED, False),
    ],
)  # fmt: skip
def test_nothing_counts_as_posted_because_a_plan_said_so(kind: StepKind, provenance: Provenance, may: bool) -> None:
    assert is_certain(kind, provenance) is may
