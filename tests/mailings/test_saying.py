"""What a mailing says before it may go: the same in both languages, nothing without a value, and nobody's name unverified."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.mailings.conftest import SAID, MakeMailing
from tests.support.people import as_actor
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.directory import services as directory
from tracker.directory.models import Body
from tracker.endorsements.models import Endorsement
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocked
from tracker.letters.content import Aspect
from tracker.mailings import services
from tracker.mailings.contents import disparities, warnings
from tracker.mailings.models import Mailing
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState
from tracker.rules.directory import BodyKind
from tracker.rules.mailings import OnBehalf

pytestmark = pytest.mark.usefixtures("ballot")


@pytest.fixture
def council() -> Body:
    return directory.create_body(SYSTEM, kind=BodyKind.PARTY_COUNCIL, name_en="Sample Council", is_invented=True)


@pytest.fixture
def endorsement(session: Session, council: Body, candidacy: Candidacy, officer: Account) -> Endorsement:
    """The council recommends the candidate; nobody has verified it."""
    made = Endorsement(
        contest=candidacy.contest, candidacy=candidacy, endorser_body=council, method=DecisionMethod.FULL_MEETING,
        outcome=DecisionOutcome.CARRIED_UNRECORDED, state=EndorsementState.RECORDED, recorded_at=now(), recorded_by_id=officer.id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def refusals(mailing: Mailing, organiser: Account) -> str:
    with pytest.raises(Blocked) as refused:
        services.move(as_actor(organiser), mailing, "submit")
    return " ".join(str(one.message) for one in refused.value.blockers)


def written(mailing: Mailing, organiser: Account, **changed: Any) -> list[tuple[Aspect, str, str]]:
    services.write(as_actor(organiser), mailing, {**SAID, **changed})
    return [(one.aspect, one.only_in, one.shown) for one in disparities(mailing)]


@pytest.mark.parametrize(("changed", "told"), [
    ({"salutation_cy": "Annwyl ((full_name))"},
     [(Aspect.PLACEHOLDER, "en", "((first_name))"), (Aspect.PLACEHOLDER, "cy", "((full_name))")]),
    ({"quote_en": "One vote each"}, [(Aspect.PART, "en", "Quotation")]),
    ({"enclosures_cy": "papur pleidleisio"}, [(Aspect.PART, "cy", "Enclosures")]),
    ({"quote_en": "by 15 June", "quote_cy": "erbyn 14 Mehefin"}, [(Aspect.NUMBER, "en", "15"), (Aspect.NUMBER, "cy", "14")]),
    ({"body_en": "((ballot_close))\n\n> As she said", "body_cy": "((ballot_close))"}, [(Aspect.QUOTE, "en", ">")]),
    ({"enclosures_en": "ballot paper", "enclosures_cy": "papur pleidleisio"}, []),
])  # fmt: skip
def test_every_part_of_the_text_is_compared(
    make_mailing: MakeMailing, organiser: Account, changed: dict[str, str], told: list[tuple[Aspect, str, str]]
) -> None:
    mailing = make_mailing()
    assert written(mailing, organiser, **changed) == told
    if told and told[0][0] is not Aspect.PLACEHOLDER:
        assert any(told[0][2] in str(one) for one in warnings(mailing))


def test_a_salutation_with_another_placeholder_in_welsh_is_not_submitted(make_mailing: MakeMailing, organiser: Account) -> None:
    mailing = make_mailing()
    written(mailing, organiser, salutation_cy="Annwyl ((full_name))")
    assert "Only one language has the placeholder: full_name" in refusals(mailing, organiser)


def test_a_body_writes_only_once_its_endorsement_is_verified(
    make_mailing: MakeMailing, organiser: Account, endorsement: Endorsement, second_officer: Account, session: Session, council: Body
) -> None:
    mailing = make_mailing(on_behalf=OnBehalf.ENDORSER, body_id=council.id)
    assert "No verified endorsement of this body stands" in refusals(mailing, organiser)
    endorsement.state, endorsement.verified_at, endorsement.verified_by_id = EndorsementState.VERIFIED, now(), second_officer.id
    session.flush()
    services.move(as_actor(organiser), mailing, "submit")


def test_a_placeholder_that_says_nothing_there_is_told_with_what_to_write(
    make_mailing: MakeMailing, organiser: Account, contest: Contest
) -> None:
    mailing = make_mailing()
    written(mailing, organiser, body_en="For ((candidate))", body_cy="Dros ((candidate))")
    assert "Write the name instead" in refusals(mailing, organiser)
