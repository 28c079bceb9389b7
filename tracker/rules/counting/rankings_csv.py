"""Rankings as CSV, a row for each paper or for papers alike, in one of the two shapes scrutineers send.

By choice: a column for each choice, headed Choice 1, 2nd Choice, Preference 3 and so on; a cell names the candidate, or
several with = between them. By candidate: a column for each candidate; a cell holds the rank. A column headed Papers holds
how many papers a row stands for. Columns between the choices are never skipped: an empty cell is a rank left out.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from tracker.rules.counting.ballots import (
    MOST_CANDIDATES,
    MOST_PAPERS,
    UNNAMED_MARKS,
    BadBallots,
    BallotSet,
    Bundles,
    Fault,
    Rank,
    Ranking,
    lines_of,
    named_once,
    whole_number,
)

CHOICE = re.compile(r"(?:^|.*\b)(?:choice|preference|rank)\s*(\d+)\b.*|(\d+)(?:st|nd|rd|th)(?:\s+(?:choice|preference))?", re.IGNORECASE)
PAPERS = re.compile(r"papers|count", re.IGNORECASE)
EQUAL = "="

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How to read a file of rankings.

    `candidates`: who stood; empty: as the file names them. `withdrawn`: who of them withdrew: papers pass them over.
    `ignored`: headings of columns that hold nothing to count.
    `left_out` and `unclear`: what the file writes for a rank left out and for marks that were equal without saying whose.
    `aliases`: other names the file uses, and whose they are. `repeats` as in `read_blt`.
    """

    candidates: tuple[str, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset({"undervote"})
    unclear: frozenset[str] = frozenset({"overvote"})
    aliases: Mapping[str, str] = field(default_factory=dict)
    repeats: bool = False
    title: str = ""


def read_csv(source: BinaryIO, shape: CsvShape | None = None) -> BallotSet:
    """The ballots of a CSV file, in UTF-8, one row in memory at a time. Raises BadBallots with the line and the reason."""
    return _Reading(_Rows(source), shape or CsvShape()).ballots()


class _Rows:
    """The rows of a file; `line` is where the last one read begins."""

    def __init__(self, source: BinaryIO) -> None:
        self.ended = 0
        self.line = 0
        self._lines = lines_of(source)

    def __iter__(self) -> Iterator[list[str]]:
        reader = csv.reader(self._texts(), strict=True)
        while True:
            self.line = self.ended + 1
            try:
                row = next(reader, None)
            except csv.Error as wrong:
                raise BadBallots(self.line, Fault.QUOTES, given=wrong) from None
            if row is None:
                return
            if row:
                yield [cell.strip() for cell in row]

    def _texts(self) -> Iterator[str]:
        for number, text in self._lines:
            self.ended = number
            yield text + "\n"


class _Reading:
    """A file being read, once its first row has said which columns hold what."""

    def __init__(self, rows: _Rows, shape: CsvShape) -> None:
        self.rows = rows
        self.shape = shape
        self.bundles = Bundles()
        self.each = iter(rows)
        self.headings = next(self.each, [])
        self.choices = self._choices()
        self.papers = next((at for at, heading in enumerate(self.headings) if PAPERS.fullmatch(heading)), None)
        self.columns = self.choices or self._candidate_columns()
        self.all_counts = len(self.columns) == len(self.headings)  # an empty row is a blank paper, and no padding
        self.known = {name: at for at, name in enumerate(shape.candidates or self._named_by_columns())}
        self.singles: dict[str, Rank] = {"": (), **dict.fromkeys(shape.left_out, ()), **dict.fromkeys(shape.unclear, UNNAMED_MARKS)}

    def ballots(self) -> BallotSet:
        """Read every row. Raises BadBallots."""
        read = self._by_choice if self.choices else self._by_candidate
        for row in self.each:
            if len(row) > len(self.headings):
                raise BadBallots(self.rows.line, Fault.TOO_MANY_CELLS)
            cells = row + [""] * (len(self.headings) - len(row))
            if any(row) or self.all_counts:
                self.bundles.add(read(cells), self._paper_count(cells), self.rows.line)
        withdrawn = frozenset(at for name, at in self.known.items() if name in self.shape.withdrawn)
        if len(withdrawn) == len(self.known):
            raise BadBallots(self.rows.line, Fault.ALL_WITHDRAWN)
        return BallotSet(tuple(self.known), self.bundles.rankings, withdrawn=withdrawn, title=self.shape.title)

    def _choices(self) -> list[int]:
        """The columns of the choices, best first. Raises BadBallots for two with one number, or one missing."""
        found: dict[int, int] = {}
        for at, heading in enumerate(self.headings):
            choice = CHOICE.fullmatch(heading)
            number = int((choice[1] or choice[2])[:4]) if choice else 0
            if number in found:
                raise BadBallots(1, Fault.COLUMN_TWICE, given=heading)
            if number:
                found[number] = at
        missing = next((number for number in range(1, max(found, default=0)) if number not in found), None)
        if missing:
            raise BadBallots(1, Fault.NO_SUCH_COLUMN, given=f"Choice {missing}")
        return [found[number] for number in sorted(found)]

    def _candidate_columns(self) -> list[int]:
        """The columns of the candidates. Raises BadBallots for one nobody knows, or a candidate without one."""
        wanted = [
            at for at, heading in enumerate(self.headings)
            if heading not in self.shape.ignored and not PAPERS.fullmatch(heading)
        ]  # fmt: skip
        if not wanted:
            raise BadBallots(1, Fault.NO_COLUMNS if self.headings else Fault.EMPTY_FILE)
        names = named_once((1, self._called(self.headings[at])) for at in wanted)
        for name in self.shape.candidates:
            if name not in names:
                raise BadBallots(1, Fault.NO_SUCH_COLUMN, given=name)
        for name in names:
            if self.shape.candidates and name not in self.shape.candidates:
                raise BadBallots(1, Fault.UNKNOWN_CANDIDATE, given=name)
        return wanted

    def _named_by_columns(self) -> list[str]:
        return [] if self.choices else [self._called(self.headings[at]) for at in self.columns]

    def _called(self, name: str) -> str:
        return self.shape.aliases.get(name, name)

    def _paper_count(self, row: Row) -> int:
        if self.papers is None:
            return 1
        count = whole_number(row[self.papers], MOST_PAPERS)
        if not count:
            raise BadBallots(self.rows.line, Fault.NOT_A_COUNT, given=row[self.papers])
        return count

    def _by_choice(self, row: Row) -> Ranking:
        ranking = tuple(self._choice(row[at]) for at in self.columns)
        marks = [mark for rank in ranking if rank != UNNAMED_MARKS for mark in rank]
        if not self.shape.repeats and len(marks) != len(set(marks)):
            twice = next(mark for mark in marks if marks.count(mark) > 1)
            raise BadBallots(self.rows.line, Fault.RANKED_TWICE, given=list(self.known)[twice])
        return ranking

    def _choice(self, cell: str) -> Rank:
        rank = self.singles.get(cell)
        if rank is not None:
            return rank
        if EQUAL in cell and self._called(cell) not in self.known:
            return tuple(sorted({self._candidate(part.strip()) for part in cell.split(EQUAL)}))
        self.singles[cell] = found = (self._candidate(cell),)
        return found

    def _candidate(self, cell: str) -> int:
        name = self._called(cell)
        if name not in self.known:
            if self.shape.candidates or not name:
                raise BadBallots(self.rows.line, Fault.UNKNOWN_CANDIDATE, given=name or EQUAL)
            if len(self.known) >= MOST_CANDIDATES:
                raise BadBallots(self.rows.line, Fault.TOO_MANY_CANDIDATES, given=len(self.known) + 1, most=MOST_CANDIDATES)
            self.known[name] = len(self.known)
        return self.known[name]

    def _by_candidate(self, row: Row) -> Ranking:
        ranks: dict[int, list[int]] = {}
        for at in self.columns:
            cell = row[at]
            if cell and cell not in self.shape.left_out:
                ranks.setdefault(self._rank(cell), []).append(self.known[self._called(self.headings[at])])
        return tuple(tuple(sorted(ranks.get(rank, ()))) for rank in range(1, max(ranks, default=0) + 1))

    def _rank(self, cell: str) -> int:
        rank = whole_number(cell, MOST_PAPERS)
        if rank is None and not (cell.isascii() and cell.lstrip("+-").isdigit()):
            raise BadBallots(self.rows.line, Fault.NOT_A_RANK, given=cell)
        if not rank or rank > len(self.columns):
            raise BadBallots(self.rows.line, Fault.RANK_OUT_OF_RANGE, given=cell, most=len(self.columns))
        return rank
