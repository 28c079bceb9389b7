"""Backward: to land by then, hand over by this minute at the latest, and what another class would give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tracker.rules.post.services import INLAND, NotOffered, PostalRule, PostalService
from tracker.rules.post.windows import DELIVERED_BY, MINUTE, USUAL, Terms, as_in_london, counted_day, lands
from tracker.rules.working_days import BeyondHorizon


@dataclass(frozen=True, slots=True)
class Latest:
    """The last minute at which a mailing can be handed over and still land in time, London time without a zone.

    `latest_delivery_day`: the last day of delivery that is of use. `lands_by`: when a mailing handed over at the last minute
    lands, perhaps a day sooner. `slack_days`: days from the planned handing over to the last one, negative when it is too
    late; None when nothing is planned. `missed_lands_by`: when it lands if handed over a minute later; None past the known
    holidays.
    """

    service: PostalService
    hand_over_by: datetime
    printed_on: date
    latest_delivery_day: date
    lands_by: date
    slack_days: int | None
    missed_lands_by: date | None
    rule: PostalRule

    @property
    def missing_costs_days(self) -> int | None:
        """How many days later it lands when the cut-off is missed; None past the known holidays."""
        return (self.missed_lands_by - self.lands_by).days if self.missed_lands_by else None


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another class would give: `days_gained` more (or, negative, fewer) days until the last handing over.

    `cost` is what the whole mailing costs in pounds, None where no price was given.
    """

    latest: Latest
    days_gained: int
    cost: Decimal | None


def last_useful_day(land_by: datetime) -> date:
    """The last day whose post is there by `land_by`: post comes by 16:00, so for a close at noon the day before.

    Raises BeyondHorizon.
    """
    wall = as_in_london(land_by)
    return wall.date() - timedelta(days=wall.time() < DELIVERED_BY)


def last_safe_posting(service: PostalService, land_by: datetime, terms: Terms = USUAL) -> date:
    """The last day on which letters may be collected to land by `land_by`. Raises BeyondHorizon, NotOffered."""
    return _last_posting(service, land_by, terms)[0]


def latest_hand_over(
    service: PostalService, land_by: datetime, terms: Terms = USUAL, planned: datetime | None = None
) -> Latest:
    """When to hand over at the latest for the mailing to land by `land_by`; `planned` is when it shall be handed over.

    Times are London's unless they carry another zone. Raises BeyondHorizon when any day is past the known holidays,
    NotOffered where no rule is known.
    """
    printed_on, useful = _last_posting(service, land_by, terms)
    window = lands(service, printed_on, terms)
    counted_on = _last_counted_day(printed_on, terms)
    return Latest(
        service=service, hand_over_by=datetime.combine(counted_on, terms.cut_off) - MINUTE, printed_on=printed_on,
        latest_delivery_day=useful, lands_by=window.latest, missed_lands_by=_missed(service, printed_on, terms),
        slack_days=(counted_on - counted_day(planned, terms)).days if planned else None, rule=window.rule,
    )  # fmt: skip


def alternatives(
    service: PostalService, land_by: datetime, terms: Terms = USUAL, planned: datetime | None = None, *,
    prices: Mapping[PostalService, Decimal] | None = None, count: int = 1, services: Sequence[PostalService] = INLAND,
) -> tuple[Alternative, ...]:  # fmt: skip
    """What each other of `services` would give, the last to be handed over first; a class with no rule for then is left out.

    `prices` are pounds for one letter, `count` is how many there are. Raises BeyondHorizon, NotOffered as to `service`.
    """
    own = latest_hand_over(service, land_by, terms, planned)
    found = []
    for other in services:
        try:
            latest = latest_hand_over(other, land_by, terms, planned)
        except (BeyondHorizon, NotOffered):
            continue
        price = (prices or {}).get(other)
        gained = (latest.hand_over_by - own.hand_over_by).days
        found.append(Alternative(latest, gained, None if price is None else price * count))
    others = [alternative for alternative in found if alternative.latest.service is not service]
    return tuple(sorted(others, key=lambda alternative: alternative.latest.hand_over_by, reverse=True))


def _last_posting(service: PostalService, land_by: datetime, terms: Terms) -> tuple[date, date]:
    """The last day of posting, and the last day of delivery of use."""
    last = last_useful_day(land_by)
    posted = terms.posting_days.on_or_before(last)
    while True:
        rule = terms.rule(service, posted)
        days = rule.delivery_days.calendar
        useful = days.on_or_before(last)
        if days.working_days_between(posted, useful) >= rule.latest_days(terms.critical):
            return posted, useful
        posted = terms.posting_days.previous_working_day(posted)


def _last_counted_day(printed_on: date, terms: Terms) -> date:
    """The last day on which a handing over before the cut-off is posted on `printed_on`."""
    if not terms.print_days:
        return printed_on
    days = terms.posting_days
    return days.known(days.add_working_days(printed_on, 1 - terms.print_days) - timedelta(days=1))


def _missed(service: PostalService, printed_on: date, terms: Terms) -> date | None:
    try:
        return lands(service, terms.posting_days.next_working_day(printed_on), terms).latest
    except BeyondHorizon:
        return None
