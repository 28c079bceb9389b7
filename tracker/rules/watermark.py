"""Marks in the addresses of a released list, by which a copy tells whose it was even without its heading.

Many words of an address may be written out or shortened: Street or St. For each person a release draws, from its own code and
the person's number, which it shall be. A copy of twenty such addresses fits its own release and no other, but for one chance
in a million; sorting, cutting and retyping columns do not remove it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHORT = {
    "Street": "St", "Road": "Rd", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Drive": "Dr", "Terrace": "Ter", "Crescent": "Cres",
    "Place": "Pl", "Court": "Ct", "Gardens": "Gdns", "Square": "Sq",
}  # fmt: skip
LONG = {short: long for long, short in SHORT.items()}
_WORD = re.compile(rf"\b({'|'.join([*SHORT, *LONG])})\b(?!\.)")
ENOUGH = 20


@dataclass(frozen=True)
class Fit:
    """How a copy fits one release: of `marked` addresses that bear a mark, `fitting` bear that release's."""

    code: str
    marked: int
    fitting: int

    @property
    def is_sure(self) -> bool:
        """Whether so many fit that chance is out of the question, even with one in ten retyped."""
        return self.marked >= ENOUGH and self.fitting * 10 >= self.marked * 9


def marked(line: str, code: str, number: str) -> str:
    """`line` as the release `code` writes it for the person of that membership number; unchanged where no word can tell."""
    found = _WORD.search(line)
    if found is None:
        return line
    word = found[1]
    wanted = SHORT.get(word, word) if _is_short(code, number) else LONG.get(word, word)
    return line[: found.start()] + wanted + line[found.end() :]


def fits(lines: Mapping[str, str], codes: Iterable[str]) -> list[Fit]:
    """How the lines of a copy, by membership number, fit each release; the best first."""
    telling = {number: found[1] in LONG for number, line in lines.items() if (found := _WORD.search(line))}
    counted = [
        Fit(code, len(telling), sum(is_short == _is_short(code, number) for number, is_short in telling.items())) for code in codes
    ]
    return sorted(counted, key=lambda fit: (-fit.fitting, fit.code))


def _is_short(code: str, number: str) -> bool:
    return hashlib.sha256(f"{code}\x1f{number}".encode()).digest()[0] % 2 == 1
