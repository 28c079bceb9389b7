"""Batches with where they are, what is missing in their chain, what is late, and when their papers land."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from tracker.ballots.models import AdoptedPlan, CustodyStep, Edition, PaperBatch
from tracker.ballots.queries.plans import adopted
from tracker.ballots.queries.times import times_of
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel.clock import local, now
from tracker.rules import custody
from tracker.rules.ballot_plan import Act
from tracker.rules.custody import BatchPurpose, Found, Late, Status, Step, StepKind
from tracker.rules.papers import EditionState, PaperFormat
from tracker.rules.post import NotOffered, PostalService, Terms, lands
from tracker.rules.working_days import BeyondHorizon


@dataclass(frozen=True, kw_only=True)
class Landing:
    """Between which days the papers posted so far land, by the postal rules: a prediction, never an observation."""

    service: PostalService
    posted_on: date
    earliest: date
    latest: date


@dataclass(frozen=True, kw_only=True)
class BatchLine:
    """A batch as it is shown. `corrected`: the ids of steps a later one corrects."""

    batch: PaperBatch
    status: Status | None
    holder: str
    gaps: tuple[Found, ...]
    late: tuple[Late, ...]
    posted: int
    undelivered: int
    landing: Landing | None
    corrected: frozenset[int]


def batch_lines(contest: Contest) -> list[BatchLine]:
    """Every batch of `contest` by number."""
    query = select(PaperBatch).where(PaperBatch.contest_id == contest.id).order_by(PaperBatch.number)
    batches = db.session.scalars(query.options(selectinload(PaperBatch.steps), selectinload(PaperBatch.edition))).all()
    plan, due = adopted(contest), due_of(contest)
    return [line_of(batch, plan, due) for batch in batches]


def line_of(batch: PaperBatch, plan: AdoptedPlan | None, due: Mapping[Act, datetime]) -> BatchLine:
    """What the rules say of one batch. Only the main batches are held to the plan."""
    steps = rule_steps(batch)
    return BatchLine(
        batch=batch, status=custody.status(steps), holder=custody.holder(steps), gaps=custody.gaps(steps, batch.quantity),
        late=custody.late(steps, due, now()) if batch.purpose is BatchPurpose.MAIN else (),
        posted=custody.total(steps, StepKind.POSTED), undelivered=custody.total(steps, StepKind.UNDELIVERED),
        landing=_landing(steps, plan), corrected=frozenset(step.corrects for step in steps if step.corrects is not None),
    )  # fmt: skip


def due_of(contest: Contest) -> Mapping[Act, datetime]:
    """By when each act is to be done: as extended or planned, else the latest safe moment. Nothing before a plan is adopted."""
    return {act: times.stands for act, times in times_of(contest).items() if times.stands is not None}


def rule_steps(batch: PaperBatch) -> list[Step]:
    """The steps of a batch as the rules read them."""
    return [
        Step(
            step.id, step.kind, step.at, step.quantity, step.provenance, step.from_whom, step.to_whom, (step.initials_1, step.initials_2),
            step.seal_number, step.note, step.corrects_id,
        )
        for step in batch.steps
    ]  # fmt: skip


def batch_in(contest_slug: str, batch_id: int) -> PaperBatch:
    """The batch of that number, within its contest. Raises NotFound."""
    query = select(PaperBatch).join(PaperBatch.contest).where(Contest.slug == contest_slug, PaperBatch.id == batch_id)
    batch = db.session.scalars(query).one_or_none()
    if batch is None:
        raise NotFound
    return batch


def step_in(contest_slug: str, batch_id: int, step_id: int) -> CustodyStep:
    """The step of that number, within its batch and contest. Raises NotFound."""
    query = select(CustodyStep).join(CustodyStep.batch).join(PaperBatch.contest)
    query = query.where(Contest.slug == contest_slug, PaperBatch.id == batch_id, CustodyStep.id == step_id)
    step = db.session.scalars(query).one_or_none()
    if step is None:
        raise NotFound
    return step


def printed_editions(contest: Contest) -> Sequence[Edition]:
    """The editions that papers are printed of: not void, not sent by e-mail."""
    query = select(Edition).where(
        Edition.contest_id == contest.id, Edition.state != EditionState.VOID, Edition.format != PaperFormat.EMAIL
    )
    return db.session.scalars(query.order_by(Edition.number)).all()


def next_number(edition: Edition) -> int | None:
    """The first number of `edition` after all its batches; None where none is left."""
    last = db.session.scalars(
        select(PaperBatch.serial_last).where(PaperBatch.edition_id == edition.id).order_by(PaperBatch.serial_last.desc()).limit(1)
    ).first()
    first = last + 1 if last else edition.serial_first
    return first if first <= edition.serial_last else None


def _landing(steps: Sequence[Step], plan: AdoptedPlan | None) -> Landing | None:
    """From the first to the last posting; None before anything is posted, without a plan, or where no rule is known."""
    days = sorted(local(step.at).date() for step in custody.standing(steps) if step.kind is StepKind.POSTED)
    if not days or plan is None:
        return None
    try:
        first, last = (lands(plan.outbound, day, Terms(print_days=0)) for day in (days[0], days[-1]))
    except (NotOffered, BeyondHorizon):
        return None
    return Landing(service=plan.outbound, posted_on=days[-1], earliest=first.earliest, latest=last.latest)
