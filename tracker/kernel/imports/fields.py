"""What an import asks of a column, and how a cell becomes a value."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _l

from tracker.kernel.imports.names import same_name

Parse = Callable[[str], Any]
ParseMany = Callable[[list[str]], list[Any] | None]
LANGUAGES = ("en", "cy")
EXCEL_DAY_ZERO = date(1899, 12, 30)
LONGEST_DAY = 60
LONGEST_EMAIL = 254
EARLIEST, LATEST = date(1900, 1, 1), date(2099, 12, 31)

MONTHS = (
    "january ionawr jan ion", "february chwefror feb chwe", "march mawrth fawrth mar maw", "april ebrill apr ebr", "may mai fai",
    "june mehefin fehefin jun meh", "july gorffennaf orffennaf jul gor gorff", "august awst aug", "september medi fedi sep sept med",
    "october hydref oct hyd", "november tachwedd dachwedd nov tach", "december rhagfyr ragfyr dec rhag",
)  # fmt: skip
_MONTH_NUMBERS = {word: number for number, words in enumerate(MONTHS, start=1) for word in words.split()}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: 0?0:00(?::00)?)?", re.ASCII)
_WORDED = re.compile(r"(?:[^\W\d]+,? ){0,2}(\d{1,2})(?:st|nd|rd|th|af|ain|fed|eg|ydd)?[ \-]*(?:of |o )?([^\W\d]+)\.?,?[ \-]*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_SERIAL = re.compile(r"[2-7]\d{4}", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_WHOLE = re.compile(r"[+-]?(?:\d{1,3}(?:[, \u00a0]\d{3})+|\d+)(?:\.0+)?", re.ASCII)

YES = frozenset({"yes", "y", "true", "t", "1", "x", "ydw", "ydy", "ie", "oes", "do", "iawn", "cytuno", "consent", "agreed"})
NO = frozenset({"no", "n", "false", "f", "0", "na", "nac", "nacydw", "nacydy", "nage", "nacoes", "naddo", "none", "refused"})


class CellProblem(ValueError):
    """A cell cannot be read; the message says what would be right."""

    def __init__(self, message: str | LazyString) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, kw_only=True)
class ImportField:
    """One thing an import wants from a row. `required` asks for the column; `may_be_blank` lets single cells be empty.

    `parse_many` may read many trimmed cells at once; it answers None where any of them wants looking at by itself.
    """

    name: str
    label: str | LazyString
    parse: Parse
    required: bool = False
    may_be_blank: bool = False
    synonyms: Sequence[str] = ()
    hint: str | LazyString = ""
    default: Any = field(default=None)
    parse_many: ParseMany | None = None

    def read(self, cell: str) -> Any:
        """The value of a cell; an empty one gives the default. Raises CellProblem."""
        text = cell.strip()
        if not text:
            if self.required and not self.may_be_blank:
                raise CellProblem(_l("This cell is empty. Fill it in."))
            return self.default
        return self.parse(text)


def text(longest: int = 300) -> Parse:
    """Text, kept as given, of at most so many characters."""
    return partial(_text, longest)


def _text(longest: int, cell: str) -> str:
    if len(cell) > longest:
        raise CellProblem(_l("The text is too long. Shorten it to %(limit)s characters.", limit=longest))
    if _UNSTORABLE.search(cell):
        raise CellProblem(_l("The text holds a character that cannot be stored. Type it again without it."))
    return cell


def email(cell: str) -> str:
    """An e-mail address, loosely checked."""
    if not _EMAIL.fullmatch(cell) or len(cell) > LONGEST_EMAIL:
        raise CellProblem(_l("This is not an e-mail address. Write one such as name@example.org."))
    return cell


def emails(cells: list[str]) -> list[str] | None:
    """Many at once; None where one is no e-mail address."""
    is_address = _EMAIL.fullmatch
    return cells if all(not cell or (is_address(cell) is not None and len(cell) <= LONGEST_EMAIL) for cell in cells) else None


def whole_number(lowest: int = 0, highest: int = 100_000_000) -> Parse:
    """A whole number between bounds; thousands may be separated."""
    return partial(_whole_number, lowest, highest)


def _whole_number(lowest: int, highest: int, cell: str) -> int:
    if not cell.replace("\u00a0", " ").isascii() or not _WHOLE.fullmatch(cell):
        raise CellProblem(_l("This is not a whole number. Write it in digits, such as 1,250."))
    number = int(re.sub(r"[, \u00a0]|\.0+$", "", cell)) if len(cell) <= 40 else highest + 1
    if not lowest <= number <= highest:
        raise CellProblem(_l("The number must be from %(lowest)s to %(highest)s.", lowest=lowest, highest=highest))
    return number


def yes_or_no(cell: str) -> bool:
    """Yes or no, in English or Welsh, or as a spreadsheet says it."""
    word = "" if "/" in cell else same_name(cell)  # n/a is no answer, though "na" is Welsh for no
    if word in YES or cell in {"✓", "✔", "☑"}:
        return True
    if word in NO:
        return False
    raise CellProblem(_l("Write yes or no."))


def day(cell: str) -> date:
    """A date as people in Britain write it, as a spreadsheet stores it, or as ISO 8601: 15/06/2012, 15 June 2012, 2012-06-15."""
    written = " ".join(cell.split())
    parts = _day_parts(written) if len(written) <= LONGEST_DAY else None
    if parts is None:
        raise CellProblem(_l("This is not a date. Write day, month and year, such as 15/06/2012."))
    try:
        found = date(*parts)
    except ValueError as error:
        raise CellProblem(_l("There is no such day. Write day, month and year in this order, such as 15/06/2012.")) from error
    if not EARLIEST <= found <= LATEST:
        raise CellProblem(_l("The year must be from 1900 to 2099."))
    return found


def _day_parts(cell: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(cell):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC.fullmatch(cell):
        return _year(found[3]), int(found[2]), int(found[1])
    if _SERIAL.fullmatch(cell):
        counted = EXCEL_DAY_ZERO + timedelta(days=int(cell))
        return counted.year, counted.month, counted.day
    return _worded_parts(cell)


def _worded_parts(cell: str) -> tuple[int, int, int] | None:
    if (found := _WORDED.fullmatch(cell)) and (month := _MONTH_NUMBERS.get(found[2].casefold())):
        return _year(found[3]), month, int(found[1])
    if (found := _MONTH_FIRST.fullmatch(cell)) and (month := _MONTH_NUMBERS.get(found[1].casefold())):
        return int(found[3]), month, int(found[2])
    return None


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def one_of(kind: type[StrEnum], words: Mapping[Any, str | LazyString], synonyms: Mapping[str, Any] | None = None) -> Parse:
    """A member of `kind`, by its value or by its words in either language; `synonyms` adds others."""
    return _Choice(kind, words, synonyms or {})


class _Choice:
    def __init__(self, kind: type[StrEnum], words: Mapping[Any, str | LazyString], synonyms: Mapping[str, Any]) -> None:
        self.kind, self.words, self.synonyms = kind, words, synonyms
        self.known: dict[str, StrEnum] = {}

    def __call__(self, cell: str) -> StrEnum:
        self.known = self.known or self._learn()
        found = self.known.get(same_name(cell))
        if found is None:
            choices = "; ".join(str(self.words[member]) for member in self.kind)
            raise CellProblem(_l("This is not one of the choices. Choices: %(choices)s", choices=choices))
        return found

    def _learn(self) -> dict[str, StrEnum]:
        known: dict[str, StrEnum] = {same_name(word): member for word, member in self.synonyms.items()}
        for language in LANGUAGES:
            with force_locale(language):
                known |= {same_name(str(self.words[member])): member for member in self.kind}
        return known | {same_name(member.value): member for member in self.kind}
