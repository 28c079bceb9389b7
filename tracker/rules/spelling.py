"""Words that may be one word misspelt, found without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

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
