"""Finding people, bodies and areas by what somebody typed.

First what holds the typed text, whatever its accents, hyphens and spaces; where that is little, what holds it but for
one typing error. An error lies in one half of a word and leaves the other half alone, or swaps the two letters where
the halves meet: so the database can pick the candidates with plain LIKE, and only those are compared letter by letter.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload

from tracker.directory.keys import BETWEEN, is_no_letter
from tracker.directory.models import Area, Body, Person
from tracker.extensions import db
from tracker.rules.directory import AreaKind, BodyKind
from tracker.rules.names import compact_key, search_key
from tracker.rules.searching import best_matches

LONGEST_QUERY = 200
FEW = 3
MOST_CANDIDATES = 3000
MOST_NEARBY = 50
SHORTEST_FORGIVEN = 4
SHORTEST_RUN = 7

Text = ColumnElement[str]


def tidy(text: str | None) -> str:
    """What was typed, without what no page can show, and no longer than is worth looking for."""
    kept = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text or "" if not is_no_letter(letter))
    return kept.strip()[:LONGEST_QUERY]


def person_holds(text: str) -> ColumnElement[bool]:
    """The condition that a person's name holds `text`."""
    return _holds(text, Person.search_key, Person.compact_key, (Person.name,))


def body_holds(text: str) -> ColumnElement[bool]:
    """The condition that one of a body's names holds `text`."""
    spaced, joined = _body_keys()
    return _holds(text, spaced, joined, (Body.name_en, Body.name_cy, Body.short_name))


def find_people(text: str, limit: int) -> list[Person]:
    """The people whose names answer `text` best, best first."""
    text = tidy(text)
    base = select(Person).where(Person.merged_into_id.is_(None)).options(joinedload(Person.area))
    exact = base.where(person_holds(text)).order_by(*_nearest(text, Person.compact_key), Person.sort_key, Person.id)
    found = list(db.session.scalars(exact.limit(limit))) if text else []
    if len(found) >= FEW or not text:
        return found
    candidates = select(Person.id, Person.search_key).where(Person.merged_into_id.is_(None))
    nearly = _nearly(text, candidates, Person.search_key, Person.compact_key)
    return _with_nearly(found, base, Person, nearly, limit)


def find_bodies(text: str, limit: int, kinds: Sequence[BodyKind] = ()) -> list[Body]:
    """The bodies whose English, Welsh or short names answer `text` best, best first."""
    text = tidy(text)
    live = and_(Body.merged_into_id.is_(None), Body.kind.in_(kinds) if kinds else literal(True))
    base = select(Body).where(live).options(joinedload(Body.area))
    exact = base.where(body_holds(text)).order_by(*_nearest(text, Body.compact_key), Body.search_key, Body.id)
    found = list(db.session.scalars(exact.limit(limit))) if text else []
    if len(found) >= FEW or not text:
        return found
    spaced, joined = _body_keys()
    candidates = select(Body.id, Body.search_key, Body.also_known_key).where(live)
    nearly = _nearly(text, candidates, spaced, joined)
    return _with_nearly(found, base, Body, nearly, limit)


def find_areas(text: str, limit: int, kinds: Sequence[AreaKind] = ()) -> list[Area]:
    """The areas whose English or Welsh name or code answers `text` best: there are few, so all are compared."""
    text = tidy(text)
    query = select(Area).options(joinedload(Area.parent)).order_by(Area.id)
    areas = {area.id: area for area in db.session.scalars(query.where(Area.kind.in_(kinds)) if kinds else query)}
    keyed = [(area.id, search_key(name)) for area in areas.values() for name in (area.name_en, area.name_cy, area.gss)]
    return [areas[number] for number in _best(text, keyed)][:limit]


def _body_keys() -> tuple[Text, Text]:
    """All names of a body as one text with spaces, and without."""
    also = func.replace(Body.also_known_key, BETWEEN, f" {BETWEEN} ")
    return Body.search_key + also, Body.compact_key + func.replace(Body.also_known_key, " ", "")


def _holds(text: str, spaced: Any, joined: Any, raw: Iterable[Any]) -> ColumnElement[bool]:
    """Every word begins a word of the name, or the letters are in it; a text without letters is looked for as it is."""
    words, compact = search_key(text).split(), compact_key(text)
    if not compact:
        return or_(*(column.contains(text, autoescape=True) for column in raw))
    together: ColumnElement[bool] = joined.contains(compact, autoescape=True)
    return or_(and_(*(_begins_a_word(spaced, word) for word in words)), together) if len(words) > 1 else together


def _begins_a_word(spaced: Any, word: str) -> ColumnElement[bool]:
    padded: ColumnElement[str] = literal(" ") + spaced
    return padded.contains(f" {word}", autoescape=True)


def _nearest(text: str, joined: Any) -> list[ColumnElement[int]]:
    """The very name first, then names that begin so."""
    compact = compact_key(text)
    return [case((joined == compact, 0), (joined.startswith(compact, autoescape=True), 1), else_=2)]


def _nearly(text: str, candidates: Any, spaced: Any, joined: Any) -> list[int]:
    """The ids of those `candidates` (id and search keys) that hold `text` but for one typing error."""
    words, compact = search_key(text).split(), compact_key(text)
    if len(compact) < SHORTEST_FORGIVEN:
        return []
    letters = or_(*(joined.contains(piece, autoescape=True) for piece in _pieces(compact)))
    each_word = and_(*(_may_begin(spaced, word) for word in words))
    likely = candidates.where(or_(letters, each_word) if len(words) > 1 else letters)
    rows = db.session.execute(likely.order_by(func.abs(func.length(joined) - len(compact))).limit(MOST_CANDIDATES))
    keyed = [(row[0], key) for row in rows for names in row[1:] for key in names.split(BETWEEN) if key]
    return _best(text, keyed)


def _best(text: str, keyed: Sequence[tuple[int, str]]) -> list[int]:
    """The ids whose search keys answer `text` best, each once; one id may have several keys."""
    compact = compact_key(text)
    runs = (number for number, key in keyed if _runs_from_a_word(compact, key))
    return _once([*best_matches(text, keyed, limit=MOST_NEARBY), *runs])[:MOST_NEARBY]


def _runs_from_a_word(compact: str, key: str) -> bool:
    """Whether words of `key`, written as one from some word on, begin with `compact` but for one error: "penybnot"."""
    if len(compact) < SHORTEST_RUN:
        return False
    words, lengths = key.split(), (len(compact) - 1, len(compact), len(compact) + 1)
    runs = ("".join(words[at:]) for at in range(len(words)))
    return any(OSA.distance(run[:length], compact, score_cutoff=1) <= 1 for run in runs for length in lengths)


def _may_begin(spaced: Any, word: str) -> ColumnElement[bool]:
    """Whether a word of the name may begin with `word` but for one error."""
    if len(word) < SHORTEST_FORGIVEN:
        return _begins_a_word(spaced, word)
    first, *others = _pieces(word)
    return or_(_begins_a_word(spaced, first), *(spaced.contains(piece, autoescape=True) for piece in others))


def _pieces(word: str) -> list[str]:
    """The halves of `word`, and `word` with the letters where they meet swapped: one is untouched by any one error."""
    half = len(word) // 2
    return [word[:half], word[half:], f"{word[:half - 1]}{word[half]}{word[half - 1]}{word[half + 1:]}"]


def _with_nearly(found: list[Any], base: Select[Any], model: Any, ids: list[int], limit: int) -> list[Any]:
    known = {record.id for record in found}
    wanted = [number for number in ids if number not in known][: limit - len(found)]
    records = {record.id: record for record in db.session.scalars(base.where(model.id.in_(wanted)))} if wanted else {}
    return [*found, *(records[number] for number in wanted)]


def _once(ids: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ids))
