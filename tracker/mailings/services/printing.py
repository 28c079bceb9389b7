"""Letters made into print files in the background: whole or not at all, each letter in the manifest, every recipient accounted for."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import TypeVar

from flask import current_app
from flask_babel import LazyString
from sqlalchemy import func, select, update

from config import Settings
from tracker.access.actor import SYSTEM
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel import jobs, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.files import store_made
from tracker.letters.batching import in_batches, order_key
from tracker.letters.failures import LettersNotMade, Reason
from tracker.letters.letter import Letter
from tracker.letters.proof import PrintFile as Made
from tracker.letters.rendering import Rendered, render
from tracker.mailings.letters import letter_for, signature_of
from tracker.mailings.models import Delivery, Mailing, PrintFile, PrintRun
from tracker.mailings.queries.audience import why_left_out
from tracker.mailings.states import MAILING
from tracker.rules.mailings import DeliveryState, MailingState

T = TypeVar("T")
JOB = "mailings.letters"
AT_ONCE = 500
LOOK_AGAIN_SECONDS = 1.0
SHOWN_REFERENCES = 10
PDF, CSV = "application/pdf", "text/csv"


def ask_for_letters(mailing: Mailing) -> None:
    """Have the letters of a mailing made once this unit is committed."""
    jobs.enqueue(JOB, mailing_id=mailing.id)


def make_letters(mailing_id: int) -> None:
    """The job: make the letters of one mailing unless somebody else does, or it was cancelled. In units of its own."""
    with jobs.alone(f"letters-{mailing_id}") as free:
        if not free or db.session.scalar(select(Mailing.state).where(Mailing.id == mailing_id)) is not MailingState.RENDERING:
            unit_of_work.rollback()
            return
        try:
            _leave_out(mailing_id)
            _make(mailing_id)
        except LettersNotMade as failure:
            _fail(mailing_id, failure)
        finally:
            rmtree(_folder(mailing_id), ignore_errors=True)
            progress_file(mailing_id).unlink(missing_ok=True)


def find_unmade() -> None:
    """Ask again for every mailing whose letters should be being made: a crash, or a queue out of reach, loses none."""
    waiting = db.session.scalars(select(Mailing.id).where(Mailing.state == MailingState.RENDERING)).all()
    unit_of_work.rollback()
    for mailing_id in waiting:
        with unit_of_work.unit():
            jobs.enqueue(JOB, mailing_id=mailing_id)


def letters_done(mailing_id: int) -> int:
    """How many letters of a mailing are made so far."""
    try:
        return int(progress_file(mailing_id).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def why_failed(kept: str) -> tuple[str | LazyString, list[str]]:
    """What a failed mailing keeps as its reason, in words, and the references of the letters to blame."""
    _, _, rest = kept.partition("|")
    reason, _, references = rest.partition("|")
    known = Reason(reason) if reason in set(Reason) else Reason.CRASHED
    return LettersNotMade(known).message, [reference for reference in references.split(",") if reference]


def progress_file(mailing_id: int) -> Path:
    """Where the count of letters made is kept meanwhile."""
    return _letters_path() / f"{mailing_id}.count"


def _letters_path() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    folder = settings.files_path / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _folder(mailing_id: int) -> Path:
    return _letters_path() / str(mailing_id)


def _leave_out(mailing_id: int) -> None:
    """Whoever may not be written to any more is skipped, with the reason; nobody is added."""
    with unit_of_work.unit():
        mailing = db.session.get_one(Mailing, mailing_id)
        reason = why_left_out(mailing)
        query = select(Delivery.id, reason).join(RollEntry, RollEntry.id == Delivery.roll_entry_id).where(
            Delivery.mailing_id == mailing_id, Delivery.state == DeliveryState.PLANNED, reason.is_not(None)
        )  # fmt: skip
        rows = [{"id": found, "state": DeliveryState.SKIPPED, "skip_reason": why} for found, why in db.session.execute(query)]
        if rows:
            db.session.execute(update(Delivery), rows)


def _make(mailing_id: int) -> None:
    mailing = db.session.get_one(Mailing, mailing_id)
    title = mailing.contest.title_en
    ordered = _in_order(mailing_id)
    unit_of_work.rollback()
    rmtree(_folder(mailing_id), ignore_errors=True)
    rendered = render(
        in_batches(_letters(mailing_id, ordered)), _folder(mailing_id), title=title,
        progress=lambda count: _note(mailing_id, count), should_stop=_Watch(mailing_id).stopped,
    )  # fmt: skip
    _keep(mailing_id, rendered)


def _in_order(mailing_id: int) -> list[int]:
    """The deliveries to print, by number, as the mailing house wants them."""
    query = select(Delivery.id, RollEntry.postcode, RollEntry.language).join(RollEntry, RollEntry.id == Delivery.roll_entry_id).where(
        Delivery.mailing_id == mailing_id, Delivery.state == DeliveryState.PLANNED
    )  # fmt: skip
    rows = sorted(db.session.execute(query), key=lambda row: order_key(row.postcode, row.language.value))
    return [row.id for row in rows]


def _letters(mailing_id: int, ordered: list[int]) -> Iterator[Letter]:
    """Each letter as it is needed, so that memory holds few. No transaction stays open in between."""
    for ids in _some(ordered):
        mailing = db.session.get_one(Mailing, mailing_id)
        content = mailing.content
        if content is None:
            raise LettersNotMade(Reason.UNFIT)
        signature = signature_of(content)
        query = select(Delivery.id, Delivery.reference, RollEntry).join(RollEntry, RollEntry.id == Delivery.roll_entry_id)
        found = {row.id: row for row in db.session.execute(query.where(Delivery.id.in_(ids)))}
        made = [letter_for(mailing, content, found[one].RollEntry, found[one].reference, signature) for one in ids]
        unit_of_work.rollback()
        yield from made


class _Watch:
    """Whether the mailing was cancelled meanwhile, looked up at most once a second."""

    def __init__(self, mailing_id: int) -> None:
        self.mailing_id = mailing_id
        self.looked_at = monotonic()

    def stopped(self) -> bool:
        if monotonic() - self.looked_at < LOOK_AGAIN_SECONDS:
            return False
        self.looked_at = monotonic()
        state = db.session.scalar(select(Mailing.state).where(Mailing.id == self.mailing_id))
        unit_of_work.rollback()
        return state is not MailingState.RENDERING


def _note(mailing_id: int, count: int) -> None:
    progress_file(mailing_id).write_text(str(count), encoding="ascii")


def _keep(mailing_id: int, rendered: Rendered) -> None:
    """Store the files and say in which of them each letter stands."""
    with unit_of_work.unit():
        mailing = db.session.get_one(Mailing, mailing_id)
        number = (db.session.scalar(select(func.max(PrintRun.number)).where(PrintRun.mailing_id == mailing_id)) or 0) + 1
        stem = f"{mailing.contest.slug}-{mailing.number}-{number}"
        manifest = store_made(rendered.manifest, f"{stem}-manifest.csv", CSV, SYSTEM)
        run = PrintRun(
            mailing=mailing, number=number, made_at=now(), made_by_id=None, letters=len(rendered.letters),
            sheets=rendered.sheets, manifest=manifest, manifest_sha256=manifest.sha256,
        )  # fmt: skip
        db.session.add(run)
        for made in rendered.files:
            file = _file(run, stem, made)
            _say_where(file, [letter.reference for letter in rendered.letters if letter.file == made.path.name])
        MAILING.apply(
            SYSTEM, mailing, "rendered", contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id, changed={"paused_reason": ""}
        )


def _file(run: PrintRun, stem: str, made: Made) -> PrintFile:
    stored = store_made(made.path, f"{stem}-{made.path.name}", PDF, SYSTEM)
    file = PrintFile(
        print_run=run, name=made.path.name, file=stored, letters=made.letters, pages=made.pages, sheets=made.sheets, sha256=made.sha256
    )
    db.session.add(file)
    db.session.flush()
    return file


def _say_where(file: PrintFile, references: Sequence[str]) -> None:
    for some in _some(references):
        standing_there = update(Delivery).where(Delivery.reference.in_(some)).values(print_file_id=file.id)
        db.session.execute(standing_there.execution_options(synchronize_session=False))


def _some(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[at : at + AT_ONCE] for at in range(0, len(things), AT_ONCE))


def _fail(mailing_id: int, failure: LettersNotMade) -> None:
    """Say why no letters were made; nothing where the mailing was cancelled meanwhile."""
    unit_of_work.rollback()
    with unit_of_work.unit():
        mailing = db.session.get_one(Mailing, mailing_id)
        if mailing.state is not MailingState.RENDERING:
            return
        kept = f"letters|{failure.reason.value}|{','.join(failure.references[:SHOWN_REFERENCES])}"
        MAILING.apply(
            SYSTEM, mailing, "fail", reason=str(failure.message), changed={"paused_reason": kept},
            contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id,
        )  # fmt: skip


jobs.register(JOB, make_letters, own_units=True)
jobs.on_sweep(find_unmade)
