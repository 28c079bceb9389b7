"""The order of the candidates, drawn by lot."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import BallotDraw, BallotDrawPlace
from tracker.ballots.queries.papers import latest_draw, standing
from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.rules.contests import ENDED_STATES

history.sentences(**{"ballots.order_drawn": _l("Order of the candidates drawn by lot: %(subject)s")})


def draw(
    actor: Actor, contest: Contest, *, witnessed_by: str, method: str = "", order: Sequence[Candidacy] | None = None,
    drawn_at: datetime | None = None, reason: str = "",
) -> BallotDraw:  # fmt: skip
    """Record the order of the candidates: `order` as a hand drew it, at `drawn_at`; without it the machine draws now.

    A further draw needs a reason, and the one before stays to be read. Raises Refused.
    """
    require(actor, Permission.EDIT_PAPERS, contest)
    take_turn(f"ballot-papers-{contest.id}")
    before, candidates = latest_draw(contest), standing(contest)
    _check(contest, candidates, order, drawn_at)
    if before and not reason.strip():
        raise Refused(gettext("The order was drawn already. Say why it is drawn again: the reason is kept in the history."), "reason")
    by_machine = order is None
    drawn = BallotDraw(
        contest=contest, number=before.number + 1 if before else 1, drawn_at=drawn_at or now(), by_machine=by_machine,
        method=method.strip() or gettext("By the machine’s source of chance"), witnessed_by=witnessed_by.strip(), recorded_at=now(),
        drawn_by_id=actor.account_id, drawn_by_name=actor.name,
    )  # fmt: skip
    db.session.add(drawn)
    shuffled = list(order) if order is not None else secrets.SystemRandom().sample(candidates, len(candidates))
    for place, candidacy in enumerate(shuffled, start=1):
        db.session.add(BallotDrawPlace(draw=drawn, candidacy=candidacy, place=place))
    db.session.flush()
    difference = {"order": (_names(before), _names(drawn)), "by_machine": (None, by_machine), "witnessed_by": (None, drawn.witnessed_by)}
    history.record(actor, "ballots.order_drawn", drawn, difference=difference, reason=reason.strip(), contest_id=contest.id)
    return drawn


def _check(contest: Contest, candidates: Sequence[Candidacy], order: Sequence[Candidacy] | None, drawn_at: datetime | None) -> None:
    if contest.state in ENDED_STATES:
        raise Refused(gettext("This contest is over: its papers stay as they are."))
    if not candidates:
        raise Refused(gettext("Nobody stands yet. Add the candidates first."))
    if order is not None and {one.id for one in order} != {one.id for one in candidates}:
        raise Refused(gettext("Give every candidate one place, from 1 on, each place once."))
    if drawn_at is not None and drawn_at > now():
        raise Refused(gettext("This lies ahead. Record the draw once it has been made."), "drawn_at")


def _names(drawn: BallotDraw | None) -> list[str] | None:
    return [one.label for one in drawn.places] if drawn else None
