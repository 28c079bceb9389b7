"""The life of an endorsement: which moves there are, who may make them, what stands in the way."""

from collections.abc import Iterator
from typing import Any

from flask import has_request_context, url_for
from flask_babel import lazy_gettext as _l

from tracker.access.permissions import Permission
from tracker.endorsements.figures import figures_messages
from tracker.endorsements.models import Endorsement
from tracker.kernel.errors import Blocker
from tracker.kernel.transitions import Machine, Transition
from tracker.rules.decisions import LIVE_STATES, EndorsementState

S = EndorsementState


def evidence_needed(endorsement: Endorsement) -> Iterator[Blocker]:
    """Nothing is verified against nothing."""
    if not endorsement.evidence:
        yield Blocker(
            message=_l("There is no evidence yet. Add a file, a link or a quotation."),
            url=_page(endorsement, "endorsements.add_evidence"),
        )


def figures_agree(endorsement: Endorsement) -> Iterator[Blocker]:
    """The figures contradict nothing."""
    for _field, message in figures_messages(endorsement):
        yield Blocker(message=message, url=_page(endorsement, "endorsements.edit"))


def contest_is_public(endorsement: Endorsement) -> Iterator[Blocker]:
    """What belongs to a contest nobody knows of cannot be published."""
    if not endorsement.contest.is_public:
        yield Blocker(
            message=_l("The contest is still a draft. Announce it first."),
            url=_address("overview.contest", contest_slug=endorsement.contest.slug),
        )


def _page(endorsement: Endorsement, endpoint: str) -> str | None:
    return _address(endpoint, contest_slug=endorsement.contest.slug, endorsement_id=endorsement.id)


def _address(endpoint: str, **parts: Any) -> str | None:
    """The page where it is mended; on the command line there is none to go to."""
    return url_for(endpoint, **parts) if has_request_context() else None


ENDORSEMENT = Machine("endorsements", (
    Transition(
        name="verify", sources=frozenset({S.RECORDED}), target=S.VERIFIED, permission=Permission.VERIFY_ENDORSEMENT,
        label=_l("Verify"), done=_l("Endorsement verified: %(subject)s"), blockers=(evidence_needed, figures_agree), stamps="verified_at",
    ),
    Transition(
        name="publish", sources=frozenset({S.VERIFIED}), target=S.PUBLISHED, permission=Permission.PUBLISH_ENDORSEMENT,
        label=_l("Publish"), done=_l("Endorsement published: %(subject)s"), blockers=(contest_is_public,), stamps="published_at",
    ),
    Transition(
        name="decline", sources=frozenset({S.VERIFIED, S.PUBLISHED}), target=S.DECLINED, permission=Permission.DECLINE_ENDORSEMENT,
        label=_l("Decline"), done=_l("Endorsement declined by the candidate: %(subject)s"), needs_reason=True, stamps="ended_at",
    ),
    Transition(
        name="withdraw", sources=LIVE_STATES, target=S.WITHDRAWN, permission=Permission.WITHDRAW_ENDORSEMENT,
        label=_l("Record a withdrawal"), done=_l("Endorsement withdrawn: %(subject)s"), needs_reason=True, stamps="ended_at",
    ),
    Transition(
        name="correct", sources=LIVE_STATES, target=S.CORRECTED, permission=Permission.RECORD_ENDORSEMENT,
        label=_l("Correct an error"), done=_l("Endorsement corrected: %(subject)s"), needs_reason=True, stamps="ended_at",
    ),
    Transition(
        name="supersede", sources=LIVE_STATES, target=S.SUPERSEDED, permission=Permission.RECORD_ENDORSEMENT,
        label=_l("Switch"), done=_l("Endorsement superseded by a later one: %(subject)s"), needs_reason=True, stamps="ended_at",
    ),
    Transition(
        name="release", sources=LIVE_STATES, target=S.RELEASED, permission=Permission.WITHDRAW_ENDORSEMENT,
        label=_l("Release"), done=_l("Endorsement released, as the candidate withdrew: %(subject)s"), needs_reason=True, stamps="ended_at",
    ),
))  # fmt: skip

MADE_ELSEWHERE = frozenset({"supersede", "release"})
"""Moves no button makes: a later endorsement supersedes, a candidate's withdrawal releases."""
