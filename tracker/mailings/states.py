"""The states of a mailing: which moves there are, who may make them, what stands in the way."""

from flask_babel import lazy_gettext as _l

from tracker.access.permissions import Permission
from tracker.kernel.transitions import Machine, Transition
from tracker.mailings import readiness as needs
from tracker.rules.mailings import MailingState as M

EDIT, APPROVE, SEND = Permission.EDIT_MAILING, Permission.APPROVE_MAILING, Permission.SEND_MAILING

OVER = frozenset({M.SENT, M.CANCELLED})
APPROVED = frozenset({M.APPROVED, M.SCHEDULED, M.RENDERING, M.READY, M.SENDING, M.PAUSED})
BY_THE_WORKER = frozenset({"begin", "rendered", "finish", "fail", "hold", "again"})
"""Moves nobody presses: the work itself makes them."""

MAILING = Machine("mailings", (
    Transition(
        name="submit", sources=frozenset({M.DRAFT}), target=M.SUBMITTED, permission=EDIT, stamps="submitted_at",
        label=_l("Submit for approval"), done=_l("Mailing submitted: %(subject)s"),
        blockers=(
            needs.something_written, needs.only_known_placeholders, needs.both_languages_agree, needs.somebody_to_reach,
            needs.nothing_missing, needs.within_the_allowance, needs.endorsement_verified,
        ),
    ),
    Transition(
        name="approve", sources=frozenset({M.SUBMITTED}), target=M.APPROVED, permission=APPROVE, stamps="approved_at",
        label=_l("Approve"), done=_l("Mailing approved: %(subject)s"),
        blockers=(
            needs.approved_by_another, needs.somebody_to_reach, needs.nothing_missing, needs.within_the_allowance,
            needs.endorsement_verified,
        ),
    ),
    Transition(
        name="send-back", sources=frozenset({M.SUBMITTED}), target=M.DRAFT, permission=APPROVE, needs_reason=True,
        label=_l("Send back to be changed"), done=_l("Mailing sent back: %(subject)s"),
    ),
    Transition(
        name="take-back", sources=frozenset({M.SUBMITTED, M.APPROVED, M.SCHEDULED, M.READY, M.FAILED}), target=M.DRAFT, permission=EDIT,
        needs_reason=True, label=_l("Take back and change"), done=_l("Mailing taken back: %(subject)s"),
        blockers=(needs.not_at_the_mailing_house,),
    ),
    Transition(
        name="schedule", sources=frozenset({M.APPROVED}), target=M.SCHEDULED, permission=SEND,
        label=_l("Schedule the sending"), done=_l("Mailing scheduled: %(subject)s"),
    ),
    Transition(
        name="make-letters", sources=frozenset({M.APPROVED, M.FAILED}), target=M.RENDERING, permission=SEND,
        label=_l("Make the letters"), done=_l("Letters being made: %(subject)s"),
    ),
    Transition(
        name="rendered", sources=frozenset({M.RENDERING}), target=M.READY, permission=SEND,
        label=_l("Letters made"), done=_l("Letters made: %(subject)s"),
    ),
    Transition(
        name="fail", sources=frozenset({M.RENDERING}), target=M.FAILED, permission=SEND,
        label=_l("Letters not made"), done=_l("Letters not made: %(subject)s"),
    ),
    Transition(
        name="begin", sources=frozenset({M.SCHEDULED}), target=M.SENDING, permission=SEND, stamps="started_at",
        label=_l("Sending begins"), done=_l("Sending began: %(subject)s"),
    ),
    Transition(
        name="hold", sources=frozenset({M.SCHEDULED, M.SENDING}), target=M.PAUSED, permission=SEND,
        label=_l("Held"), done=_l("Sending held: %(subject)s"),
    ),
    Transition(
        name="pause", sources=frozenset({M.SCHEDULED, M.SENDING}), target=M.PAUSED, permission=SEND,
        label=_l("Pause"), done=_l("Sending paused: %(subject)s"),
    ),
    Transition(
        name="resume", sources=frozenset({M.PAUSED}), target=M.SENDING, permission=SEND,
        label=_l("Go on sending"), done=_l("Sending resumed: %(subject)s"),
    ),
    Transition(
        name="finish", sources=frozenset({M.SENDING, M.READY}), target=M.SENT, permission=SEND, stamps="ended_at",
        label=_l("Everything is sent"), done=_l("Mailing sent: %(subject)s"),
    ),
    Transition(
        name="again", sources=frozenset({M.SENT}), target=M.SENDING, permission=Permission.RESOLVE_DELIVERIES, needs_reason=True,
        label=_l("Send to some again"), done=_l("Mailing sent again to some: %(subject)s"),
    ),
    Transition(
        name="cancel", sources=frozenset(M) - OVER, target=M.CANCELLED, permission=SEND, needs_reason=True, stamps="ended_at",
        label=_l("Cancel the mailing"), done=_l("Mailing cancelled: %(subject)s"),
    ),
))  # fmt: skip
