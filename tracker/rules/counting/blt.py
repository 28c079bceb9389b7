"""BLT, the format scrutineers exchange ballots in, read and written.

The first line gives the candidates and the places, the next, where there is one, those who withdrew (`-2 -5`). Then come
ballots: how many papers, their preferences in order, and a 0. `2=3` are equal, `-` is a rank left out. A 0 alone closes
the ballots. The candidates' names follow, then the title, and perhaps a source and a comment. `#` begins a remark.

Source: Hill, Wichmann and Woodall, Single Transferable Vote by Meek's Method (1987), with the later additions of OpenSTV
for equal and skipped ranks. Some programs leave out the 0 at the end of a ballot: such a file is read too. Where ballots
do end in 0, one that does not is cut off. Each ballot has a line of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from tracker.rules.counting.ballots import (
    MOST_CANDIDATES,
    MOST_PAPERS,
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

REMARK = "#"
END = "0"
SKIPPED = "-"
EQUAL = "="
QUOTED = re.compile(r'"(?:[^"\\]|\\.|"")*"')
AFTER_NAMES = 3  # title, source, comment

Lines = Iterator[tuple[int, str]]


def read_blt(source: BinaryIO, *, repeats: bool = False) -> BallotSet:
    """The ballots of a BLT file, in UTF-8, one line in memory at a time.

    `repeats`: take a ballot that ranks a candidate twice, for rules that say what it counts for; otherwise it is refused.
    Raises BadBallots with the line and the reason.
    """
    lines = lines_of(source)
    reading = _Reading(*_first_line(lines), repeats)
    reading.ballots(lines)
    names = _names(lines, reading)
    standing = named_once(names[: reading.count])
    if len(reading.withdrawn) == reading.count:
        raise BadBallots(1, Fault.ALL_WITHDRAWN)
    title = names[reading.count][1] if len(names) > reading.count else ""
    return BallotSet(standing, reading.bundles.rankings, reading.seats, frozenset(reading.withdrawn), title)


def write_blt(ballots: BallotSet) -> str:
    """The ballots as a BLT file, the commonest ranking first; the same ballots always give the same text.

    Raises ValueError for equal marks whose candidates are not known: BLT has no way to say so.
    """
    lines = [f"{len(ballots.candidates)} {ballots.seats}"]
    if ballots.withdrawn:
        lines.append(" ".join(str(-1 - at) for at in sorted(ballots.withdrawn)))
    for ranking, papers in sorted(ballots.rankings.items(), key=lambda each: (-each[1], each[0])):
        lines.append(" ".join([str(papers), *map(_rank_as_text, ranking), END]))
    lines.append(END)
    lines += [_quoted(name) for name in (*ballots.candidates, ballots.title)]
    return "\n".join(lines) + "\n"


@dataclass
class _Reading:
    """What has been read so far. `line` is the last line read, `open_line` that of the first ballot that does not end in 0;
    `closed_count` and `open_count` are lines of ballots that do and do not.
    """

    count: int
    seats: int
    repeats: bool
    withdrawn: set[int] = field(default_factory=set)
    bundles: Bundles = field(default_factory=Bundles)
    singles: dict[str, Rank] = field(default_factory=dict)
    closed_count: int = 0
    open_count: int = 0
    open_line: int = 0
    line: int = 1

    def ballots(self, lines: Lines) -> None:
        """Everything up to the 0 that closes the ballots. Raises BadBallots."""
        for self.line, text in lines:
            words = text.split(REMARK, 1)[0].split()
            if words == [END]:
                return self._refuse_the_only_open()
            if words and words[0].startswith(SKIPPED):
                self._withdrew(words)
            elif words:
                self._ballot(self._ends(words))
        raise BadBallots(self.line, Fault.CUT_OFF_IN_BALLOTS)

    def _withdrew(self, words: list[str]) -> None:
        if self.bundles.rankings:
            raise BadBallots(self.line, Fault.WITHDRAWN_AFTER_BALLOTS, given=words[0])
        for word in words:
            number = self._candidate(word[1:]) if word.startswith(SKIPPED) else None
            if number is None:
                raise BadBallots(self.line, Fault.UNKNOWN_NUMBER, given=word, most=self.count)
            self.withdrawn.add(number)

    def _ends(self, words: list[str]) -> list[str]:
        """The ballot without the 0 at its end. Raises BadBallots for a 0 inside, or one missing that was there before."""
        closed = words[-1] == END
        if closed:
            self.closed_count += 1
        else:
            self.open_count += 1
            self.open_line = self.open_line or self.line
            if self.open_count == 1 and self.closed_count:
                raise BadBallots(self.line, Fault.CUT_OFF_IN_BALLOT)
        ballot = words[:-1] if closed else words
        if END in ballot:
            raise BadBallots(self.line, Fault.END_INSIDE)
        return ballot

    def _refuse_the_only_open(self) -> None:
        if self.open_count == 1 and self.closed_count > 1:
            raise BadBallots(self.open_line, Fault.CUT_OFF_IN_BALLOT)

    def _ballot(self, words: list[str]) -> None:
        papers = whole_number(words[0], MOST_PAPERS)
        if not papers:
            raise BadBallots(self.line, Fault.NOT_A_COUNT, given=words[0])
        ranking = tuple(self.singles.get(word) or self._rank(word) for word in words[1:])
        if not self.repeats:
            self._refuse_repeats(ranking)
        self.bundles.add(ranking, papers, self.line)

    def _rank(self, word: str) -> Rank:
        if word == SKIPPED:
            return ()
        if EQUAL not in word:
            return self.singles.setdefault(word, (self._mark(word),))
        marks = tuple(sorted(self._mark(part) for part in word.split(EQUAL)))
        if len(set(marks)) < len(marks):
            raise BadBallots(self.line, Fault.RANKED_TWICE, given=word)
        return marks

    def _mark(self, part: str) -> int:
        at = self._candidate(part)
        if at is not None:
            return at
        if part.lstrip(SKIPPED).isdigit():
            raise BadBallots(self.line, Fault.UNKNOWN_NUMBER, given=part, most=self.count)
        raise BadBallots(self.line, Fault.NOT_A_PREFERENCE, given=part or EQUAL)

    def _candidate(self, digits: str) -> int | None:
        number = whole_number(digits, self.count)
        return number - 1 if number else None

    def _refuse_repeats(self, ranking: Ranking) -> None:
        marks = [at for rank in ranking for at in rank]
        if len(marks) != len(set(marks)):
            twice = next(at for at in marks if marks.count(at) > 1)
            raise BadBallots(self.line, Fault.RANKED_TWICE, given=twice + 1)


def _first_line(lines: Lines) -> tuple[int, int]:
    """How many candidates, how many places."""
    number = 1
    for number, text in lines:
        words = text.split(REMARK, 1)[0].split()
        if not words:
            continue
        figures = [whole_number(word, MOST_PAPERS) for word in words]
        if len(figures) != 2 or not figures[0] or not figures[1]:
            raise BadBallots(number, Fault.FIRST_LINE, given=text.strip()[:40])
        if figures[0] > MOST_CANDIDATES:
            raise BadBallots(number, Fault.TOO_MANY_CANDIDATES, given=figures[0], most=MOST_CANDIDATES)
        return figures[0], figures[1]
    raise BadBallots(number, Fault.EMPTY_FILE)


def _names(lines: Lines, reading: _Reading) -> list[tuple[int, str]]:
    """The candidates' names and what follows them, each with its line. Raises BadBallots where any is missing.

    The title may be missing when the last name is closed by a quotation mark: then it cannot be cut off.
    """
    found: list[tuple[int, str]] = []
    text = ""
    for reading.line, text in lines:
        found += [(reading.line, name) for name in _names_on(text, reading.line)]
        if len(found) > reading.count + AFTER_NAMES:
            raise BadBallots(reading.line, Fault.AFTER_THE_TITLE, given=found[-1][1][:40])
    if len(found) < reading.count:
        raise BadBallots(reading.line, Fault.CUT_OFF_IN_NAMES, given=len(found), expected=reading.count)
    if len(found) == reading.count and '"' not in text:
        raise BadBallots(reading.line, Fault.CUT_OFF_IN_A_NAME)
    return found


def _names_on(text: str, line: int) -> Iterator[str]:
    """The names on one line: each in quotation marks, or the whole line where there are none."""
    rest = text.strip()
    while rest and not rest.startswith(REMARK):
        if not rest.startswith('"'):
            yield rest.split(f" {REMARK}", 1)[0].rstrip()
            return
        quoted = QUOTED.match(rest)
        if quoted is None:
            raise BadBallots(line, Fault.NAME_NOT_CLOSED, given=rest[:40])
        yield re.sub(r'\\(.)|"(")', r"\1\2", quoted[0][1:-1]).strip()
        rest = rest[quoted.end() :].lstrip()


def _rank_as_text(rank: Rank) -> str:
    if any(at < 0 for at in rank):
        raise ValueError("BLT cannot say that candidates were marked equal without saying which")
    return EQUAL.join(str(at + 1) for at in rank) or SKIPPED


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '""') + '"'
