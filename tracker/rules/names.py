"""How names are searched, sorted and compared. A name is always stored and shown exactly as it was given."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters that have no decomposition into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
})
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NOT_WORD = re.compile(r"[^\w]+|_+")

HONORIFICS = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor", "cyng", "cynghorydd",
    "sir", "dame", "lord", "lady", "baroness", "baron", "hon", "rev", "revd", "parch", "ald", "alderman",
    "captain", "capt", "yr", "athro",
})
_HONORIFIC_PHRASES = (
    ("the", "rt", "hon"), ("the", "right", "hon"), ("the", "right", "honourable"), ("rt", "hon"),
    ("right", "honourable"), ("the", "baroness"), ("the", "lord"), ("the", "lady"), ("the", "rev"),
)
_FIRST_OF_PHRASES = frozenset(phrase[0] for phrase in _HONORIFIC_PHRASES)
POST_NOMINALS = frozenset({
    "am", "ms", "mp", "as", "aelod", "mep", "msp", "mla", "qpm", "obe", "mbe", "cbe", "kbe", "dbe", "ch", "pc",
    "kc", "qc", "jp", "dl", "frsa", "phd", "ba", "ma", "bsc", "msc", "qso", "bem", "kt", "gbe", "jnr", "snr",
})
PARTICLES = frozenset({
    "ap", "ab", "ferch", "verch", "van", "von", "de", "del", "della", "der", "den", "di", "da", "du", "la", "le",
    "mac", "mc", "st", "ten", "ter", "al", "el", "bin", "ibn",
})


@dataclass(frozen=True, slots=True)
class NameParts:
    """A person's name without titles or letters after it, as given; a lone name is a surname."""

    given: str
    surname: str


def search_key(text: str) -> str:
    """What a search compares: no accents, no case, no punctuation, single spaces.

    An apostrophe joins (O'Neill is "oneill"); a hyphen and every other mark separates.
    """
    return _remembered(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # most names by far, and nothing in them to fold but their case
        return " ".join(_NOT_WORD.sub(" ", _APOSTROPHES.sub("", text.lower())).split())
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN_LETTERS)
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(_NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain)).split())


# Names and their words recur by the thousand; long texts do not, and would fill the memory.
_SHORT = 60
_remembered = lru_cache(maxsize=1 << 16)(_folded)


def compact_key(text: str) -> str:
    """The search key without spaces, in which "Pen y bont", "Penybont" and "Pen-y-bont" are one."""
    return search_key(text).replace(" ", "")


def without_honorifics(name: str) -> str:
    """`name` without the titles before it and the letters after it; unchanged when nothing would be left."""
    words = name.replace(",", " , ").split()
    start, end = _after_titles(words), _before_letters(words)
    kept = words[start:end]
    return _join(kept) if any(word != "," for word in kept) else " ".join(name.split())


def split_name(name: str) -> NameParts:
    """The given names and the surname, particles ("ap", "van", "de") kept with the surname.

    "Surname, Given" is understood, and so is a name of one word, which is all surname.
    """
    bare = without_honorifics(name)
    surname, comma, given = bare.partition(",")
    if comma and given.strip():
        return NameParts(without_honorifics(given.strip()), surname.strip())
    words = bare.split()
    at = len(words) - 1
    while at > 1 and search_key(words[at - 1]) in PARTICLES:
        at -= 1
    return NameParts(" ".join(words[:at]), " ".join(words[at:])) if at > 0 else NameParts("", bare)


def sort_key(name: str) -> str:
    """What a list of people is sorted by: surname first, then given names, titles and letters ignored."""
    parts = split_name(name)
    return f"{search_key(parts.surname)}, {search_key(parts.given)}"


def initials(name: str) -> str:
    """The first letters of a name, at most two, in capitals, as they were given: for a small badge."""
    parts = split_name(name)
    given, surname = parts.given[:1], parts.surname.split()[-1:] or [""]
    return (given + surname[0][:1]).upper()


def _after_titles(words: list[str]) -> int:
    """How many words at the start are titles."""
    keys = [search_key(word) for word in words]
    at = 0
    while at < len(words) - 1:
        phrase = _phrase_at(keys, at) if keys[at] in _FIRST_OF_PHRASES else None
        if phrase and at + len(phrase) < len(words):
            at += len(phrase)
        elif keys[at] in HONORIFICS:
            at += 1
        else:
            break
    return at


def _phrase_at(keys: list[str], at: int) -> tuple[str, ...] | None:
    return next((phrase for phrase in _HONORIFIC_PHRASES if tuple(keys[at:at + len(phrase)]) == phrase), None)


def _before_letters(words: list[str]) -> int:
    """Where the letters after a name begin: they are written in capitals, so a surname such as "Ma" stays."""
    end = len(words)
    while end > 1 and (words[end - 1] == "," or _is_post_nominal(words[end - 1])):
        end -= 1
    return end


def _is_post_nominal(word: str) -> bool:
    if word[1:].islower():  # most words of most names: one capital at most
        return False
    return sum(letter.isupper() for letter in word) > 1 and search_key(word).replace(" ", "") in POST_NOMINALS


def _join(words: list[str]) -> str:
    return " ".join(words).replace(" ,", ",").strip(", ")
