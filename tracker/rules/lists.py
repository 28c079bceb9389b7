"""A pasted list of endorsers, taken apart into names for an officer to review.

People paste what they have: one name a line, a sentence with commas and "and", bullets, numbers, an office or a
place in brackets or after a dash. Nothing is thrown away but the words that announce the list: every other letter
is in some row, as a name or as its detail, and what cannot be told apart stays together for the officer to split.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tracker.rules.names import POST_NOMINALS, compact_key, search_key

BODY_CUES = frozenset({
    "clp", "blp", "party", "union", "branch", "council", "society", "societies", "association", "federation",
    "committee", "forum", "group", "network", "campaign", "movement", "coop", "cooperative", "co-operative", "trust",
    "guild", "workers", "plaid", "blaid", "undeb", "cangen", "cyngor", "cymdeithas", "gydweithredol", "etholaeth",
})
OFFICE_CUES = frozenset({
    "leader", "deputy", "councillor", "member", "mayor", "minister", "secretary", "chair", "former", "president",
    "spokesperson", "commissioner", "treasurer", "convenor", "organiser", "officer", "candidate", "cabinet",
    "shadow", "general", "regional", "assembly", "senedd", "mp", "ms", "am", "mep", "peer", "arweinydd",
    "cynghorydd", "aelod", "ysgrifennydd", "cadeirydd", "cyn",
})

# Words that stand in names of places, and so seldom on either side of the "and" between two people.
PLACE_CUES = frozenset({"north", "south", "east", "west", "central", "mid", "vale", "valley", "upon", "de", "gogledd"})

_BULLET = re.compile(r"^\s*(?:[-*•·‣▪●○–—►▸✓✔>]+|\(?\d{1,3}[.):])\s+")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*[.;]?\s*$")
_FIGURES = re.compile(r"\s+\d{1,7}(?:\s*[-–—/:]\s*\d{1,7}){1,3}\s*\.?$")  # the vote after a body's name, as "12-3-1"
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|:\s+")
_CONJUNCTION = re.compile(r"\s+(and|&|ac|a['’]r|a)\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"^(?:and|&|a['’]r|ac?)\s+(?=\w)", re.IGNORECASE)
# "Backing her are", "Also supported by", "Endorsements:": words before a list that name nobody in it.
_LEAD_IN = re.compile(
    r"^(?:(?:also|those|others?|among|she|he|they|her|his|their|the|has|have|been|is|are|was|were|now|who)\s+){0,6}"
    r"(?:back|support|endors|cefnog)[\w’']*(?:\s+[\w’'-]+){0,4}?"
    r"(?:\s+(?:by|are|is|were|includes?|included|including|yw)\s+|\s*:\s+)(?=\S)",
    re.IGNORECASE,
)
_LONGEST_NAME = 200
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class PastedName:
    """One endorser as pasted: the name, an office or place where one was given, and the line it stood on, from 1."""

    name: str
    detail: str
    line: int


def parse_endorsers(text: str, known: Collection[str] = ()) -> list[PastedName]:
    """The endorsers named in `text`, in order. Blank lines and bullets with nothing after them give no row.

    `known` are names of bodies, in any spelling, that must stay whole even though "and" or a comma stands in them.
    """
    keys = frozenset(compact_key(name) for name in known)
    found: list[PastedName] = []
    for number, line in enumerate(text.splitlines(), start=1):
        spaced = " ".join(line.split())  # long runs of spaces would be tried again from each of them
        bare = _without_lead_in(_BULLET.sub("", f"{spaced} ").strip(), keys)
        found.extend(_named(piece, number, keys) for piece in _pieces(bare, keys))
    return found


def _without_lead_in(line: str, known: frozenset[str]) -> str:
    """The line without the words that only announce its list; a known body's name is none."""
    lead = _LEAD_IN.match(line)
    return line if lead is None or _is_known(line, known) or not line[lead.end()].isupper() else line[lead.end():]


def _pieces(line: str, known: frozenset[str]) -> list[str]:
    """One piece for each endorser on a line."""
    if not line:
        return []
    if _is_known(line, known):
        return [line]
    merged: list[str] = []
    for part, mark in _split_marks(line):
        bare = _LEADING_AND.sub("", part.strip()) if merged else part.strip()
        if not bare:
            continue
        if merged and mark == "," and _continues(merged[-1], bare, known):
            merged[-1] = f"{merged[-1]}, {part.strip()}"
        else:
            merged.append(bare)
    return [piece for part in merged for piece in _split_conjunctions(part, known)]


def _split_marks(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line between commas and semicolons outside brackets, each with the mark before it."""
    depth, start, mark = 0, 0, ""
    for at, letter in enumerate(line):
        depth = max(0, depth + _BRACKETS.get(letter, 0))
        if letter in ",;" and depth == 0:
            yield line[start:at], mark
            start, mark = at + 1, letter
    yield line[start:], mark


def _continues(before: str, part: str, known: frozenset[str]) -> bool:
    """Whether what follows a comma is the office of the one before it, and not somebody else."""
    words = search_key(part).split()
    if not words or _is_known(f"{before}, {part}", known):
        return True
    if words[0] in OFFICE_CUES and "of" in words[:4]:
        return True
    if words[0] in ("and", "ac", "a") or _is_body(part, known):
        return False
    if all(word in POST_NOMINALS for word in words):
        return True
    names_somebody = len(words) > 1 and words[0] in ("cllr", "councillor", "cyng", "cynghorydd")
    return not names_somebody and (words[0] in OFFICE_CUES or part[:1].islower())


def _split_conjunctions(piece: str, known: frozenset[str]) -> list[str]:
    """A piece parted at "and", "&", "a" and "ac" wherever a name stands on both sides."""
    pieces, start = [], 0
    for match in _CONJUNCTION.finditer(piece):
        left, right = piece[start:match.start()], piece[match.end():match.end() + _LONGEST_NAME]
        if _parts_names(match[1].casefold(), left, right, piece[start:], known):
            pieces.append(left)
            start = match.end()
    return [*pieces, piece[start:]]


def _parts_names(word: str, left: str, right: str, whole: str, known: frozenset[str]) -> bool:
    """Whether a conjunction stands between two endorsers rather than inside the name of one."""
    if left.count("(") > left.count(")") or left.count("[") > left.count("]") or _is_known(whole, known):
        return False
    if _is_known(left, known) or _is_known(_CONJUNCTION.split(right)[0], known):
        return True
    if not left.strip() or not right[:1].isupper() or _is_place(left, right):
        return False
    if _is_body(right, known):
        return _is_bracketed_person(left) or (
            _is_body(left, known) and not left.rstrip().casefold().endswith(("labour", "llafur"))
        )
    if word not in ("and", "&"):
        return _looks_personal(left) and _looks_personal(right)
    return _is_acronym(left) or (_looks_personal(right) and (_looks_personal(left) or _is_body(left, known)))


def _is_bracketed_person(text: str) -> bool:
    """Whether text is a person and the place or office in brackets after them: no body's name begins so."""
    return text.rstrip().endswith((")", "]")) and _looks_personal(text)


def _is_place(left: str, right: str) -> bool:
    """Whether the words next to a conjunction are those of one place, as in "Cardiff South and Penarth"."""
    return not PLACE_CUES.isdisjoint((*search_key(left).split()[-1:], *search_key(right).split()[:1]))


def _is_acronym(text: str) -> bool:
    """Whether text is a body's initials and nothing more, as in "GMB"."""
    bare = re.split(r"[(\[]", text, maxsplit=1)[0].strip()
    return len(bare) >= 3 and bare.isalpha() and bare.isupper() and bare.casefold() not in POST_NOMINALS


def _looks_personal(text: str) -> bool:
    """Whether text reads as a person's name: at least two words, and the first begun with a capital."""
    before_bracket = re.split(r"[(\[]", text, maxsplit=1)[0].strip()
    first = _CONJUNCTION.split(before_bracket)[0]
    words = re.split(r"\s+[-–—]\s+|,", first, maxsplit=1)[0].split()
    return len(words) >= 2 and words[0][:1].isupper() and not _is_body(first, frozenset())


def _is_body(text: str, known: frozenset[str]) -> bool:
    return _is_known(text, known) or _is_acronym(text) or not BODY_CUES.isdisjoint(search_key(text).split())


def _is_known(text: str, known: frozenset[str]) -> bool:
    return bool(known) and len(text) <= _LONGEST_NAME and compact_key(text) in known


def _named(piece: str, line: int, known: frozenset[str]) -> PastedName:
    """A piece parted into name and detail: the last brackets, the figures of a vote, or what follows a dash, a colon or a comma."""
    text = piece.strip()
    if _is_known(text, known):
        return PastedName(text, "", line)
    bracketed = _BRACKETED.search(text)
    if bracketed and text[:bracketed.start()].strip():
        return PastedName(text[:bracketed.start()].strip(), bracketed[1].strip(), line)
    for parted in (_figures_after(text), _DASH.split(text, maxsplit=1), _detail_after_comma(text)):
        if len(parted) == 2 and parted[0].strip() and parted[1].strip():
            return PastedName(parted[0].strip(), parted[1].strip(), line)
    return PastedName(text.removesuffix(".") or text, "", line)


def _figures_after(text: str) -> list[str]:
    """Name and vote, where nothing else already parts them."""
    figures = _FIGURES.search(text)
    before = text[:figures.start() + 1] if figures else ""
    return [text] if not figures or "," in before or _DASH.search(before) else [before, figures[0].rstrip(". ")]


def _detail_after_comma(text: str) -> list[str]:
    """Name and office either side of a comma, unless only letters such as OBE follow it."""
    name, comma, detail = text.partition(",")
    letters = all(word in POST_NOMINALS for word in search_key(detail).split())
    return [text] if not comma or letters else [name, detail]
