"""Postal addresses: read from what people write, checked, and set out as an envelope wants them.

An address is the whole block in the window, the name of the person first: three to seven lines, the last of them a UK
postcode, a BFPO number or a country. Source: GOV.UK Notify's rules for addresses and Royal Mail's for the order of lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.rules.countries import country_abroad, is_united_kingdom
from tracker.rules.names import search_key
from tracker.rules.postcodes import normalise_postcode

FEWEST_LINES = 3
MOST_LINES = 7
REFUSED_STARTS = frozenset('@()=[]"\\/,<>~')
_BFPO = re.compile(r"BFPO\s*(C/O)?\s*([0-9]{1,4})", re.IGNORECASE)
_NO_ABODE = re.compile(r"\bno fixed (?:abode|address)\b|\b(?:heb|dim) (?:gartref|cartref|gyfeiriad|cyfeiriad) sefydlog\b")
_SPACE_BEFORE_STOP = re.compile(r" +([.,])")
_COUNTIES = frozenset("""
    avon|bro morgannwg|ceredigion|cleveland|clwyd|cornwall|cumbria|devon|dorset|dyfed|east sussex|essex|glamorgan|
    greater london|greater manchester|gwent|gwynedd|humberside|isle of anglesey|isle of wight|kent|merseyside|mid glamorgan|
    middlesex|norfolk|northumberland|powys|rhondda cynon taf|somerset|south glamorgan|suffolk|surrey|sussex|tyne and wear|
    vale of glamorgan|west glamorgan|west midlands|west sussex|ynys mon
""".replace("\n", "").replace("    ", "").split("|"))


class AddressFault(StrEnum):
    """What is wrong with an address; rooms say it in words."""

    TOO_FEW_LINES = "too_few_lines"
    TOO_MANY_LINES = "too_many_lines"
    NO_POSTCODE = "no_postcode"  # the last line is neither a UK postcode nor the name of a country
    ABROAD = "abroad"  # an address abroad, where post goes only inland
    BFPO_WITH_COUNTRY = "bfpo_with_country"  # forces post goes by number: a country sends it astray
    BAD_START = "bad_start"  # a line starts with a mark that no address starts with
    NO_FIXED_ABODE = "no_fixed_abode"
    NO_LETTER_OR_DIGIT = "no_letter_or_digit"  # one of the first two lines is nothing but marks


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `line` counts the lines of the normalised address from 1; None where it is the whole of it."""

    code: AddressFault
    line: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address in its normal form.

    `body`: the lines without what ends them. Of the ends each is None where there is none: `postcode` with its space, `bfpo`
    as "BFPO 12", `country` by its English name.
    """

    body: tuple[str, ...]
    postcode: str | None = None
    bfpo: str | None = None
    country: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines in normal form, as written by whoever gave them."""
        return self.body + self._ends()

    @property
    def single_line(self) -> str:
        """The address in a row, for lists."""
        return ", ".join(self.lines)

    def as_printed(self) -> tuple[str, ...]:
        """The lines as they stand in the window: the post town in capitals, the postcode or the country last."""
        if self.country and not self.bfpo:
            return (*self.body, *(end.upper() for end in self._ends()))
        town = self._town()
        return (*(line.upper() if at == town else line for at, line in enumerate(self.body)), *self._ends())

    def _ends(self) -> tuple[str, ...]:
        return tuple([end for end in (self.postcode, self.bfpo, self.country) if end])

    def _town(self) -> int | None:
        """Which line names the post town: the one above the postcode, or above the county. The first is the person's name."""
        if self.bfpo or not self.postcode:
            return None
        town = len(self.body) - 1
        if town > 1 and _is_county(self.body[town]):
            town -= 1
        return town if town > 0 else None


def read_address(block: str | Iterable[str]) -> PostalAddress:
    """The address in `block`, as text or as fields in order, the postcode last; whatever it is, it is read.

    Empty lines, spaces too many and commas at ends are dropped, and so is the name of the United Kingdom.
    """
    text = block if isinstance(block, str) else "\n".join(block)
    lines = _without_united_kingdom([tidy for line in text.splitlines() if line and (tidy := _tidy(line))])
    if "bfpo" in text.lower() and any(_BFPO.fullmatch(_postcode_at_end(line)[0]) for line in lines):
        return _forces([piece for line in lines for piece in _postcode_apart(line)])
    if not lines or normalise_postcode(lines[-1]):
        return _inland(lines)
    for at in (-1, -2):  # a foreign postcode in the field for postcodes comes after the country
        if len(lines) >= -at and lines[at][0] not in REFUSED_STARTS and (country := country_abroad(lines[at])):
            return PostalAddress((*lines[:at], *lines[len(lines) + at + 1:]), country=country)
    return _inland(lines)


def faults(address: PostalAddress, *, abroad: bool = False) -> tuple[Fault, ...]:
    """All that is wrong with `address`, nothing when it can be written to. `abroad`: whether post may go abroad."""
    found = [*_faults_of_lines(address), *_faults_of_ends(address, abroad)]
    count = len(address.lines)
    if not FEWEST_LINES <= count <= MOST_LINES:
        found.append(Fault(AddressFault.TOO_FEW_LINES if count < FEWEST_LINES else AddressFault.TOO_MANY_LINES))
    return tuple(found)


def _faults_of_ends(address: PostalAddress, abroad: bool) -> Iterator[Fault]:
    if address.bfpo:
        if address.country:
            yield Fault(AddressFault.BFPO_WITH_COUNTRY, text=address.country)
    elif address.country:
        if not abroad:
            yield Fault(AddressFault.ABROAD, text=address.country)
    elif not address.postcode:
        yield Fault(AddressFault.NO_POSTCODE, len(address.body) or None, address.body[-1] if address.body else "")


def _faults_of_lines(address: PostalAddress) -> Iterator[Fault]:
    for number, line in enumerate(address.body, start=1):
        if line[0] in REFUSED_STARTS:
            yield Fault(AddressFault.BAD_START, number, line)
        if _is_no_abode(line):
            yield Fault(AddressFault.NO_FIXED_ABODE, number, line)
        if number <= 2 and not (line[0].isalnum() or any(letter.isalnum() for letter in line)):
            yield Fault(AddressFault.NO_LETTER_OR_DIGIT, number, line)


def _inland(lines: list[str]) -> PostalAddress:
    """An address that ends with its postcode, on a line of its own or after the town."""
    before, postcode = _postcode_at_end(lines[-1]) if lines else ("", None)
    if postcode is None:
        return PostalAddress(tuple(lines))
    body = [*lines[:-1], before] if before else lines[:-1]
    while body and (shorter := _without_repeats(body[-1], postcode)) != body[-1]:
        body[-1:] = [shorter] if shorter else []
    return PostalAddress(tuple(body), postcode)


def _without_repeats(line: str, postcode: str) -> str:
    """`line` without what says nothing new above `postcode`: the same postcode, or the name of the United Kingdom."""
    before, repeated = _postcode_at_end(line)
    if repeated == postcode:
        return before
    return "" if is_united_kingdom(line) else line


def _forces(lines: list[str]) -> PostalAddress:
    """Forces post: the number of its office last, the postcode before it, and nothing that repeats them."""
    number = next(found for line in lines if (found := _BFPO.fullmatch(line)))
    postcode = next((postcode for line in lines if (postcode := normalise_postcode(line))), None)
    country = country_abroad(lines[-1])
    body = [line for line in lines[: -1 if country else None] if line.upper() != "BFPO" and not _BFPO.fullmatch(line)]
    kept = tuple(line for line in body if not normalise_postcode(line))
    return PostalAddress(kept, postcode, f"BFPO {'c/o ' if number[1] else ''}{int(number[2])}", country)


def _postcode_at_end(line: str) -> tuple[str, str | None]:
    """What stands before the postcode at the end of `line`, and the postcode; the line and None where there is none."""
    if whole := normalise_postcode(line):
        return "", whole
    words = line.split(" ")
    for count in (2, 1):
        postcode = normalise_postcode("".join(words[-count:])) if len(words) > count else None
        if postcode:
            return " ".join(words[:-count]).rstrip(" ,"), postcode
    return line, None


def _postcode_apart(line: str) -> list[str]:
    """A forces' number and the postcode behind it as two lines; any other line as it is."""
    before, postcode = _postcode_at_end(line)
    return [before, postcode] if postcode and _BFPO.fullmatch(before) else [line]


def _without_united_kingdom(lines: list[str]) -> list[str]:
    while lines and is_united_kingdom(lines[-1]):
        lines = lines[:-1]
    return lines


def _is_county(line: str) -> bool:
    key = search_key(line)
    return key in _COUNTIES or key.endswith("shire") or key.startswith(("county ", "co "))


def _is_no_abode(line: str) -> bool:
    lower = line.lower()
    return lower.strip(".") == "nfa" or (("fixed" in lower or "sefydlog" in lower) and bool(_NO_ABODE.search(lower)))


def _tidy(line: str) -> str:
    """`line` with single spaces, none before a stop or a comma, and neither at its end; nothing when nothing can be seen."""
    seen = line.isprintable()
    if not seen:
        line = "".join(" " if "\x00" <= letter < " " or "\x7f" <= letter < "\xa0" else letter for letter in line)
    tidy = " ".join(line.split())
    if " ." in tidy or " ," in tidy:
        tidy = _SPACE_BEFORE_STOP.sub(r"\1", tidy)
    tidy = tidy.rstrip(" ,")
    return tidy if seen or any(letter.isprintable() and letter != " " for letter in tidy) else ""
