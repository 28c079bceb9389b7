"""Keys by which a suppression finds an address or a person without saying who it is: HMAC-SHA-256 under the installation's salt."""

import hashlib
import hmac

from tracker.electorate.models.suppressions import SuppressionSalt
from tracker.extensions import db

EMAIL, NUMBER, CONTACT = b"email:", b"number:", b"contact:"


def salt() -> bytes:
    """This installation's salt; the database was made with one."""
    return db.session.get_one(SuppressionSalt, 1).salt


def email_key(email: str) -> str:
    """An e-mail address as it is compared: without regard to case."""
    return email.strip().casefold()


def email_hash(salted: bytes, email: str) -> str:
    """What stands for an e-mail address; nothing for no address."""
    return hmac.digest(salted, EMAIL + email_key(email).encode(), "sha256").hex() if email else ""


def number_hash(salted: bytes, membership_number: str) -> str:
    """What stands for a person, by membership number."""
    return hmac.digest(salted, NUMBER + membership_number.encode(), "sha256").hex()


def contact_hash(salted: bytes, details: str) -> str:
    """What stands for contact details that were replaced: enough to recognise them, not to read them."""
    return hmac.digest(salted, CONTACT + details.encode(), "sha256").hex()


class Hashes:
    """The same hashes for many: what the salt adds at either end is taken in once."""

    BLOCK, INNER, OUTER = 64, 0x36, 0x5C  # of HMAC with SHA-256, RFC 2104

    def __init__(self, salted: bytes) -> None:
        key = salted.ljust(self.BLOCK, b"\0")
        inner = hashlib.sha256(bytes(byte ^ self.INNER for byte in key))
        self._outer = hashlib.sha256(bytes(byte ^ self.OUTER for byte in key))
        self._email, self._number = inner.copy(), inner.copy()
        self._email.update(EMAIL)
        self._number.update(NUMBER)

    def of_email(self, key: str) -> str:
        """What stands for an e-mail address, given as its key; nothing for no address."""
        return self._finish(self._email.copy(), key) if key else ""

    def of_number(self, membership_number: str) -> str:
        """What stands for a person."""
        return self._finish(self._number.copy(), membership_number)

    def _finish(self, inner: "hashlib._Hash", text: str) -> str:
        inner.update(text.encode())
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.hexdigest()
