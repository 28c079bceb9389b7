"""An import from the command line: the same steps, one after the other, in one process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.extensions import db
from tracker.kernel.history import Author
from tracker.kernel.imports import runner, services
from tracker.kernel.imports.checking import as_sentence
from tracker.kernel.imports.columns import guess_columns
from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.services import Place
from tracker.kernel.imports.states import ImportState
from tracker.kernel.unit_of_work import unit


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a command-line import came to."""

    counts: dict[str, int]
    problems: tuple[str, ...]
    succeeded: bool

    def line(self) -> str:
        """The counts as one line of JSON."""
        return json.dumps(self.counts, separators=(",", ":"))

    @property
    def exit_status(self) -> int:
        return 0 if self.succeeded and not self.counts["rejected"] else 1


def run_from_command_line(
    kind: str, place: Place, file: Path, by: Author, *, mapping: Mapping[str, str], dry_run: bool = False, only_good_rows: bool = False,
    language: str = "en",
) -> Summary:  # fmt: skip
    """Import `file` into `place`; columns not in `mapping` (field to column name) are guessed. A dry run only checks.

    Raises Refused (ImportRefused, WrongColumns) when no row can be read.
    """
    with unit():
        with file.open("rb") as stream:
            run = services.upload(kind, place, stream, file.name, by, language=language, content_length=file.stat().st_size)
        spec = runner.spec_of(run)
        guessed = guess_columns(spec.fields, runner.table_of(run, spec).columns)
        free = {name: column for name, column in guessed.items() if name not in mapping and column not in mapping.values()}
        services.choose_columns(run, {**free, **mapping}, by, queue=False)
        import_id = run.id
    runner.check(import_id)
    if _may_save(import_id, dry_run, only_good_rows):
        with unit():
            services.start(_get(import_id), by, only_good_rows=only_good_rows, queue=False)
        runner.save(import_id)
    return _sum_up(import_id, by, dry_run)


def _may_save(import_id: int, dry_run: bool, only_good_rows: bool) -> bool:
    run = _get(import_id)
    return not dry_run and run.can_start and (only_good_rows or not run.rejected_count)


def _sum_up(import_id: int, by: Author, dry_run: bool) -> Summary:
    with unit():
        run = _get(import_id)
        counts = run.counts()
        ended_well = run.state == ImportState.DONE or (run.state == ImportState.CHECKED and not run.rejected_count)
        if run.state != ImportState.DONE and not dry_run:
            counts |= {"created": 0, "updated": 0}
        problems = [run.message] if run.message else []
        problems += [f"{line['row']}: {as_sentence(line)}" for line in run.errors]
        if run.state == ImportState.CHECKED:
            services.stop(run, by)
    return Summary(counts=counts, problems=tuple(problems), succeeded=ended_well)


def _get(import_id: int) -> ImportRun:
    return db.session.get_one(ImportRun, import_id, populate_existing=True)
