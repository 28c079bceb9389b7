"""What a search means."""

import pytest

from tracker.rules.names import search_key
from tracker.rules.searching import best_matches

KEYED = [(n, search_key(name)) for n, name in enumerate([
    "Pen-y-bont ar Ogwr", "Penybont", "Siôn Sample", "Siân Sample", "Nia Pugh-Example", "Merthyr Tydfil", "Cardiff",
])]


@pytest.mark.parametrize(("query", "ids"), [
    ("Penybont", [1, 0]), ("pen y bont", [1, 0]), ("Pen-y-bont", [1, 0]),
    ("Sion", [2]), ("SIÔN", [2]), ("sion sampel", [2]),
    ("pugh example", [4]), ("nia pu", [4]), ("puhg", [4]), ("exmaple", [4]),
    ("Merthir Tydfil", [5]), ("merthyrtydfil", [5]), ("Cardif", [6]), ("Cadiff", [6]), ("Cxardiff", [6]),
    ("", []), ("   ", []), ("zzzz", []), ("x", []),
])
def test_a_search_forgives_spaces_accents_and_one_typing_error(query: str, ids: list[int]) -> None:
    assert best_matches(query, KEYED)[:len(ids) or None] == ids


def test_a_search_answers_no_more_than_asked() -> None:
    assert len(best_matches("s", KEYED, limit=1)) == 1
