"""Whether a supporter may be named in public. Each answer is an act of its own: who, when, in which words."""

from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.supporters import ConsentState
from tracker.supporters.models import Supporter
from tracker.supporters.services.telling import refuse_removed, tell
from tracker.supporters.tally import counted, shift


def give_consent(actor: Actor, supporter: Supporter, wording: str) -> None:
    """Record that the person agreed, in these words, to be named in public."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    refuse_removed(supporter)
    if supporter.consent is ConsentState.GIVEN:
        raise Refused(gettext("Consent is recorded already."))
    if not wording.strip():
        raise Refused(gettext("Enter the words the person agreed to."), "wording")
    wanted = {
        "consent": ConsentState.GIVEN, "consent_at": now(), "consent_by_id": actor.account_id, "consent_wording": wording,
        "consent_withdrawn_at": None,
    }  # fmt: skip
    _change(actor, supporter, "supporters.consent_given", wanted)


def refuse_consent(actor: Actor, supporter: Supporter) -> None:
    """Record that the person was asked and does not want to be named."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    refuse_removed(supporter)
    if supporter.consent is not ConsentState.NOT_ASKED:
        raise Refused(gettext("An answer is recorded already. Consent that was given can be withdrawn."))
    wanted = {"consent": ConsentState.REFUSED, "consent_at": now(), "consent_by_id": actor.account_id}
    _change(actor, supporter, "supporters.consent_refused", wanted)


def withdraw_consent(actor: Actor, supporter: Supporter, reason: str = "") -> None:
    """The person withdraws: from this moment they are named nowhere."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    if supporter.consent is not ConsentState.GIVEN:
        raise Refused(gettext("There is no consent to withdraw."))
    wanted = {"consent": ConsentState.WITHDRAWN, "consent_withdrawn_at": now()}
    _change(actor, supporter, "supporters.consent_withdrawn", wanted, reason)


def _change(actor: Actor, supporter: Supporter, action: str, wanted: dict[str, object], reason: str = "") -> None:
    before = counted(supporter)
    difference = history.changes(supporter, wanted)
    shift(supporter.candidacy_id, before, counted(supporter))
    tell(actor, action, supporter, difference, reason)
