"""The mailings of the invented contest: a candidate's e-mail that went out, an endorsing council's letter, and drafts."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from tracker.access.actor import SYSTEM
from tracker.contests import services as contests
from tracker.contests.services import RuleDetails
from tracker.demo.directory import COUNCILS_OF_SOUTH_WALES
from tracker.demo.sample_texts import BALLOT_NOTICE, COUNCIL_LETTER, NIA_EMAIL, RIVAL_EMAIL
from tracker.demo.timeline import Timeline
from tracker.electorate.queries.rolls import latest
from tracker.extensions import db
from tracker.kernel.clock import from_local, now
from tracker.mailings import services
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.states import MAILING
from tracker.rules.audience import Audience, Filters
from tracker.rules.contests import RuleForce
from tracker.rules.mailings import (
    AllowanceKind,
    DeliveryState,
    LanguageMode,
    MailingChannel,
    OnBehalf,
    Purpose,
)
from tracker.rules.post import PostalService
from tracker.rules.working_days import ELECTION, calendar_named

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

INVENTED = "Invented for the demonstration"
FREE = "Mail that an endorsing body pays for and sends itself does not count (invented rule 7)"
ALLOWED = (
    (AllowanceKind.LETTERS, 3, True, "Three letters for each candidate (invented rule 5)"),
    (AllowanceKind.EMAILS, 2, False, "Two e-mails for each candidate (invented rule 5)"),
    (AllowanceKind.LIST_RELEASES, 1, True, "One list for each candidate under a signed agreement (invented rule 6)"),
    (AllowanceKind.MONEY, 350_000, False, "No candidate spends more than 3,500 pounds (invented rule 8)"),
)
PENCE = {
    PostalService.FIRST: "180", PostalService.SECOND: "91", PostalService.ACCESS_PRIORITY: "72", PostalService.ACCESS_STANDARD: "64",
    PostalService.ECONOMY: "58",
}  # fmt: skip
NIA, GWYN = "Nia Pugh-Example", "Gwyn ap Sample"


def put_down_mailings(sample: "SampleContest", timeline: Timeline) -> None:
    """Put down every mailing on its day."""
    timeline.on(sample.days["shortlist_published"], partial(_allow, sample), hour=14)
    timeline.on(sample.before(3), partial(_candidates_email, sample), hour=11)
    timeline.on(sample.before(3), partial(_sent, sample), hour=18)
    timeline.on(sample.before(2), partial(_councils_letter, sample), hour=11)
    timeline.on(sample.before(2), partial(_rivals_email, sample), hour=15)
    timeline.on(sample.before(1), partial(_ballot_notice, sample), hour=16)


def _allow(sample: "SampleContest") -> None:
    returning = sample.shown.cast.actor("returning-officer")
    for kind, amount, is_hard, rule in ALLOWED:
        services.set_allowance(returning, sample.contest, kind, amount=amount, is_hard=is_hard, rule=rule, source=INVENTED)
    for service, pence in PENCE.items():
        contests.add_rule(returning, sample.contest, RuleDetails(
            key=f"letter_cost_{service.value}", value=pence, unit="pence", force=RuleForce.SOFT, source=INVENTED,
        ))  # fmt: skip


def _candidates_email(sample: "SampleContest") -> None:
    swansea = sample.shown.places[COUNCILS_OF_SOUTH_WALES[2]].id
    mailing = _begin(
        sample, NIA_EMAIL, Audience(include=Filters(council_ids=(swansea,))), title="Why I am standing", channel=MailingChannel.EMAIL,
        on_behalf=OnBehalf.CANDIDATE, candidacy_id=sample.candidacies[NIA].id, paid_by="Nia Pugh-Example",
    )  # fmt: skip
    services.move(sample.shown.cast.actor("organiser"), mailing, "submit")
    services.move(sample.shown.cast.actor("returning-officer"), mailing, "approve")
    services.schedule(sample.shown.cast.actor("organiser"), mailing, now() + timedelta(hours=7))


def _sent(sample: "SampleContest") -> None:
    """As a worker would have: begun at its hour, each message taken by the server, finished."""
    mailing = next(one for one in _mailings(sample) if one.channel is MailingChannel.EMAIL and one.scheduled_for)
    known: dict[str, Any] = {"contest_id": mailing.contest_id, "candidacy_id": mailing.candidacy_id}
    MAILING.apply(SYSTEM, mailing, "begin", at=now(), **known)
    taken = {"state": DeliveryState.HANDED_OVER, "attempts": 1, "answered_at": now(), "answer": "250 taken (in the demonstration)"}
    planned = (Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.PLANNED)
    db.session.execute(update(Delivery).where(*planned).values(**taken))
    MAILING.apply(SYSTEM, mailing, "finish", at=now() + timedelta(minutes=9), **known)


def _councils_letter(sample: "SampleContest") -> None:
    """Ready to be submitted, and to land before the ballot papers go out."""
    day = calendar_named(ELECTION).next_working_day(sample.loaded_on)
    _begin(
        sample, COUNCIL_LETTER, Audience(), title="Sample Bay Party Council recommends Nia", channel=MailingChannel.LETTER,
        on_behalf=OnBehalf.ENDORSER, body_id=sample.bodies["bay"].id, service=PostalService.ACCESS_PRIORITY, unit_cost=72,
        hand_over_at=from_local(datetime.combine(day, time(12))), supplied_by="Sample Bay Party Council",
        paid_by="Sample Bay Party Council", counts_towards_allowance=False, allowance_rule=FREE,
    )  # fmt: skip


def _rivals_email(sample: "SampleContest") -> None:
    _begin(
        sample, RIVAL_EMAIL, Audience(), title="From Gwyn", channel=MailingChannel.EMAIL, on_behalf=OnBehalf.CANDIDATE,
        candidacy_id=sample.candidacies[GWYN].id, paid_by="Gwyn ap Sample",
    )  # fmt: skip


def _ballot_notice(sample: "SampleContest") -> None:
    """Submitted, and waiting for a second person."""
    mailing = _begin(
        sample, BALLOT_NOTICE, Audience(), title="How to vote", channel=MailingChannel.EMAIL, purpose=Purpose.BALLOT_NOTICE,
        on_behalf=OnBehalf.RETURNING_OFFICER, language_mode=LanguageMode.BOTH,
    )  # fmt: skip
    services.move(sample.shown.cast.actor("organiser"), mailing, "submit")


def _begin(sample: "SampleContest", said: dict[str, str], audience: Audience, **details: Any) -> Mailing:
    """A written and aimed draft of the organiser's."""
    organiser = sample.shown.cast.actor("organiser")
    usual: dict[str, Any] = {
        "purpose": Purpose.CAMPAIGN, "candidacy_id": None, "body_id": None, "service": None, "hand_over_at": None, "unit_cost": 0,
        "language_mode": LanguageMode.OWN, "supplied_by": "", "paid_by": "", "counts_towards_allowance": True, "allowance_rule": "",
    }  # fmt: skip
    mailing = services.begin(organiser, sample.contest, {**usual, **details})
    services.write(organiser, mailing, said)
    services.aim(organiser, mailing, latest(sample.contest), audience)
    return mailing


def _mailings(sample: "SampleContest") -> list[Mailing]:
    return list(db.session.scalars(select(Mailing).where(Mailing.contest_id == sample.contest.id).order_by(Mailing.number)))
