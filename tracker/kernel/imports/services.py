"""What a person does with an import."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.files import Recogniser, StoredFile, list_limit, store_upload
from tracker.kernel.history import Author
from tracker.kernel.imports.columns import by_name, column_problems
from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.runner import send, spec_of, table_of
from tracker.kernel.imports.states import ImportState

ANYTHING: Mapping[str, Recogniser] = {"application/octet-stream": lambda head, path: True}

history.sentences(
    import_uploaded=_l("Sent a file to import: %(subject)s"),
    import_columns_chosen=_l("Chose the columns of a file to import: %(subject)s"),
    import_started=_l("Started an import: %(subject)s"),
    import_stopped=_l("Stopped an import: %(subject)s"),
    import_undone=_l("Took back an import: %(subject)s"),
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an import goes."""

    kind: str
    id: int
    label: str


class WrongColumns(Refused):
    """The choice of columns cannot be used; `problems` says why, one kind of problem at a time."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def upload(
    kind: str, place: Place, stream: IO[bytes], filename: str, by: Author, *, language: str, content_length: int | None = None
) -> ImportRun:
    """Take a file in. Raises Refused (ImportRefused) when nothing can be read from it."""
    stored = store_upload(stream, filename, ANYTHING, by, content_length=content_length, limit=list_limit())
    run = ImportRun(
        kind=kind, scope_kind=place.kind, scope_id=place.id, scope_label=place.label, file_id=stored.id,
        by_id=by.account_id, by_name=by.name, language=language, uploaded_at=now(),
    )  # fmt: skip
    db.session.add(run)
    db.session.flush()
    table_of(run, spec_of(run))
    _record(run, by, "import_uploaded")
    return run


def choose_columns(run: ImportRun, mapping: Mapping[str, str], by: Author, *, queue: bool = True) -> None:
    """Confirm which column holds which field, and have every row checked. Raises WrongColumns, Refused."""
    spec = spec_of(run)
    columns = table_of(run, spec).columns
    chosen = by_name(columns, {name: column for name, column in mapping.items() if column})
    if problems := column_problems(spec.fields, columns, chosen):
        raise WrongColumns(problems)
    _lock(run)
    _move(run, ImportState.CHECKING, _l("The columns cannot be changed now."))
    run.mapping, run.attempts, run.stop_requested = chosen, 0, False
    run.errors_file_id, run.errors, run.passed_over = None, [], []
    _record(run, by, "import_columns_chosen")
    if queue:
        send(run)


def start(run: ImportRun, by: Author, *, only_good_rows: bool, queue: bool = True) -> None:
    """Have the checked rows saved: all, or only the good ones if so chosen. Raises Refused."""
    _lock(run)
    if run.state == ImportState.CHECKED and run.rejected_count and not only_good_rows:
        raise Refused(_l("Some rows have errors. Mend them and send the file again, or choose to import only the good rows."))
    if run.state == ImportState.CHECKED and not run.can_start:
        raise Refused(_l("There is nothing new to import in this file."))
    _move(run, ImportState.IMPORTING, _l("This import cannot be started now."))
    run.only_good_rows, run.attempts = only_good_rows, 0
    _record(run, by, "import_started")
    if queue:
        send(run)


def stop(run: ImportRun, by: Author) -> None:
    """Stop before anything is saved. What is being saved can only be taken back afterwards. Raises Refused."""
    _lock(run)
    if run.state == ImportState.CHECKING:
        run.stop_requested = True
    else:
        _move(run, ImportState.STOPPED, _l("This import can no longer be stopped. When it is done it can be taken back."))
    _record(run, by, "import_stopped")


def undo(run: ImportRun, by: Author) -> int:
    """Take back everything the import created, while nothing depends on it; how many records. Raises Refused."""
    _lock(run)
    if reason := why_it_stays(run):
        raise Refused(reason)
    _move(run, ImportState.UNDONE, _l("Only a finished import can be taken back."))
    count = spec_of(run).undo(run)
    run.message = ""
    _record(run, by, "import_undone")
    return count


def why_it_stays(run: ImportRun) -> str | None:
    """Why a finished import cannot be taken back; None where it can, or is not finished."""
    return spec_of(run).refusal_to_undo(run) if run.state == ImportState.DONE else None


def earlier_import(run: ImportRun) -> ImportRun | None:
    """The latest import of the same content into the same place that was saved and not taken back."""
    same = (
        select(ImportRun)
        .join(StoredFile, StoredFile.id == ImportRun.file_id)
        .where(
            StoredFile.sha256 == run.file.sha256, ImportRun.kind == run.kind, ImportRun.scope_kind == run.scope_kind,
            ImportRun.scope_id == run.scope_id, ImportRun.id != run.id, ImportRun.state == ImportState.DONE,
        )
        .order_by(ImportRun.id.desc())
    )  # fmt: skip
    return db.session.scalars(same.limit(1)).first()


def recent_imports(kind: str, place: Place, count: int = 20) -> list[ImportRun]:
    """The latest imports into a place, newest first."""
    here = (ImportRun.kind == kind, ImportRun.scope_kind == place.kind, ImportRun.scope_id == place.id)
    return list(db.session.scalars(select(ImportRun).where(*here).order_by(ImportRun.id.desc()).limit(count)))


def find_run(kind: str, place: Place, import_id: int) -> ImportRun | None:
    """The import with this id, if it went into this place."""
    run = db.session.get(ImportRun, import_id)
    return run if run and (run.kind, run.scope_kind, run.scope_id) == (kind, place.kind, place.id) else None


def _lock(run: ImportRun) -> None:
    db.session.refresh(run, with_for_update={"of": ImportRun})


def _move(run: ImportRun, to: ImportState, refusal: LazyString) -> None:
    try:
        run.move(to)
    except ValueError as error:
        raise Refused(refusal) from error


def _record(run: ImportRun, by: Author, action: str) -> None:
    history.record(by, action, run, **spec_of(run).history_place(run))
