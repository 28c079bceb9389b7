"""A roll of a few invented people, and mailings to them that the organiser writes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector, MakeRoll, make_elector, make_roll
from tests.support.people import as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest, Stage
from tracker.electorate.models import Elector, Roll
from tracker.mailings import services
from tracker.mailings.models import Mailing
from tracker.rules.audience import Audience
from tracker.rules.contests import ContestState, RuleForce
from tracker.rules.electorate import Eligibility, LetterLanguage
from tracker.rules.mailings import LanguageMode, MailingChannel, OnBehalf, Purpose
from tracker.rules.post import PostalService

__all__ = ["make_elector", "make_roll"]

SAID = {
    "subject_en": "About ((contest))", "subject_cy": "Ynghylch ((contest))", "salutation_en": "Dear ((first_name))",
    "salutation_cy": "Annwyl ((first_name))", "body_en": "The ballot closes: ((ballot_close)).", "body_cy": "Mae'n cau: ((ballot_close)).",
    "valediction_en": "Yours", "valediction_cy": "Yn gywir", "signatory": "Mair Invented",
    "promoter_name": "Mair Invented", "promoter_address": "1 Sample Street, Cardiff",
}  # fmt: skip
ADDRESS = {"address_1": "1 Stryd Sampl", "postcode": "CF10 1AA"}

CLOSE = datetime(2027, 3, 19, 12, tzinfo=UTC)

MakeMailing = Callable[..., Mailing]
Approve = Callable[[Mailing], Mailing]


@pytest.fixture
def electors(make_elector: MakeElector) -> list[Elector]:
    """Two whom everything reaches, and one for each reason to be left out."""
    return [
        make_elector("S001", first_name="Nia", email="nia@example.invalid", email_consent=True, **ADDRESS),
        make_elector("S002", first_name="Siôn", email="sion@example.invalid", email_consent=True, language=LetterLanguage.WELSH, **ADDRESS),
        make_elector("S003", email="late@example.invalid", eligibility=Eligibility.JOINED_AFTER, email_consent=True, **ADDRESS),
        make_elector("S004"),
        make_elector("S005", email="never@example.invalid", email_consent=None, post_objection=True, **ADDRESS),
    ]


@pytest.fixture
def roll(electors: list[Elector], make_roll: MakeRoll) -> Roll:
    return make_roll(*electors)


@pytest.fixture
def make_mailing(session: Session, contest: Contest, organiser: Account, roll: Roll) -> MakeMailing:
    """`make_mailing(channel, purpose, include=…)`: a draft with a text and everybody on the roll."""
    contest.state, contest.ballot_closes_at = ContestState.SHORTLISTED, CLOSE

    def make(channel: MailingChannel = MailingChannel.EMAIL, purpose: Purpose = Purpose.CAMPAIGN, **more: Any) -> Mailing:
        actor = as_actor(organiser)
        mailing = services.begin(actor, contest, {
            "title": "Why Nia", "channel": channel, "purpose": purpose, "on_behalf": OnBehalf.RETURNING_OFFICER,
            "service": PostalService.SECOND if channel is MailingChannel.LETTER else None, "language_mode": LanguageMode.OWN,
            "counts_towards_allowance": True, "allowance_rule": "", **more,
        })  # fmt: skip
        services.write(actor, mailing, SAID)
        services.aim(actor, mailing, roll, Audience())
        return mailing

    return make


@pytest.fixture
def approve(organiser: Account, returning_officer: Account) -> Approve:
    """`approve(mailing)`: submitted by the organiser, approved by the returning officer."""

    def both(mailing: Mailing) -> Mailing:
        services.move(as_actor(organiser), mailing, "submit")
        services.move(as_actor(returning_officer), mailing, "approve")
        return mailing

    return both


@pytest.fixture
def ballot(session: Session, contest: Contest) -> Contest:
    """The contest with papers going out on 23 February 2027 and a close at noon on 19 March."""
    contest.ballot_closes_at = CLOSE
    out = date(2027, 2, 23)
    session.add(Stage(contest=contest, key="ballot_dispatch", position=150, force=RuleForce.HARD, computed_on=out, planned_on=out))
    session.flush()
    session.refresh(contest)
    return contest
