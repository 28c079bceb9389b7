"""Keys by which a suppression finds an address or a person without saying who it is: HMAC-SHA-256 under the installation's salt."""

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
