"""Lists become records: read any spreadsheet, choose columns, check every row, save all or nothing, take back."""

from tracker.kernel.imports.columns import column_problems, guess_columns
from tracker.kernel.imports.command import Summary, run_from_command_line
from tracker.kernel.imports.fields import CellProblem, ImportField
from tracker.kernel.imports.models import ImportAuthor, ImportRun
from tracker.kernel.imports.refusals import ImportRefused, RefusalCode
from tracker.kernel.imports.runner import check, register_spec, save, spec_of, table_of
from tracker.kernel.imports.services import (
    Place,
    WrongColumns,
    choose_columns,
    earlier_import,
    find_run,
    recent_imports,
    start,
    stop,
    undo,
    upload,
)
from tracker.kernel.imports.spec import HistoryPlace, ImportSpec, RowError, Standing, Written
from tracker.kernel.imports.states import STATE_WORDS, ImportState
from tracker.kernel.imports.tables import Table, open_table

__all__ = [
    "STATE_WORDS",
    "CellProblem",
    "HistoryPlace",
    "ImportAuthor",
    "ImportField",
    "ImportRefused",
    "ImportRun",
    "ImportSpec",
    "ImportState",
    "Place",
    "RefusalCode",
    "RowError",
    "Standing",
    "Summary",
    "Table",
    "Written",
    "WrongColumns",
    "check",
    "choose_columns",
    "column_problems",
    "earlier_import",
    "find_run",
    "guess_columns",
    "open_table",
    "recent_imports",
    "register_spec",
    "run_from_command_line",
    "save",
    "spec_of",
    "start",
    "stop",
    "table_of",
    "undo",
    "upload",
]
