"""Batches of papers and every step of their custody."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import CustodyStep, Edition, PaperBatch
from tracker.ballots.queries.custody import rule_steps
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.formats import number
from tracker.kernel.turns import take_turn
from tracker.rules.custody import IN_PARTS, BatchPurpose, Provenance, StepKind, is_certain, total
from tracker.rules.papers import EditionState

history.sentences(**{
    "ballots.batch_made": _l("Batch of ballot papers made: %(subject)s"),
    "ballots.custody_recorded": _l("Step of custody recorded: %(subject)s"),
})  # fmt: skip
COMPARED = ("kind", "at", "quantity", "from_whom", "to_whom", "initials_1", "initials_2", "place", "seal_number", "provenance", "said_by")


@dataclass(frozen=True, kw_only=True)
class StepDetails:
    """A step as it was said to have happened. `quantity` in papers; `at` an instant."""

    kind: StepKind
    at: datetime
    quantity: int
    provenance: Provenance
    from_whom: str = ""
    to_whom: str = ""
    initials_1: str = ""
    initials_2: str = ""
    place: str = ""
    seal_number: str = ""
    said_by: str = ""
    note: str = ""


def make_batch(
    actor: Actor, edition: Edition, purpose: BatchPurpose, serial_first: int, serial_last: int, *, quantity: int | None = None
) -> PaperBatch:
    """Make a batch of the papers with these numbers; `quantity`: fewer papers than numbers.

    Raises Refused outside the edition's numbers, or where another batch has some of them; both are shown.
    """
    require(actor, Permission.KEEP_CUSTODY, edition)
    take_turn(f"paper-batches-{edition.contest_id}")
    if edition.state is EditionState.VOID:
        raise Refused(gettext("The edition is void. Choose another."), "edition_id")
    _refuse_wrong_numbers(edition, serial_first, serial_last, quantity)
    last = db.session.scalar(select(func.max(PaperBatch.number)).where(PaperBatch.contest_id == edition.contest_id)) or 0
    batch = PaperBatch(
        contest=edition.contest, edition=edition, number=last + 1, purpose=purpose, serial_first=serial_first, serial_last=serial_last,
        quantity=quantity or serial_last - serial_first + 1, made_at=now(), made_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(batch)
    db.session.flush()
    difference = {name: (None, getattr(batch, name)) for name in ("purpose", "serial_first", "serial_last", "quantity")}
    history.record(
        actor, "ballots.batch_made", batch, difference={"edition": (None, edition.code), **difference}, contest_id=edition.contest_id
    )
    return batch


def record_step(actor: Actor, batch: PaperBatch, said: StepDetails, *, corrects: CustodyStep | None = None) -> CustodyStep:
    """Record a step of `batch`, or the right form of one that was recorded wrongly, which stays to be read.

    Raises Refused for what cannot be known so, for a time to come, and for more papers than the batch has.
    """
    require(actor, Permission.KEEP_CUSTODY, batch)
    take_turn(f"paper-batches-{batch.contest_id}")
    _refuse_unlikely(said)
    _refuse_incomplete(said)
    if corrects is not None:
        _refuse_corrected(batch, corrects)
    _refuse_too_many(batch, said, corrects)
    step = CustodyStep(
        batch=batch, kind=said.kind, at=said.at, quantity=said.quantity, from_whom=said.from_whom, to_whom=said.to_whom,
        initials_1=said.initials_1, initials_2=said.initials_2, place=said.place, seal_number=said.seal_number,
        provenance=said.provenance, said_by=said.said_by, note=said.note, recorded_at=now(), recorded_by_id=actor.account_id,
        recorded_by_name=actor.name, corrects_id=corrects.id if corrects else None,
    )  # fmt: skip
    db.session.add(step)
    db.session.flush()
    pairs = {name: (getattr(corrects, name) if corrects else None, getattr(step, name)) for name in COMPARED}
    difference = {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and (pair[0] or pair[1] != "")}
    history.record(actor, "ballots.custody_recorded", step, difference=difference, reason=said.note, contest_id=batch.contest_id)
    return step


def _refuse_wrong_numbers(edition: Edition, first: int, last: int, quantity: int | None) -> None:
    """Numbers that run backwards, leave the edition, are in another batch, or are fewer than the papers."""
    if last < first:
        raise Refused(gettext("The last number is not below the first."), "serial_last")
    if quantity is not None and not 1 <= quantity <= last - first + 1:
        room = number(last - first + 1)
        raise Refused(gettext("A batch has at least one paper and no more than it has numbers: %(count)s", count=room), "quantity")
    if first < edition.serial_first or last > edition.serial_last:
        theirs = f"{edition.code}, {span(edition.serial_first, edition.serial_last)}"
        said = gettext("The batch leaves its edition. Batch: %(batch)s. Edition: %(edition)s.", batch=span(first, last), edition=theirs)
        raise Refused(said, "serial_first" if first < edition.serial_first else "serial_last")
    query = select(PaperBatch).where(PaperBatch.contest_id == edition.contest_id).order_by(PaperBatch.number)
    other = db.session.scalars(query.where(PaperBatch.serial_first <= last, PaperBatch.serial_last >= first).limit(1)).first()
    if other is not None:
        raise Refused(gettext(
            "Another batch has some of these numbers. Yours: %(yours)s. Batch %(batch)s: %(theirs)s.",
            yours=span(first, last), batch=other.number, theirs=span(other.serial_first, other.serial_last),
        ), "serial_first")  # fmt: skip


def span(first: int, last: int) -> str:
    """Numbers from one to another as people write them."""
    return f"{number(first)}–{number(last)}"


def _refuse_unlikely(said: StepDetails) -> None:
    if not is_certain(said.kind, said.provenance):
        raise Refused(_why_uncertain(said.kind), "provenance")
    if said.at > now():
        raise Refused(gettext("This lies in the future. Enter when it happened."), "at")


def _why_uncertain(kind: StepKind) -> str:
    if kind is StepKind.LANDS:
        return str(gettext("When papers land is only reported by voters or reckoned."))
    return str(gettext("Record this once somebody saw it or a third party confirmed it. A plan or a voter’s word is not enough."))


def _refuse_incomplete(said: StepDetails) -> None:
    if said.kind is StepKind.SEALED and not said.seal_number.strip():
        raise Refused(gettext("Enter the number of the seal."), "seal_number")
    if said.kind is StepKind.HANDED_OVER:
        for name, given in (("from_whom", said.from_whom), ("to_whom", said.to_whom)):
            if not given.strip():
                raise Refused(gettext("Say who handed over, and to whom."), name)
    if said.provenance is Provenance.CONFIRMED and not said.said_by.strip():
        raise Refused(gettext("Say who confirmed it."), "said_by")


def _refuse_corrected(batch: PaperBatch, corrects: CustodyStep) -> None:
    if corrects.batch_id != batch.id or any(step.corrects_id == corrects.id for step in batch.steps):
        raise Refused(gettext("This step was corrected already. Correct the newer one."))


def _refuse_too_many(batch: PaperBatch, said: StepDetails, corrects: CustodyStep | None) -> None:
    """A step of more papers than the batch has; those that take several days are added up."""
    before = [step for step in rule_steps(batch) if corrects is None or step.key != corrects.id]
    together = said.quantity + (total(before, said.kind) if said.kind in IN_PARTS else 0)
    if together > batch.quantity:
        raise Refused(gettext(
            "More papers than the batch has. With this step: %(papers)s. Batch %(batch)s: %(quantity)s.",
            papers=number(together), batch=batch.number, quantity=number(batch.quantity),
        ), "quantity")  # fmt: skip
