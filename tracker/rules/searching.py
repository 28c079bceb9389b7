"""Which names a search meant: a letter slipped, a word unfinished, spaces and hyphens aside."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

from rapidfuzz.distance import OSA

from tracker.rules.names import compact_key, search_key

Id = TypeVar("Id", bound=Hashable)


def best_matches(query: str, keyed: Sequence[tuple[Id, str]], limit: int = 10) -> list[Id]:
    """The ids whose search key answers `query` best, best first; `keyed` pairs each id with its `search_key`.

    Spaces do not matter, a word may be unfinished, and one typing error in a word of four letters or more is
    forgiven. Nothing is found for an empty query.
    """
    words, compact = search_key(query).split(), compact_key(query)
    if not words:
        return []
    scored = ((_answers(words, compact, key), len(key), key, at) for at, (_, key) in enumerate(keyed))
    best = sorted((-score, length, key, at) for score, length, key, at in scored if score)
    return [keyed[at][0] for *_, at in best[:limit]]


def _answers(words: list[str], compact: str, key: str) -> int:
    """How well a search key answers: 0 not at all."""
    joined, parts = key.replace(" ", ""), key.split()
    if joined == compact:
        return 100
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 90
    if len(compact) >= 3 and compact in joined:
        return 80
    return _forgiven(words, compact, joined, parts) if len(compact) >= 4 else 0


def _forgiven(words: list[str], compact: str, joined: str, parts: list[str]) -> int:
    """How well a key answers once a typing error is forgiven: in the whole, or in each word."""
    if OSA.distance(joined, compact, score_cutoff=1) <= 1:
        return 70
    return 60 if all(any(_nearly(word, part) for part in parts) for word in words) else 0


def _nearly(word: str, part: str) -> bool:
    """Whether a word of a query is the start of a word, or a whole word, but for one typing error."""
    if part.startswith(word):
        return True
    if len(word) < 4:
        return False
    starts = {part, *(part[:length] for length in (len(word) - 1, len(word), len(word) + 1))}
    return any(OSA.distance(word, start, score_cutoff=1) <= 1 for start in starts)
