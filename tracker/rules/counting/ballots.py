"""A scrutineer's file of rankings as it is counted: who stood, and how many papers carried each ranking.

No paper has an identity here: equal papers are one bundle with a count, so nothing leads back to a voter, and the
memory a count takes is bounded by the different rankings, not by the papers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

Rank = tuple[int, ...]
Ranking = tuple[Rank, ...]

UNNAMED_MARKS: Rank = (-1, -1)

MOST_CANDIDATES = 1_000
MOST_RANKINGS = 1_000_000
MOST_PAPERS = 10**9
LONGEST_LINE = 100_000


class Fault(StrEnum):
    """Why a file of rankings is refused; each in words in `WORDS`."""

    NOT_TEXT = "not_text"
    LINE_TOO_LONG = "line_too_long"
    TOO_MANY_RANKINGS = "too_many_rankings"
    TOO_MANY_CANDIDATES = "too_many_candidates"
    EMPTY_FILE = "empty_file"
    FIRST_LINE = "first_line"
    CUT_OFF_IN_BALLOTS = "cut_off_in_ballots"
    CUT_OFF_IN_BALLOT = "cut_off_in_ballot"
    CUT_OFF_IN_NAMES = "cut_off_in_names"
    CUT_OFF_IN_A_NAME = "cut_off_in_a_name"
    END_INSIDE = "end_inside"
    AFTER_THE_TITLE = "after_the_title"
    NOT_A_COUNT = "not_a_count"
    NOT_A_PREFERENCE = "not_a_preference"
    UNKNOWN_NUMBER = "unknown_number"
    UNKNOWN_CANDIDATE = "unknown_candidate"
    RANKED_TWICE = "ranked_twice"
    RANK_OUT_OF_RANGE = "rank_out_of_range"
    NOT_A_RANK = "not_a_rank"
    WITHDRAWN_AFTER_BALLOTS = "withdrawn_after_ballots"
    ALL_WITHDRAWN = "all_withdrawn"
    NAME_MISSING = "name_missing"
    NAME_TWICE = "name_twice"
    NAME_NOT_CLOSED = "name_not_closed"
    NO_COLUMNS = "no_columns"
    COLUMN_TWICE = "column_twice"
    NO_SUCH_COLUMN = "no_such_column"
    TOO_MANY_CELLS = "too_many_cells"
    QUOTES = "quotes"


WORDS: Mapping[Fault, str] = {
    Fault.NOT_TEXT: "this is not text in UTF-8; save the file as UTF-8 and try again",
    Fault.LINE_TOO_LONG: "this line is longer than %(most)s characters: the file holds something else than rankings",
    Fault.TOO_MANY_RANKINGS: "there are more than %(most)s different rankings up to here",
    Fault.TOO_MANY_CANDIDATES: "%(given)s candidates are more than can be counted; the most is %(most)s",
    Fault.EMPTY_FILE: "the file is empty",
    Fault.FIRST_LINE: "the first line says how many candidates and how many places, such as 4 1, not %(given)s",
    Fault.CUT_OFF_IN_BALLOTS: "the file is cut off: it ends before the 0 that closes the ballots",
    Fault.CUT_OFF_IN_BALLOT: "this ballot is cut off: it lacks the 0 at its end that other ballots have",
    Fault.CUT_OFF_IN_NAMES: "the file is cut off: it names %(given)s of %(expected)s candidates",
    Fault.CUT_OFF_IN_A_NAME: "the file is cut off, or its title is missing: the last name may be incomplete",
    Fault.END_INSIDE: "a 0 ends a ballot, and more follows on this line; give each ballot its own line, a rank left out as -",
    Fault.AFTER_THE_TITLE: "nothing stands after the title but a source and a comment, yet there is %(given)s",
    Fault.NOT_A_COUNT: "a ballot begins with the count of its papers, a whole number from 1, not %(given)s",
    Fault.NOT_A_PREFERENCE: "a preference is the number of a candidate, 2=3 for equal ones or - for none, not %(given)s",
    Fault.UNKNOWN_NUMBER: "there is no candidate %(given)s: they are numbered from 1 to %(most)s",
    Fault.UNKNOWN_CANDIDATE: "there is no candidate %(given)s",
    Fault.RANKED_TWICE: "candidate %(given)s is ranked twice on one ballot",
    Fault.RANK_OUT_OF_RANGE: "the rank %(given)s is out of range: with so many candidates it is from 1 to %(most)s",
    Fault.NOT_A_RANK: "a rank is a whole number, not %(given)s",
    Fault.WITHDRAWN_AFTER_BALLOTS: "candidates who withdrew stand before the first ballot, not here: %(given)s",
    Fault.ALL_WITHDRAWN: "every candidate withdrew: there is nobody to count for",
    Fault.NAME_MISSING: "the name is empty",
    Fault.NAME_TWICE: "two candidates are called %(given)s: their votes could not be told apart",
    Fault.NAME_NOT_CLOSED: "the quotation mark is not closed: %(given)s",
    Fault.NO_COLUMNS: "no column holds rankings: head a column for each choice Choice 1, Choice 2, or with each candidate's name",
    Fault.COLUMN_TWICE: "two columns are headed %(given)s",
    Fault.NO_SUCH_COLUMN: "no column is headed %(given)s",
    Fault.TOO_MANY_CELLS: "this row has more cells than the first row has headings",
    Fault.QUOTES: "the quotation marks do not match: %(given)s",
}  # fmt: skip


class BadBallots(ValueError):
    """A file of rankings that cannot be counted: the `line` (from 1) where it goes wrong, and the `fault` there.

    `values` fill the words of the fault, for a page that says it in another language.
    """

    def __init__(self, line: int, fault: Fault, **values: object) -> None:
        self.line = line
        self.fault = fault
        self.values = values
        super().__init__(f"line {line}: {WORDS[fault] % values}")


@dataclass(frozen=True, slots=True)
class BallotSet:
    """Who stood, and how many papers carried each ranking.

    A ranking lists, first preference first, the candidates marked at each rank as their positions in `candidates`: one
    at most ranks, none at a skipped one, several where they were marked equal (`UNNAMED_MARKS` where the file only says
    that it was so). `withdrawn` holds positions. `seats` is what the file says; a single place is 1.
    """

    candidates: tuple[str, ...]
    rankings: Mapping[Ranking, int]
    seats: int = 1
    withdrawn: frozenset[int] = frozenset()
    title: str = ""

    @property
    def paper_count(self) -> int:
        """How many papers the file holds, blank ones too."""
        return sum(self.rankings.values())

    @property
    def standing(self) -> tuple[int, ...]:
        """The positions of the candidates who did not withdraw."""
        return tuple(at for at in range(len(self.candidates)) if at not in self.withdrawn)


class Bundles:
    """Papers bundled as they are read. Raises BadBallots rather than fill the memory."""

    def __init__(self) -> None:
        self.rankings: dict[Ranking, int] = {}

    def add(self, ranking: Ranking, papers: int, line: int) -> None:
        """Add so many papers with that ranking, read from that line; ranks left out at its end say nothing."""
        while ranking and not ranking[-1]:
            ranking = ranking[:-1]
        self.rankings[ranking] = self.rankings.get(ranking, 0) + papers
        if len(self.rankings) > MOST_RANKINGS:
            raise BadBallots(line, Fault.TOO_MANY_RANKINGS, most=MOST_RANKINGS)


def lines_of(source: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers from 1, never more than one in memory. Raises BadBallots."""
    number = 0
    while raw := source.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise BadBallots(number, Fault.LINE_TOO_LONG, most=LONGEST_LINE)
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadBallots(number, Fault.NOT_TEXT) from None
        if "\0" in text:
            raise BadBallots(number, Fault.NOT_TEXT)
        yield number, text.rstrip("\r\n")


def whole_number(text: str, most: int) -> int | None:
    """The whole number `text` says in plain digits; None when it is none, or greater than `most`."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if number <= most else None


def named_once(names: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The names of the candidates, each with the line it stands on. Raises BadBallots for an empty or repeated one."""
    seen: dict[str, int] = {}
    for line, name in names:
        if not name:
            raise BadBallots(line, Fault.NAME_MISSING)
        if name in seen:
            raise BadBallots(line, Fault.NAME_TWICE, given=name)
        seen[name] = line
    return tuple(seen)
