"""Doing things to supporters: one function per intention, one line of history each."""

from tracker.supporters.services.consent import give_consent, refuse_consent, withdraw_consent
from tracker.supporters.services.exporting import export
from tracker.supporters.services.looking import look_for_duplicates
from tracker.supporters.services.merging import mark_not_duplicate, merge
from tracker.supporters.services.records import LABELS, add, edit, keys_of, remove
from tracker.supporters.tally import recount

__all__ = [
    "LABELS", "add", "edit", "export", "give_consent", "keys_of", "look_for_duplicates", "mark_not_duplicate", "merge", "recount",
    "refuse_consent", "remove", "withdraw_consent",
]  # fmt: skip
