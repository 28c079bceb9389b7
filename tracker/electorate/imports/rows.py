"""A row of a list as the database takes it: plain text, days as ISO 8601, in the order of COLUMNS."""

import hashlib
from typing import Any, NamedTuple

from tracker.electorate.models.electors import DIGEST
from tracker.rules.names import search_key

FIELD_SEPARATOR = "\x1f"
CONTACT = {
    "address": ("address_1", "address_2", "address_3", "address_4", "address_5", "address_6", "postcode"),
    "email": ("email",),
    "phone": ("phone",),
}
"""What counts as a contact detail, by the name a change is recorded under."""


class Row(NamedTuple):
    """What a list says of one person; None in `standing` where it says nothing."""

    membership_number: str
    title: str
    first_name: str
    last_name: str
    address_1: str
    address_2: str
    address_3: str
    address_4: str
    address_5: str
    address_6: str
    postcode: str
    email: str
    phone: str
    language: str
    voter_class: str
    joined_on: str | None
    paid_up_to: str | None
    branch: str
    council_id: int | None
    email_consent: bool | None
    post_objection: bool
    format: str
    standing: str | None
    digest: str


def name_key(first_name: str, last_name: str) -> str:
    """What a list is sorted and searched by: the last name first, without accents and capitals."""
    return f"{search_key(last_name)} {search_key(first_name)}"[:300]


def digest_of(columns: str, said: tuple[Any, ...]) -> str:
    """What tells whether a later list says anything new: a digest of the columns it has and of what they say.

    `said` is a row without its digest.
    """
    days = (said[15] or "", said[16] or "", said[17], f"{said[18]},{said[19]},{said[20]}", said[21], said[22] or "", columns)
    return hashlib.blake2b(FIELD_SEPARATOR.join((*said[:15], *days)).encode(), digest_size=DIGEST // 2).hexdigest()
