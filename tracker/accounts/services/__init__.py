"""What is done: signing in, passwords, one's own account, people who sign in, their roles."""

from tracker.accounts.services.own import choose_language, edit_details, end_other_sessions
from tracker.accounts.services.passwords import (
    accept_invitation,
    ask_for_reset,
    change_password,
    note_link_printed,
    reset_password,
)
from tracker.accounts.services.people import disable, enable, invite, invite_again
from tracker.accounts.services.roles import grant, revoke
from tracker.accounts.services.signing_in import sign_in, sign_out

__all__ = [
    "accept_invitation", "ask_for_reset", "change_password", "choose_language", "disable", "edit_details", "enable",
    "end_other_sessions", "grant", "invite", "invite_again", "note_link_printed", "reset_password", "revoke", "sign_in", "sign_out",
]  # fmt: skip
