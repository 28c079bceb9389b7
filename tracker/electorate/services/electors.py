"""Correcting one person's record, and deciding by hand whether they may vote."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.electorate import alarms, hashing
from tracker.electorate.imports.rows import CONTACT, FIELD_SEPARATOR, name_key
from tracker.electorate.models import ContactChange, Elector
from tracker.electorate.words import LABELS
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.versions import expect_version
from tracker.rules.electorate import ElectorStanding, Eligibility
from tracker.rules.eligibility import eligibility

history.sentences(**{
    "electorate.edited": _l("Elector’s record corrected: %(subject)s"),
    "electorate.standing_set": _l("Elector’s standing recorded: %(subject)s"),
    "electorate.decided": _l("Vote decided by hand: %(subject)s"),
    "electorate.by_rule": _l("Vote follows the rule again: %(subject)s"),
})

HIDDEN = "…"
PLAIN = frozenset({
    "language", "voter_class", "joined_on", "paid_up_to", "email_consent", "post_objection", "format", "standing", "eligibility",
})  # fmt: skip
"""What history may be told; of everything else only that it changed."""


def by_rule(elector: Elector) -> Eligibility:
    """What the rule says of the person."""
    contest = elector.contest
    return eligibility(
        elector.standing, elector.voter_class, elector.joined_on, elector.paid_up_to, contest.joined_by, contest.paid_up_by
    )


def edit(actor: Actor, elector: Elector, wanted: Mapping[str, Any], *, version: int | None = None) -> None:
    """Correct what is known of a person. Too many contact details changed in a day raise the alarm.

    Raises StaleRecord when somebody else saved first.
    """
    require(actor, Permission.EDIT_ELECTORATE, elector)
    expect_version(elector, version, wanted, LABELS)
    before = {name: getattr(elector, name) for columns in CONTACT.values() for name in columns}
    difference = history.changes(elector, wanted)
    if not difference:
        return
    salt = hashing.salt()
    email = hashing.email_key(elector.email)
    history.changes(elector, {
        "email_key": email, "email_hash": hashing.email_hash(salt, email), "name_key": name_key(elector.first_name, elector.last_name),
        "details_digest": "",
    })  # fmt: skip
    if not elector.eligibility_by_hand:
        difference |= history.changes(elector, {"eligibility": by_rule(elector)})
    _tell(actor, "electorate.edited", elector, difference)
    fields = [what for what, columns in CONTACT.items() if any(before[name] != getattr(elector, name) for name in columns)]
    if fields:
        db.session.add(ContactChange(
            contest_id=elector.contest_id, elector_id=elector.id, changed_at=now(), by_id=actor.account_id, import_run_id=None,
            fields=fields, before_hash=hashing.contact_hash(salt, FIELD_SEPARATOR.join(before.values())),
            branch=elector.branch, council_id=elector.council_id,
        ))  # fmt: skip
        db.session.flush()
        alarms.after_an_edit(actor, elector.contest)


def set_standing(actor: Actor, elector: Elector, standing: ElectorStanding, reason: str) -> None:
    """Record that a person died, is suspended, was listed twice and so on; their vote follows. Raises Refused."""
    require(actor, Permission.EDIT_ELECTORATE, elector)
    _refuse_without_reason(reason)
    difference = history.changes(elector, {"standing": standing})
    if not elector.eligibility_by_hand:
        difference |= history.changes(elector, {"eligibility": by_rule(elector)})
    if difference:
        _tell(actor, "electorate.standing_set", elector, difference, reason)


def decide(actor: Actor, elector: Elector, verdict: Eligibility, reason: str) -> None:
    """Decide by hand whether a person may vote, whatever the rule says; later lists do not change it. Raises Refused."""
    require(actor, Permission.EDIT_ELECTORATE, elector)
    _refuse_without_reason(reason)
    difference = history.changes(elector, {"eligibility": verdict, "eligibility_by_hand": True, "eligibility_reason": reason})
    if difference:
        _tell(actor, "electorate.decided", elector, {**difference, "eligibility_reason": (None, HIDDEN)}, reason)


def undecide(actor: Actor, elector: Elector, reason: str) -> None:
    """Let the rule say again whether a person may vote. Raises Refused."""
    require(actor, Permission.EDIT_ELECTORATE, elector)
    _refuse_without_reason(reason)
    if not elector.eligibility_by_hand:
        raise Refused(gettext("Nobody decided this by hand: the rule says it already."))
    wanted = {"eligibility_by_hand": False, "eligibility_reason": "", "eligibility": by_rule(elector)}
    _tell(actor, "electorate.by_rule", elector, history.changes(elector, wanted), reason)


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")


def _tell(actor: Actor, action: str, elector: Elector, difference: Mapping[str, tuple[Any, Any]], reason: str = "") -> None:
    db.session.flush()
    safe = {name: pair if name in PLAIN else (HIDDEN, HIDDEN) for name, pair in difference.items()}
    history.record(actor, action, elector, difference=safe, reason=reason, contest_id=elector.contest_id)
