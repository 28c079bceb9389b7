"""What the letters' typeface has and how wide it runs, read from the font files themselves."""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
STYLES = ("Regular", "It", "Bold", "BoldIt")
MM_PER_POINT = 25.4 / 72
_NOT_ALLOWED = frozenset("\0\ufeff\ufffe")  # ISO 14289-1, 7.21.7: no character of a text may map to these
_SPACES = {"Zs", "Zl", "Zp", "Cc"}


@cache
def _advances(style: str) -> dict[str, float]:
    """How far each character moves on, as a part of the size of the type.

    A font read while it is asked is no thing for two threads: each that comes before the answer is kept reads its own.
    """
    with TTFont(FOLDER / f"SourceSans3-{style}.ttf", lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


@cache
def characters() -> frozenset[str]:
    """Every character that all four styles have a shape for and PDF/UA allows."""
    return frozenset.intersection(*(frozenset(_advances(style)) for style in STYLES)) - _NOT_ALLOWED


def printable(text: str) -> str:
    """The text as it is set: what prints nothing, such as marks of direction, is gone; odd spaces are plain ones, save `\\xa0`."""
    return text if characters().issuperset(text) else "".join(map(_set, text))


def _set(character: str) -> str:
    if character in characters():
        return character
    category = unicodedata.category(character)
    if category in _SPACES:
        return " "
    return "" if category == "Cf" or "\ufe00" <= character <= "\ufe0f" else character


def absent(text: str) -> frozenset[str]:
    """The characters of `printable(text)` that have no shape, not even from a letter and its mark."""
    return frozenset(c for c in set(printable(text)) - characters() if not set(unicodedata.normalize("NFD", c)) <= characters())


def width(text: str, points: float, style: str = "Regular") -> float:
    """How wide a line of text runs, in millimetres, without kerning."""
    advances = _advances(style)
    return sum(advances.get(character, 1.0) for character in printable(text)) * points * MM_PER_POINT


def lines(text: str, points: float, room: float) -> int:
    """How many lines a text takes where a line is at most `room` millimetres wide; a wider word counts for as many as it fills."""
    count, used = 1, 0.0
    space = width(" ", points)
    for word in printable(text).split():
        needed = width(word, points)
        if used and used + space + needed > room:
            count, used = count + 1, 0.0
        used += needed + (space if used else 0)
        count += int(used // room) if used > room else 0
        used = used % room if used > room else used
    return count
