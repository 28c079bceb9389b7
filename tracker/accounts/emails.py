"""E-mail addresses: written in lower case, in the plain form browsers accept too."""

import re

from flask_babel import gettext

from tracker.kernel.errors import Refused

LONGEST = 254
FORM = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")


def normal(email: str) -> str:
    """`email` as it is stored and compared."""
    return email.strip().lower()


def checked(email: str, field: str = "email") -> str:
    """`email` as it is stored. Raises Refused when mail could not be sent to it."""
    address = normal(email)
    local = address.partition("@")[0]
    is_dotted_wrongly = local.startswith(".") or local.endswith(".") or ".." in local
    if len(address) > LONGEST or is_dotted_wrongly or not FORM.fullmatch(address):
        raise Refused(gettext("Enter an e-mail address like name@example.org."), field)
    return address
