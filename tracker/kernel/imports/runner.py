"""The two passes of an import, as the worker runs them.

First every row is checked, without holding a lock, progress being committed in short transactions. Then, when a person
says so, all rows are checked once more and written in ONE transaction: whatever happens, nothing is half imported.
"""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tracker.extensions import db
from tracker.kernel import history, jobs
from tracker.kernel.clock import now
from tracker.kernel.imports.checking import Tally, judge
from tracker.kernel.imports.columns import known_names
from tracker.kernel.imports.error_file import ErrorFile
from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.refusals import ImportRefused
from tracker.kernel.imports.spec import ImportSpec
from tracker.kernel.imports.spool import KeepsRows, Spool, forget, identity_of, kept, runs_kept
from tracker.kernel.imports.states import WORKING, ImportState
from tracker.kernel.imports.tables import Table, open_table
from tracker.kernel.imports.writing import Batches, write_again
from tracker.kernel.unit_of_work import rollback, unit

SECONDS_BETWEEN_REPORTS = 0.5
ROWS_BETWEEN_LOOKS = 500
MOST_ATTEMPTS = 3
OBJECTS_BETWEEN_COLLECTIONS, USUAL_COLLECTIONS = 50_000, gc.get_threshold()
PATIENCE = timedelta(seconds=60)
MOST_PATIENCE = timedelta(days=1)
CHECK_JOB, SAVE_JOB = "check_import", "save_import"
JOB_OF = {ImportState.CHECKING: CHECK_JOB, ImportState.IMPORTING: SAVE_JOB}

log = logging.getLogger(__name__)
history.sentences(import_finished=_l("Imported a file: %(subject)s"))
_specs: dict[str, Callable[[ImportRun], ImportSpec]] = {}


class _Stopped(Exception):
    """A person asked for it."""


class _Changed(Exception):
    """What is recorded has changed since the check: a row that was good no longer is."""


def register_spec(kind: str, make: Callable[[ImportRun], ImportSpec]) -> None:
    """Let imports of `kind` be done as `make(run)` says."""
    _specs[kind] = make


def spec_of(run: ImportRun) -> ImportSpec:
    """The specification of a run, made anew. Raises KeyError for a kind nobody registered."""
    return _specs[run.kind](run)


def table_of(run: ImportRun, spec: ImportSpec) -> Table:
    """The table of a run's file. Raises ImportRefused."""
    return open_table(run.file.path, known_names(spec.fields))


def check(import_id: int) -> None:
    """First pass: check every row, count, keep the errors. Does nothing unless the run waits for just that."""
    with jobs.alone(f"import-{import_id}") as free:
        if free and (language := _begin(import_id, ImportState.CHECKING)):
            with force_locale(language), _endings(import_id):
                _check_rows(import_id)


def save(import_id: int) -> None:
    """Second pass: check again and write everything in one transaction. Does nothing unless the run waits for just that."""
    with jobs.alone(f"import-{import_id}") as free:
        if free and (language := _begin(import_id, ImportState.IMPORTING)):
            with force_locale(language), _endings(import_id):
                _write_rows(import_id)
    if free:
        _send_what_waits(import_id)


def _send_what_waits(import_id: int) -> None:
    """A run sent back to be checked is queued only now that nobody is busy with it."""
    with unit():
        run = _get(import_id)
        if run.is_working and run.queued_at is None:
            send(run)


def send_lost_runs_again() -> None:
    """Put back in the queue every run whose worker died, or whose job was never taken."""
    waiting = db.session.execute(select(ImportRun.id, ImportRun.started_at, ImportRun.queued_at).where(ImportRun.state.in_(WORKING))).all()
    rollback()
    for import_id, started_at, queued_at in waiting:
        if started_at or queued_at is None or queued_at < now() - PATIENCE:
            with jobs.alone(f"import-{import_id}") as nobody_works:
                pass
            if nobody_works:
                _send_again(import_id)


def forget_rows_of_ended_runs() -> None:
    """Remove from the disk the checked rows nobody will save: of runs that ended, or wait for a decision since yesterday."""
    for import_id in runs_kept():
        run = db.session.get(ImportRun, import_id)
        if run is None or run.ended_at is not None or run.uploaded_at < now() - MOST_PATIENCE:
            forget(import_id)


def _send_again(import_id: int) -> None:
    with unit():
        run = _get(import_id)
        if run.is_working:
            send(run)


def send(run: ImportRun) -> None:
    """Queue the pass the run's state waits for."""
    run.queued_at, run.started_at = now(), None
    jobs.enqueue(JOB_OF[run.state], import_id=run.id)


def _begin(import_id: int, state: ImportState) -> str | None:
    """Mark the pass as begun; the language of its messages, or None when there is nothing to do."""
    with unit():
        run = db.session.get(ImportRun, import_id, populate_existing=True)
        if run is None or run.state != state:
            return None
        if run.attempts >= MOST_ATTEMPTS:
            with force_locale(run.language):
                message = _("The work was interrupted several times. Nothing was saved. Try again, or split the file.")
                _end(run, ImportState.FAILED, message)
            return None
        run.attempts += 1
        run.started_at, run.progress_done, run.message = now(), 0, ""
        return run.language


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """A long list makes objects by the million, and none of them in a circle: looking for circles takes a twentieth of the time."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *USUAL_COLLECTIONS[1:])
    try:
        yield
    finally:
        gc.set_threshold(*USUAL_COLLECTIONS)


@contextmanager
def _endings(import_id: int) -> Iterator[None]:
    """Whatever a pass ends with is remembered, after its own work was rolled back."""
    try:
        yield
    except _Stopped:
        _end_afresh(import_id, ImportState.STOPPED, _("Stopped before anything was saved."))
    except ImportRefused as refused:
        _end_afresh(import_id, ImportState.REFUSED, str(refused.message))
    except (_Changed, IntegrityError):
        _check_afresh(import_id)
    except Exception:
        log.exception("import %s failed", import_id)
        message = _("Something went wrong on our side. Nothing was saved. If it happens again, tell the administrator.")
        _end_afresh(import_id, ImportState.FAILED, message)


@_collecting_rarely()
def _check_rows(import_id: int) -> None:
    run = _get(import_id)
    spec = spec_of(run)
    table = table_of(run, spec)
    mapping, name, author = dict(run.mapping), run.file.original_name, run.author
    identity = identity_of(run)
    spec.prepare(run)
    rollback()
    errors, tally, report = ErrorFile(table.columns, mapping), Tally(), _Reporter(import_id, table.row_estimate)
    try:
        with Spool(import_id, identity) if isinstance(spec, KeepsRows) else nullcontext() as spool:
            for judged in judge(table, spec, mapping, tally):
                if judged.errors:
                    errors.add(judged)
                elif spool and judged.row is not None:
                    spool.add(judged.row)
                report.at(tally.read)
            if spool and isinstance(spec, KeepsRows):
                spool.keep(tally.unchanged, spec.remember())
        with unit():
            run = _get(import_id)
            _remember(run, tally)
            stored = errors.keep(name, author)
            run.errors_file_id = stored.id if stored else None
            run.message = spec.remark()
            run.move(ImportState.CHECKED)
    finally:
        errors.discard()


@_collecting_rarely()
def _write_rows(import_id: int) -> None:
    with unit():
        run = _get(import_id)
        spec = spec_of(run)
        earlier = kept(import_id, identity_of(run)) if isinstance(spec, KeepsRows) else None
        spec.prepare(run)
        batch = Batches(spec, run)
        if earlier is not None and isinstance(spec, KeepsRows):
            spec.recall(earlier.remembered)
            unchanged = write_again(spec, batch, earlier.rows())
            run.duplicate_count += unchanged - earlier.unchanged
        else:
            _remember(run, _judge_and_write(run, spec, batch))
        run.message = spec.remark()
        spec.finish(run)
        run.created_count, run.updated_count, run.attempts = batch.created, batch.updated, 0
        run.progress_done = run.progress_total = run.read_count
        run.move(ImportState.DONE)
        difference = {name: (None, count) for name, count in run.counts().items()}
        history.record(run.author, "import_finished", run, difference=difference, **spec.history_place(run))
    forget(import_id)


def _judge_and_write(run: ImportRun, spec: ImportSpec, batch: Batches) -> Tally:
    """Judge every row of the file once more, and write the good ones."""
    tally = Tally()
    for judged in judge(table_of(run, spec), spec, dict(run.mapping), tally):
        if judged.errors and not run.only_good_rows:
            raise _Changed
        if judged.good is not None:
            batch.add(judged.good)
    batch.write()
    return tally


class _Reporter:
    """Commits how far the check is, now and then, and looks whether a person wants it stopped."""

    def __init__(self, import_id: int, total: int) -> None:
        self.import_id, self.total, self.last = import_id, total, 0.0

    def at(self, done: int) -> None:
        """Report that `done` rows are checked. Raises _Stopped."""
        if done % ROWS_BETWEEN_LOOKS == 0 and time.monotonic() - self.last >= SECONDS_BETWEEN_REPORTS:
            self.last = time.monotonic()
            progress = {"progress_done": done, "progress_total": max(done, self.total)}
            with unit():
                db.session.execute(update(ImportRun).where(ImportRun.id == self.import_id).values(progress))
                stop = db.session.scalar(select(ImportRun.stop_requested).where(ImportRun.id == self.import_id))
            if stop:
                raise _Stopped


def _get(import_id: int) -> ImportRun:
    return db.session.get_one(ImportRun, import_id, populate_existing=True)


def _remember(run: ImportRun, tally: Tally) -> None:
    run.read_count, run.created_count, run.updated_count = tally.read, tally.created, tally.updated
    run.duplicate_count, run.rejected_count = tally.duplicates, tally.rejected
    run.errors, run.passed_over = tally.first_errors, [*tally.first_duplicates, *tally.first_left_out]
    run.progress_done = run.progress_total = tally.read
    run.attempts = 0


def _end_afresh(import_id: int, state: ImportState, message: str) -> None:
    rollback()
    with unit():
        _end(_get(import_id), state, message)


def _end(run: ImportRun, state: ImportState, message: str) -> None:
    run.message, run.attempts, run.stop_requested = message, 0, False
    run.move(state)


def _check_afresh(import_id: int) -> None:
    rollback()
    with unit():
        run = _get(import_id)
        if run.state == ImportState.IMPORTING:
            run.move(ImportState.CHECKING)
            run.attempts, run.queued_at = 0, None


jobs.register(CHECK_JOB, check, own_units=True)
jobs.register(SAVE_JOB, save, own_units=True)
jobs.on_sweep(send_lost_runs_again)
jobs.on_sweep(forget_rows_of_ended_runs)
