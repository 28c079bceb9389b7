"""Forward: a mailing handed over then is printed on this day and lands from one day to another."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.rules.post.services import PostalModel, PostalRule, PostalService, rule_for
from tracker.rules.working_days import POSTAL, Calendar, calendar_named

LONDON = ZoneInfo("Europe/London")
CUT_OFF = time(17, 30)
PRINTED_BY = time(15)
DELIVERED_BY = time(16)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """How the mailing house works, and how cautiously to reckon.

    What is handed over at `cut_off` (London time) or later counts as of the next day. It is printed on the `print_days`th
    working day after, and collected that day. With `print_days` 0 nothing is printed: a letter is put into the post
    itself, `cut_off` is the last collection, and Saturday is a day like any other. `critical`: a letter that lands late is
    a vote lost, so allow for more. `rules_of`: reckon with the postal rules of that day instead of the day of posting.
    """

    model: PostalModel = PostalModel.SAFE
    cut_off: time = CUT_OFF
    print_days: int = 1
    critical: bool = False
    rules_of: date | None = None

    def __post_init__(self) -> None:
        if self.print_days < 0:
            raise ValueError(f"print_days is a count of days, not {self.print_days}")

    @property
    def posting_days(self) -> Calendar:
        """The days on which letters may be posted: a printer's working days, or days of collection."""
        return calendar_named("england-and-wales" if self.print_days else POSTAL)

    def rule(self, service: PostalService, posted_on: date) -> PostalRule:
        """The rule to reckon with. Raises NotOffered."""
        return rule_for(service, self.rules_of or posted_on, self.model)


USUAL = Terms()


@dataclass(frozen=True, slots=True)
class Window:
    """When letters land: none before `earliest`, all that are on time on `aimed_for`, those to plan with on `latest`.

    `printed_on` is the day of printing, which is the day of posting. `aimed_for` is None where the carrier names no aim.
    """

    service: PostalService
    printed_on: date
    earliest: date
    latest: date
    aimed_for: date | None
    rule: PostalRule

    @property
    def printed_at(self) -> datetime:
        """By when it is printed, London time without a zone."""
        return datetime.combine(self.printed_on, PRINTED_BY)

    @property
    def landed_at(self) -> datetime:
        """By when it has landed, London time without a zone."""
        return datetime.combine(self.latest, DELIVERED_BY)


def window(service: PostalService, handed_over: datetime, terms: Terms = USUAL) -> Window:
    """When a mailing lands that is handed over at `handed_over`: London time, unless it carries another zone.

    Raises BeyondHorizon when any of its days is past the known holidays, NotOffered where no rule is known.
    """
    return lands(service, posting_day(handed_over, terms), terms)


def lands(service: PostalService, posted_on: date, terms: Terms = USUAL) -> Window:
    """When letters land that are collected on `posted_on`. Raises BeyondHorizon, NotOffered."""
    rule = terms.rule(service, posted_on)
    days = rule.delivery_days.calendar
    aim = days.add_working_days(posted_on, rule.aim_days) if rule.aim_days else None
    earliest = days.add_working_days(posted_on, rule.soonest_days)
    latest = days.add_working_days(posted_on, rule.latest_days(terms.critical))
    return Window(service, posted_on, earliest, latest, aim, rule)


def posting_day(handed_over: datetime, terms: Terms = USUAL) -> date:
    """The day on which it is printed and collected. Raises BeyondHorizon."""
    counts_from = counted_day(handed_over, terms)
    if terms.print_days:
        return terms.posting_days.add_working_days(counts_from, terms.print_days)
    return terms.posting_days.on_or_after(counts_from)


def counted_day(handed_over: datetime, terms: Terms = USUAL) -> date:
    """The day a handing over counts as: the next one from the cut-off on. Raises BeyondHorizon."""
    wall = as_in_london(handed_over)
    return wall.date() + timedelta(days=wall.time() >= terms.cut_off)


def as_in_london(moment: datetime) -> datetime:
    """`moment` as a clock on the wall in London shows it, without a zone; one without a zone is London's already.

    Raises BeyondHorizon for a day of which the holidays are not known.
    """
    calendar_named(POSTAL).known(moment.date())
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment
