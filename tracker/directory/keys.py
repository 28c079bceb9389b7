"""The columns names are sorted and found by, made from the names as they were given."""

from typing import TypedDict

from tracker.rules.names import compact_key, search_key, sort_key

LONGEST_KEY = 300
BETWEEN = "|"


class PersonKeys(TypedDict):
    """The key columns of a person."""

    sort_key: str
    search_key: str
    compact_key: str


class BodyKeys(TypedDict):
    """The key columns of a body."""

    search_key: str
    compact_key: str
    also_known_key: str


def person_keys(name: str) -> PersonKeys:
    """The keys of a person's name. A key may be longer than its name, so each is cut to what a column holds."""
    return {
        "sort_key": sort_key(name)[:LONGEST_KEY],
        "search_key": search_key(name)[:LONGEST_KEY],
        "compact_key": compact_key(name)[:LONGEST_KEY],
    }


def body_keys(name_en: str, name_cy: str, short_name: str) -> BodyKeys:
    """The keys of a body's names: the English one, and the others between bars."""
    others = [key for key in (search_key(name_cy), search_key(short_name)) if key]
    return {
        "search_key": search_key(name_en)[:LONGEST_KEY],
        "compact_key": compact_key(name_en)[:LONGEST_KEY],
        "also_known_key": f"{BETWEEN}{BETWEEN.join(others)}{BETWEEN}" if others else "",
    }


def is_no_letter(letter: str) -> bool:
    """Whether a character is half of a pair, or a code reserved never to be a letter: no page can show it."""
    code = ord(letter)
    return 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
