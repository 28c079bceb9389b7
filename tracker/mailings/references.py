"""The short code on a letter, or in an e-mail's Message-ID, by which one delivery is known and nothing else is told."""

import secrets
from collections.abc import Iterator

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 9


def references(mailing_id: int) -> Iterator[str]:
    """Endless references for a mailing, none twice: its number, then letters by chance; none that reads like another."""
    given: set[str] = set()
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if code not in given:
            given.add(code)
            yield f"{_counted(mailing_id)}{code}"


def _counted(number: int) -> str:
    """A number in LETTERS, at least two long."""
    text = ""
    while number or len(text) < 2:
        number, rest = divmod(number, len(LETTERS))
        text = LETTERS[rest] + text
    return text
