"""Counting papers, and what cannot be explained: the reason, and the signatures of two people."""

from datetime import date, datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import Edition, Paper, PaperCount, TurnoutCount, VarianceReason, VarianceSignature
from tracker.ballots.queries.reconciliation import edition_account
from tracker.ballots.queries.turnout import as_rules, counted, out_in
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.formats import day, number
from tracker.kernel.turns import take_turn
from tracker.rules.custody import CountKind
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.turnout import Count, conflict

FEWEST_IN_A_UNIT = 10
"""In a unit with fewer papers a count could tell who voted. Assumed."""

history.sentences(**{
    "ballots.counted": _l("Ballot papers counted: %(subject)s"),
    "ballots.variance_explained": _l("Reason given for papers that are not accounted for: %(subject)s"),
    "ballots.variance_signed": _l("Reason for papers that are not accounted for signed: %(subject)s"),
    "ballots.turnout_counted": _l("Papers returned by a day counted: %(subject)s"),
})  # fmt: skip


def record_count(actor: Actor, edition: Edition, kind: CountKind, quantity: int, *, as_of: datetime, counted_by: str) -> PaperCount:
    """Record how many papers were counted; the counts before stay to be read.

    Raises Refused for more returned than are out and live, or more unused than were printed; both numbers are shown.
    """
    require(actor, Permission.COUNT_PAPERS, edition)
    take_turn(f"paper-counts-{edition.contest_id}")
    if as_of > now():
        raise Refused(gettext("This lies in the future. Enter when it happened."), "as_of")
    if not counted_by.strip():
        raise Refused(gettext("Say who counted."), "counted_by")
    _refuse_more_than_there_are(edition, kind, quantity)
    line = edition_account(edition)
    before = line.counts[kind].quantity if kind in line.counts else None
    count = PaperCount(
        edition=edition, kind=kind, quantity=quantity, as_of=as_of, counted_by=counted_by.strip(), recorded_at=now(),
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(count)
    db.session.flush()
    difference = {"quantity": (before, quantity), "counted_by": (None, count.counted_by)}
    history.record(actor, "ballots.counted", count, difference=difference, contest_id=edition.contest_id)
    return count


def explain_variance(actor: Actor, edition: Edition, *, reason: str) -> VarianceReason:
    """Say why papers of an edition are not accounted for; it stands for the number of papers that is so now, until two sign.

    Raises Refused where all papers are accounted for.
    """
    require(actor, Permission.COUNT_PAPERS, edition)
    take_turn(f"paper-counts-{edition.contest_id}")
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    papers = edition_account(edition).papers.unexplained
    if papers == 0:
        raise Refused(gettext("All papers of this edition are accounted for."))
    written = VarianceReason(
        edition=edition, papers=papers, reason=reason.strip(), written_at=now(), written_by_id=actor.account_id, written_by_name=actor.name
    )
    db.session.add(written)
    db.session.flush()
    history.record(
        actor, "ballots.variance_explained", written, difference={"papers": (None, papers)}, reason=written.reason,
        contest_id=edition.contest_id,
    )  # fmt: skip
    return written


def sign_variance(actor: Actor, reason: VarianceReason) -> VarianceSignature:
    """Sign a reason. Raises Refused to who signed already, and for a reason that stands no more."""
    require(actor, Permission.SIGN_RECONCILIATION, reason)
    take_turn(f"paper-counts-{reason.edition.contest_id}")
    if actor.account_id is None:
        raise Refused(gettext("Only somebody signed in can sign."))
    if any(one.account_id == actor.account_id for one in reason.signatures):
        raise Refused(gettext("You signed this. Another person must sign too."))
    stands = edition_account(reason.edition).reason
    if stands is None or stands.id != reason.id:
        raise Refused(gettext("The papers were counted again since. Write the reason anew."))
    signature = VarianceSignature(reason=reason, account_id=actor.account_id, name=actor.name, signed_at=now())
    db.session.add(signature)
    db.session.flush()
    difference = {"papers": (None, reason.papers)}
    history.record(actor, "ballots.variance_signed", signature, difference=difference, contest_id=reason.edition.contest_id)
    return signature


def record_turnout(
    actor: Actor, contest: Contest, on: date, *, channel: Channel, returned: int, area: Area | None = None
) -> TurnoutCount:
    """Record how many papers had come back by the end of a day, overall or in one area, by one channel.

    Raises Refused for a number that falls, or exceeds the papers that are out; both numbers are shown.
    """
    require(actor, Permission.COUNT_PAPERS, contest)
    take_turn(f"paper-counts-{contest.id}")
    if on > today():
        raise Refused(gettext("Enter a day that has come."), "counted_on")
    before = as_rules(counted(contest))
    new = Count(on, area.id if area else None, channel.value, returned, max((one.order for one in before), default=0) + 1)
    found = conflict(before, new)
    if found is not None:
        raise Refused(gettext(
            "The count by a day includes all days before, so it never falls. %(first_day)s: %(first)s. %(second_day)s: %(second)s.",
            first_day=day(found.earlier.on), first=number(found.earlier.returned), second_day=day(found.later.on),
            second=number(found.later.returned),
        ), "returned")  # fmt: skip
    _refuse_more_than_are_out(contest, channel, returned)
    if area is not None:
        _refuse_small_unit(contest, area, returned)
    count = TurnoutCount(contest=contest, counted_on=on, area=area, channel=channel, returned=returned, recorded_at=now(),
                         recorded_by_id=actor.account_id)  # fmt: skip
    db.session.add(count)
    db.session.flush()
    difference = {"channel": (None, channel), "area": (None, area.label if area else None), "returned": (None, returned)}
    history.record(actor, "ballots.turnout_counted", count, difference=difference, contest_id=contest.id)
    return count


def _refuse_more_than_there_are(edition: Edition, kind: CountKind, quantity: int) -> None:
    papers = edition_account(edition).papers
    if kind is CountKind.RETURNED and quantity > papers.live:
        raise Refused(gettext(
            "More papers returned than are out. Returned: %(returned)s. Issued and re-issued: %(live)s.",
            returned=number(quantity), live=number(papers.live),
        ), "quantity")  # fmt: skip
    if kind is not CountKind.RETURNED and quantity > papers.printed:
        raise Refused(gettext(
            "More papers than were printed. Counted: %(counted)s. Printed: %(printed)s.",
            counted=number(quantity), printed=number(papers.printed),
        ), "quantity")  # fmt: skip


def _refuse_more_than_are_out(contest: Contest, channel: Channel, returned: int) -> None:
    query = select(func.count()).where(Paper.contest_id == contest.id, Paper.state == PaperState.LIVE, Paper.channel == channel)
    out = db.session.scalar(query) or 0
    if returned > out:
        raise Refused(gettext(
            "More papers returned than are out. Returned: %(returned)s. Issued and re-issued: %(live)s.",
            returned=number(returned), live=number(out),
        ), "returned")  # fmt: skip


def _refuse_small_unit(contest: Contest, area: Area, returned: int) -> None:
    out = out_in(contest, area)
    if out < FEWEST_IN_A_UNIT:
        raise Refused(gettext("So few papers are out in this area that a count could tell who voted. Count it with the others."), "area_id")
    if returned > out:
        raise Refused(gettext(
            "More papers returned than are out. Returned: %(returned)s. Issued and re-issued: %(live)s.",
            returned=number(returned), live=number(out),
        ), "returned")  # fmt: skip
