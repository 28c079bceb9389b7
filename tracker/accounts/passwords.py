"""Passwords: hashed with Argon2id, compared at the same cost whether or not there is anything to compare with."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import gettext

from config import Settings
from tracker.kernel.errors import Refused

SHORTEST = 12
LONGEST_BYTES = 1000

# OWASP's parameters for Argon2id, and in tests the cheapest there are.
USUAL = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
WHILE_TESTING = PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)


def hasher() -> PasswordHasher:
    """The hasher of this installation."""
    settings: Settings = current_app.config["SETTINGS"]
    return WHILE_TESTING if settings.TRACKER_MODE == "testing" else USUAL


def hash_of(password: str) -> str:
    """What is stored for `password`: salt, parameters and hash in one line."""
    return hasher().hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` is the one. Without a hash the answer is no, after the same work."""
    is_too_long = len(password.encode("utf-8", "replace")) > LONGEST_BYTES
    try:
        hasher().verify(password_hash or _hash_of_nothing(hasher()), "" if is_too_long else password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None and not is_too_long


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return hasher().check_needs_rehash(password_hash)


def check_acceptable(password: str, email: str, field: str = "password") -> None:
    """Raise Refused unless `password` may be chosen by the person of `email`. Length is the only thing that counts."""
    if len(password) < SHORTEST:
        message = gettext("Choose a password of at least %(count)s characters: several words are easiest to keep.", count=SHORTEST)
        raise Refused(message, field)
    if len(password.encode("utf-8", "replace")) > LONGEST_BYTES:
        raise Refused(gettext("Choose a shorter password: at most %(count)s bytes.", count=LONGEST_BYTES), field)
    if password.casefold().strip() in (email, email.partition("@")[0]):
        raise Refused(gettext("Choose a password that is not your e-mail address."), field)


@cache
def _hash_of_nothing(with_hasher: PasswordHasher) -> str:
    return with_hasher.hash("nobody has this password")
