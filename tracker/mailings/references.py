"""The short code on a letter, or in an e-mail's Message-ID, by which one delivery is known and nothing else is told."""

import secrets
from collections.abc import Iterator

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 9
DRAWN = 4096
EVENLY = 256 - 256 % len(LETTERS)
TABLE = bytes(ord(LETTERS[byte % len(LETTERS)]) for byte in range(256))
REST = bytes(range(EVENLY, 256))
"""Bytes that would make some letters likelier than others."""


def references(mailing_id: int) -> Iterator[str]:
    """Endless references for a mailing, none twice: its number, then letters by chance; none that reads like another."""
    given: set[str] = set()
    number = _counted(mailing_id)
    for code in _codes():
        if code not in given:
            given.add(code)
            yield number + code


def _codes() -> Iterator[str]:
    """LENGTH letters by chance, each as likely as any other, many from one draw."""
    while True:
        drawn = secrets.token_bytes(DRAWN).translate(TABLE, REST).decode("ascii")
        yield from (drawn[at : at + LENGTH] for at in range(0, len(drawn) - LENGTH + 1, LENGTH))


def _counted(number: int) -> str:
    """A number in LETTERS, at least two long."""
    text = ""
    while number or len(text) < 2:
        number, rest = divmod(number, len(LETTERS))
        text = LETTERS[rest] + text
    return text
