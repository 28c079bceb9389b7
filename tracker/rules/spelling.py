"""Words that may be one word misspelt, found without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST_MISSPELT = 4


def one_letter_apart(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each pair of different words of four letters or more that become equal when a letter is left out of one or of both."""
    shortened: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST_MISSPELT:
            forms = {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
            yield from ((other, word) for other in {other for form in forms for other in shortened.get(form, ())})
            for form in forms:
                shortened[form].append(word)


def is_slip(one: str, other: str) -> bool:
    """Whether one first name is the other mistyped.

    Siôn and Siân, Gwyn and Gwen differ by a letter and are different names, so short names are never slips;
    nor is a different ending, which tells Simon from Simone and Marie from Maria.
    """
    if min(len(one), len(other)) < 5 or one[-1] != other[-1] or one[0] != other[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1
