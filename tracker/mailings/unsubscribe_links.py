"""The link by which somebody gets no more of it: signed, so that nobody can make one for another, and valid for ever."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

SALT = "unsubscribe"


def token(delivery_id: int) -> str:
    """What the link to a delivery's person carries."""
    return str(_signer().dumps(delivery_id))


def delivery_of(given: str) -> int | None:
    """The delivery a token was made for, or None for one that was not made here."""
    try:
        found = _signer().loads(given)
    except BadSignature:
        return None
    return found if isinstance(found, int) else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT)
