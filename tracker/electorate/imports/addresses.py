"""An address in columns, as it is kept: each line tidy, the post town in capitals, the postcode in its one spelling."""

import re
from functools import lru_cache

from flask_babel import lazy_gettext as _l

from tracker.kernel.imports import RowError
from tracker.rules.countries import country_abroad, is_united_kingdom
from tracker.rules.postal_address import AddressFault, Fault, faults, read_address
from tracker.rules.postcodes import likely_postcode, normalise_postcode

MOST_LINES = 6
MOST_PLAIN = 5  # with the name and the postcode the seven lines of an envelope
A_STREET, A_POSTCODE = "1 Street", "CF11 9HA"
SOMEBODY = "Somebody"  # stands for the name, which is the first line of an address on an envelope
HOUSE = re.compile(r"[0-9]{1,4}[A-Za-z]? [A-Za-z]+(?: [A-Za-z]+){0,4}", re.ASCII)
TELLING = ("fixed", "sefydlog", "bfpo", "nfa")

WORDS = {
    AddressFault.TOO_FEW_LINES: _l("The address is too short. Give at least one line besides the postcode, or leave it all empty."),
    AddressFault.TOO_MANY_LINES: _l("The address is too long. It may have five lines besides the name and the postcode."),
    AddressFault.NO_POSTCODE: _l("The address has no UK postcode and names no country. Add one, or leave the address empty."),
    AddressFault.BFPO_WITH_COUNTRY: _l("Post to the forces goes by BFPO number: leave the country out."),
    AddressFault.BAD_START: _l("A line of an address does not begin with such a mark. Mend the line."),
    AddressFault.NO_FIXED_ABODE: _l("No letter arrives there. Leave the address empty: the person is reached by e-mail."),
    AddressFault.NO_LETTER_OR_DIGIT: _l("This line says nothing. Mend it or leave it empty."),
}

Address = tuple[tuple[str, ...], str]


def address_of(lines: tuple[str, ...], postcode: str) -> Address | list[RowError]:
    """Six lines, the empty ones last, and the postcode (or nothing, abroad); or what is wrong. All empty is no address."""
    given = list(filter(None, lines))
    if not given and not postcode:
        return lines, ""
    spelt = normalise_postcode(postcode) if postcode else None
    if spelt and given and len(given) <= MOST_PLAIN and _ends_in_town(given[-1]) and all(map(_is_plain, given)):
        given[-1] = given[-1].upper()
        return (*given, *[""] * (MOST_LINES - len(given))), spelt
    if postcode and not spelt and (meant := likely_postcode(postcode)):
        message = _l("This is not a UK postcode. Did you mean this one? Postcode: %(postcode)s", postcode=meant)
        return [RowError(field="postcode", message=message)]
    return _read(given, postcode)


def _read(given: list[str], postcode: str) -> Address | list[RowError]:
    """The same by all the rules of an envelope."""
    address = read_address((SOMEBODY, *given, postcode))
    wrong = faults(address, abroad=True)
    if wrong:
        return [_error(fault, bool(postcode)) for fault in wrong]
    printed = address.as_printed()[1:]
    lines = printed[:-1] if address.postcode and printed[-1] == address.postcode else printed
    return (*lines, *[""] * (MOST_LINES - len(lines))), address.postcode or ""


def _is_plain(line: str) -> bool:
    """Whether a line is a house number and a street; or tidy, and nothing that an envelope treats otherwise."""
    if HOUSE.fullmatch(line) and "ixed" not in line:
        return True
    return _is_plain_text(line)


@lru_cache(maxsize=1 << 16)
def _is_plain_text(line: str) -> bool:
    """Whether a line is tidy already, and nothing but a line of an address within the United Kingdom."""
    lower = line.lower()
    tidy = line.isprintable() and line == " ".join(line.split()) and not line.endswith(",") and " ," not in line and " ." not in line
    return (
        tidy and line[0].isalnum() and not any(word in lower for word in TELLING)
        and not is_united_kingdom(line) and country_abroad(line) is None and not _has_postcode(line)
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _ends_in_town(line: str) -> bool:
    """Whether a last line is the post town, and no county or whatever else may follow it."""
    return read_address((SOMEBODY, A_STREET, line, A_POSTCODE)).as_printed()[2:] == (line.upper(), A_POSTCODE)


def _has_postcode(line: str) -> bool:
    words = line.split(" ")
    return any(normalise_postcode("".join(words[-count:])) for count in (1, 2))


def _error(fault: Fault, postcode_given: bool) -> RowError:
    if fault.code is AddressFault.NO_POSTCODE and postcode_given:
        return RowError(field="postcode", message=_l("This is not a UK postcode. Write one such as CF11 9HA."))
    at = (fault.line or 1) - 1  # the first line of an envelope is the name
    return RowError(field=f"address_{min(max(at, 1), MOST_LINES)}", message=WORDS[fault.code])
