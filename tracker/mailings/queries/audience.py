"""Who of a frozen roll a mailing reaches, and why each of the others is left out: one query, for counting and for planning."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, func, null, or_, select, true

from tracker.directory.models import Area
from tracker.electorate.models import Roll, RollEntry
from tracker.electorate.queries import audience as roll_audience
from tracker.electorate.queries.suppressions import suppressed
from tracker.extensions import db
from tracker.mailings.models import Delivery, Mailing
from tracker.rules.audience import Audience, Filters
from tracker.rules.electorate import Channel, SuppressionReason
from tracker.rules.mailings import DeliveryState, MailingChannel, Purpose, SkipReason
from tracker.supporters.models import Supporter

CHANNELS = {MailingChannel.LETTER: Channel.POST, MailingChannel.EMAIL: Channel.EMAIL}
REACHED = (DeliveryState.HANDED_OVER, DeliveryState.DELIVERED, DeliveryState.UNKNOWN)
NEVER_REACHED = (
    SuppressionReason.HARD_BOUNCE, SuppressionReason.GONE_AWAY, SuppressionReason.REFUSED, SuppressionReason.DECEASED,
)  # fmt: skip
"""What keeps even a ballot notice away: nobody is there. To unsubscribe or object stops campaigns alone."""


@dataclass(frozen=True)
class Count:
    """How many a mailing reaches of how many chosen, and why the rest is left out."""

    chosen: int
    reached: int
    left_out: Mapping[SkipReason, int]


def chosen(roll: Roll, audience: Audience) -> Select[RollEntry]:
    """Everybody on the roll whom the audience names, reachable or not."""
    conditions = [RollEntry.roll_id == roll.id, *_conditions(audience.include)]
    if not audience.exclude.is_empty:
        conditions.append(~or_(*_conditions(audience.exclude)))
    return select(RollEntry).where(*conditions)


def why_left_out(mailing: Mailing) -> ColumnElement[SkipReason | None]:
    """Why a chosen person is left out of the mailing, or NULL. The same now and at the last moment before sending."""
    channel, campaign = CHANNELS[mailing.channel], mailing.purpose is Purpose.CAMPAIGN
    by_post = channel is Channel.POST
    reasons = [
        (or_(~roll_audience.eligible(), roll_audience.no_longer()), SkipReason.NOT_ELIGIBLE),
        (roll_audience.held(), SkipReason.HELD),
        (_no_address(channel), SkipReason.NO_ADDRESS),
        *([] if by_post else [(RollEntry.shared_email.is_(True), SkipReason.SHARED_ADDRESS)]),
        (suppressed(channel, mailing.contest_id, None if campaign else NEVER_REACHED), SkipReason.SUPPRESSED),
        *_unwilling(by_post) * campaign,
    ]
    return case(*((condition, reason.value) for condition, reason in reasons), else_=null())


def counted(mailing: Mailing) -> Count:
    """The count of a mailing's audience as it stands. Nobody where no roll is frozen."""
    if mailing.roll is None:
        return Count(0, 0, {})
    people = chosen(mailing.roll, Audience.of(mailing.audience))
    reason = why_left_out(mailing).label("reason")
    rows = db.session.execute(people.with_only_columns(reason, func.count().label("people")).group_by(reason)).all()
    found: dict[str | None, int] = {row.reason: row.people for row in rows}
    left_out = {reason: found[reason.value] for reason in SkipReason if reason.value in found}
    return Count(sum(found.values()), found.get(None, 0), left_out)


def everybody(mailing: Mailing) -> Select[RollEntry]:
    """The people a mailing's audience names, in the order of the roll. Raises ValueError where no roll is frozen."""
    if mailing.roll is None:
        raise ValueError("a mailing without a roll is for nobody")
    return chosen(mailing.roll, Audience.of(mailing.audience)).order_by(RollEntry.id)


def reached(mailing: Mailing) -> Select[RollEntry]:
    """Those of them whom nothing keeps it from. Raises ValueError where no roll is frozen."""
    return everybody(mailing).where(why_left_out(mailing).is_(None))


def counted_then(mailing: Mailing) -> Count:
    """The count as it stood when the mailing was approved."""
    given = (Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.SKIPPED, Delivery.is_left_out)
    rows = db.session.execute(select(Delivery.skip_reason, func.count().label("people")).where(*given).group_by(Delivery.skip_reason))
    found = {row.skip_reason: row.people for row in rows}
    got_it = mailing.recipient_count or 0
    return Count(got_it + sum(found.values()), got_it, {reason: found[reason] for reason in SkipReason if reason in found})


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """One condition for each filter that asks something."""
    entry = RollEntry
    asked = (
        (filters.voter_classes, entry.voter_class.in_(filters.voter_classes)),
        (filters.branches, entry.branch.in_(filters.branches)),
        (filters.council_ids, entry.council_gss.in_(select(Area.gss).where(Area.id.in_(filters.council_ids)))),
        (filters.languages, entry.language.in_(filters.languages)),
        (filters.had_mailing_ids, _had(filters.had_mailing_ids)),
        (filters.supporter_of_ids, _supports(filters.supporter_of_ids)),
    )
    return [condition for values, condition in asked if values]


def _had(mailing_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Whether one of these mailings reached the person, under whichever roll."""
    earlier = select(RollEntry.elector_id).join(Delivery, Delivery.roll_entry_id == RollEntry.id).where(
        Delivery.mailing_id.in_(mailing_ids), Delivery.state.in_(REACHED)
    )  # fmt: skip
    return RollEntry.elector_id.in_(earlier)


def _supports(candidacy_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Whether the person is among a candidate's supporters, known by the e-mail address."""
    addresses = select(func.lower(Supporter.email)).where(
        Supporter.candidacy_id.in_(candidacy_ids), Supporter.removed_at.is_(None), Supporter.email != ""
    )
    return and_(RollEntry.email_key != "", RollEntry.email_key.in_(addresses))


def _no_address(channel: Channel) -> ColumnElement[bool]:
    if channel is Channel.EMAIL:
        return RollEntry.email_key == ""
    return or_(RollEntry.address_1 == "", RollEntry.postcode == "")


def _unwilling(by_post: bool) -> list[tuple[ColumnElement[bool], SkipReason]]:
    """Whom a campaign may not write to: post unless they object, e-mail only if they agreed."""
    if by_post:
        return [(RollEntry.post_objection.is_(True), SkipReason.OBJECTED)]
    return [(func.coalesce(RollEntry.email_consent, ~true()).is_(False), SkipReason.NO_CONSENT)]
