"""Why a whole file is refused, each with what to do about it."""

from enum import StrEnum
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.kernel.errors import Refused


class RefusalCode(StrEnum):
    """The kinds of file nothing can be read from."""

    EMPTY = "empty"
    NO_ROWS = "no-rows"
    NOT_TEXT = "not-text"
    NOT_A_TABLE = "not-a-table"
    PASSWORD = "password"  # noqa: S105 - the name of a refusal
    OLD_WORKBOOK = "old-workbook"
    BROKEN_WORKBOOK = "broken-workbook"
    UNSAFE_WORKBOOK = "unsafe-workbook"
    TOO_BIG_INSIDE = "too-big-inside"
    TOO_MANY_COLUMNS = "too-many-columns"
    TOO_MANY_ROWS = "too-many-rows"
    CELL_TOO_LONG = "cell-too-long"
    QUOTES = "quotes"


_MESSAGES: dict[RefusalCode, LazyString] = {
    RefusalCode.EMPTY: _l(
        "The file is empty. Choose a file with a row of column names and at least one row below "
        "it."
    ),
    RefusalCode.NO_ROWS: _l(
        "The file has column names but no rows below them. Add the rows and send it "
        "again."
    ),
    RefusalCode.NOT_TEXT: _l(
        "The file is neither a spreadsheet nor plain text. Save the list as XLSX, ODS or CSV and send "
        "that."
    ),
    RefusalCode.NOT_A_TABLE: _l(
        "This archive is not a spreadsheet. Take the list out of it and send the XLSX, ODS or CSV file "
        "itself."
    ),
    RefusalCode.PASSWORD: _l(
        "The file is protected by a password. Remove the password in your spreadsheet program, save, "
        "and send it again."
    ),
    RefusalCode.OLD_WORKBOOK: _l(
        "This is a spreadsheet in an older or binary format. Open it, choose Save as, then XLSX, and "
        "send that file."
    ),
    RefusalCode.BROKEN_WORKBOOK: _l(
        "The spreadsheet is damaged. Open it in your spreadsheet program, save it again as XLSX or CSV, "
        "and send that."
    ),
    RefusalCode.UNSAFE_WORKBOOK: _l(
        "The spreadsheet holds parts that no list needs and that could do harm. Copy the list into a "
        "new spreadsheet and send that."
    ),
    RefusalCode.TOO_BIG_INSIDE: _l(
        "The spreadsheet becomes too large when opened. Copy only the list into a new spreadsheet, or "
        "split it, and send that."
    ),
    RefusalCode.TOO_MANY_COLUMNS: _l(
        "The file has more than %(limit)s columns. Remove the columns that are not needed and send it "
        "again."
    ),
    RefusalCode.TOO_MANY_ROWS: _l("The file has more than %(limit)s rows. Split it into several files."),
    RefusalCode.CELL_TOO_LONG: _l(
        "A cell in row %(row)s is longer than %(limit)s characters. Shorten it, or look for a missing "
        "quotation mark, and send it again."
    ),
    RefusalCode.QUOTES: _l(
        "The text in row %(row)s cannot be read. Look there for a quotation mark that is not closed, "
        "mend it and send the file again."
    ),
}


class ImportRefused(Refused):
    """Nothing can be imported from this file; `code` says why and the message what to do."""

    def __init__(self, code: RefusalCode, **details: Any) -> None:
        super().__init__(_MESSAGES[code] % details, "file")
        self.code = code
