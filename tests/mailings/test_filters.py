"""Each filter chooses, or leaves out, the people it names and nobody else; and letters say the council that the roll says."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector
from tests.mailings.conftest import ADDRESS, Approve, MakeMailing
from tests.support.people import as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy
from tracker.directory.models import Area
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.kernel.clock import now
from tracker.mailings import services
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.personal import values
from tracker.mailings.queries.audience import everybody
from tracker.mailings.queries.missing import Missing, missing_values_of
from tracker.rules.audience import Audience, Filters
from tracker.rules.electorate import LetterLanguage, VoterClass
from tracker.rules.mailings import DeliveryState, MailingChannel, Purpose
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter

ALL = {"S001", "S002", "S003"}


@pytest.fixture
def electors(make_elector: MakeElector, area: Area, other_area: Area) -> list[Elector]:
    """Three who differ in everything a filter asks; of the last nobody knows the branch or the council."""
    return [
        make_elector("S001", email="nia@example.invalid", branch="Penarth", council_id=area.id, **ADDRESS),
        make_elector(
            "S002", email="sion@example.invalid", branch="Barry", council_id=other_area.id, language=LetterLanguage.WELSH, **ADDRESS
        ),
        make_elector("S003", voter_class=VoterClass.AFFILIATED_SUPPORTER, **ADDRESS),
    ]


@pytest.fixture
def named(
    session: Session, area: Area, candidacy: Candidacy, make_mailing: MakeMailing, approve: Approve, organiser: Account, roll: Roll
) -> Mapping[str, tuple[Filters, set[str]]]:
    """Of each filter one that names somebody, and whom it names."""
    earlier = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    services.aim(as_actor(organiser), earlier, roll, Audience(include=Filters(branches=("Penarth", "Barry"))))
    approve(earlier)
    reached = select(Delivery.id).join(Delivery.entry).where(RollEntry.branch == "Barry")
    session.execute(update(Delivery).where(Delivery.id.in_(reached)).values(state=DeliveryState.HANDED_OVER))
    session.add(Supporter(
        candidacy=candidacy, name="Nia", sort_key="x", search_key="x", compact_key="x", email="Nia@example.invalid",
        category=SupporterCategory.MEMBER, supported_on=now().date(), consent=ConsentState.NOT_ASKED, created_at=now(), created_by_id=None,
    ))  # fmt: skip
    session.flush()
    return {
        "voter class": (Filters(voter_classes=("affiliated_supporter",)), {"S003"}),
        "branch": (Filters(branches=("Penarth", "Nowhere")), {"S001"}),
        "council": (Filters(council_ids=(area.id,)), {"S001"}),
        "language": (Filters(languages=("cy",)), {"S002"}),
        "had mailing": (Filters(had_mailing_ids=(earlier.id,)), {"S002"}),
        "supporter": (Filters(supporter_of_ids=(candidacy.id,)), {"S001"}),
        "two of them": (Filters(branches=("Penarth", "Barry"), languages=("en",)), {"S001"}),
    }


@pytest.mark.parametrize("what", ["voter class", "branch", "council", "language", "had mailing", "supporter", "two of them"])
def test_a_filter_names_its_people_to_include_and_to_exclude(
    what: str, named: Mapping[str, tuple[Filters, set[str]]], make_mailing: MakeMailing, roll: Roll, organiser: Account, session: Session
) -> None:
    filters, people = named[what]
    mailing = make_mailing()
    services.aim(as_actor(organiser), mailing, roll, Audience(include=filters))
    assert _numbers(session, mailing) == people
    services.aim(as_actor(organiser), mailing, roll, Audience(exclude=filters))
    assert _numbers(session, mailing) == (ALL - people if what != "two of them" else set())  # to meet one of both is enough


@pytest.mark.usefixtures("ballot")
def test_a_letter_says_the_council_by_its_name_in_the_language_and_who_has_none_is_told(
    make_mailing: MakeMailing, organiser: Account, session: Session, area: Area
) -> None:
    area.name_cy = "Sir y Sampl"
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    services.write(as_actor(organiser), mailing, {"body_en": "In ((council))", "body_cy": "Yn ((council))"})
    assert missing_values_of(mailing) == [Missing("council", 1)]
    first, _second, third = session.scalars(everybody(mailing))
    assert [values(mailing, first, "r", language)["council"] for language in ("en", "cy")] == ["Sampleshire", "Sir y Sampl"]
    assert values(mailing, third, "r", "en")["council"] == ""


def _numbers(session: Session, mailing: Mailing) -> set[str]:
    return {entry.membership_number for entry in session.scalars(everybody(mailing))}
