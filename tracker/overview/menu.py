"""The account menu: what a person may open besides contests."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.kernel.words import word
from tracker.rules.roles import Role


@dataclass(frozen=True)
class Item:
    """One line of the menu."""

    label: str | LazyString
    url: str
    icon: str


ITEMS: tuple[tuple[str | LazyString, str, str, Permission], ...] = (
    (_l("People and bodies"), "directory.search", "people", Permission.READ_DIRECTORY),
    (_l("People who sign in"), "accounts.people", "person-badge", Permission.MANAGE_ACCOUNTS),
    (_l("Sending"), "mailings.switch", "send", Permission.SWITCH_SENDING),
    (_l("History"), "overview.history", "clock-history", Permission.READ_ALL_HISTORY),
)


def menu_items(actor: Actor) -> list[Item]:
    """The lines `actor` may open."""
    if actor.account_id is None:
        return []
    return [
        Item(label, url_for(endpoint), icon)
        for label, endpoint, icon, permission in ITEMS
        if can(actor, permission)
    ]


def role_label(actor: Actor) -> str:
    """The person's roles in words: "Candidate", or "No role yet"."""
    roles = [role for role in Role if role in actor.roles]
    return ", ".join(str(word(role)) for role in roles) or str(gettext("No role yet"))
