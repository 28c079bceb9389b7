"""The page of recipients: it adds up, shows names only to those who may see them, and lets a named person decide."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.mailing_world import make_mailing
from tests.support.people import SignIn, as_actor, make_account, trust
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.kernel.errors import Refused
from tracker.mailings.models import Delivery, Mailing, SendingSwitch
from tracker.mailings.queries.deliveries import tally
from tracker.mailings.services import sending
from tracker.rules.mailings import DeliveryState, MailingState, Resolution, SkipReason
from tracker.rules.roles import Role, ScopeKind

S = DeliveryState


@pytest.fixture
def mailing(session: Session, contest: Contest) -> Mailing:
    """Six people: two sent, one unknown, one refused, one left out, one waiting."""
    mailing = make_mailing(session, contest, 6)
    ids = session.scalars(select(Delivery.id).order_by(Delivery.id)).all()
    for number, state in enumerate((S.HANDED_OVER, S.HANDED_OVER, S.UNKNOWN, S.FAILED)):
        session.execute(update(Delivery).where(Delivery.id == ids[number]).values(state=state, answer=f"said {number}"))
    session.execute(update(Delivery).where(Delivery.id == ids[4]).values(state=S.SKIPPED, skip_reason=SkipReason.HELD))
    session.expire_all()
    return mailing


@pytest.fixture
def path(mailing: Mailing) -> str:
    return f"/contests/{mailing.contest.slug}/mailings/{mailing.number}/recipients"


def state_of(session: Session, number: int) -> DeliveryState:
    return session.scalars(select(Delivery.state).order_by(Delivery.id)).all()[number]


def test_the_counts_add_up_to_the_recipients(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, mailing: Mailing, path: str
) -> None:
    found = tally(mailing)
    assert (found.total, found.through, found.waiting) == (6, 4, 1)
    assert sum(line.count for line in found.lines) == mailing.recipient_count
    sign_in(client, organiser)
    page = client.get(path).text
    for words in ("6 recipients, each counted once", "Held back: contact details changed", "Gwyn ap Sample", "4 of 5",
                  "not known whether 1 recipient", "Decide what becomes of them", "Try those that were refused"):  # fmt: skip
        assert words in page


def test_the_mailing_says_how_far_it_is(client: PageClient, sign_in: SignIn, organiser: Account, path: str) -> None:
    sign_in(client, organiser)
    assert "Through: 4 of 5" in client.get(path.removesuffix("/recipients")).text


def test_the_list_is_narrowed_by_state_reason_and_words(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, path: str
) -> None:
    sign_in(client, organiser)
    assert "said 3" in client.get(f"{path}?state=failed").text
    assert "said 0" not in client.get(f"{path}?state=failed").text
    assert "person4@" in client.get(f"{path}?reason=held").text
    assert "person2@" in client.get(f"{path}?text=person2").text
    assert client.get(f"{path}?state=nonsense&reason=zzz&text=%25&page=99").status_code == 200


def test_a_candidate_sees_the_counts_and_no_name(
    session: Session, client: PageClient, sign_in: SignIn, candidate: Account, candidacy, mailing: Mailing, path: str
) -> None:
    session.execute(
        update(Mailing).values(on_behalf="candidate", candidacy_id=candidacy.id, counts_towards_allowance=True)
    )
    sign_in(client, candidate)
    page = client.get(path).text
    assert "6 recipients, each counted once" in page
    assert "@members.invalid" not in page
    assert client.get(f"{path}/unknown").status_code == 403
    assert client.get(f"{path}/export").status_code == 403


@pytest.mark.parametrize(
    ("resolution", "state"), [("count_as_sent", S.HANDED_OVER), ("send_again", S.PLANNED), ("give_up", S.FAILED)]
)
def test_a_named_person_decides_about_the_unknown(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, path: str, resolution: str, state: DeliveryState
) -> None:
    sign_in(client, organiser)
    client.submit(f"{path}/unknown", all_of_them="y", resolution=resolution, reason="The relay's log says so")
    assert state_of(session, 2) is state
    decided = session.scalars(select(Delivery).order_by(Delivery.id).execution_options(populate_existing=True)).all()[2]
    assert (decided.resolution, decided.resolved_by_id, decided.resolved_reason) == (
        Resolution(resolution), organiser.id, "The relay's log says so",
    )  # fmt: skip


def test_a_decision_needs_a_reason_and_somebody_to_decide_about(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, path: str
) -> None:
    sign_in(client, organiser)
    assert "Give a reason" in client.submit(f"{path}/unknown", all_of_them="y", resolution="give_up", reason="").text
    assert "choose at least one" in client.submit(f"{path}/unknown", resolution="give_up", reason="x").text
    assert state_of(session, 2) is S.UNKNOWN


def test_what_is_certain_is_never_decided_otherwise(session: Session, organiser: Account, mailing: Mailing) -> None:
    sent = session.scalars(select(Delivery.id).where(Delivery.state == S.HANDED_OVER)).all()
    with pytest.raises(Refused):
        sending.decide(as_actor(organiser), mailing, sent, Resolution.SEND_AGAIN, "A mistake")
    assert state_of(session, 0) is S.HANDED_OVER


def test_a_mailing_that_was_sent_goes_on_for_those_decided_anew(session: Session, organiser: Account, mailing: Mailing) -> None:
    session.execute(update(Mailing).values(state=MailingState.SENT))
    session.expire_all()
    sending.try_again(as_actor(organiser), mailing, "The relay lets us in now")
    assert (mailing.state, state_of(session, 3)) == (MailingState.SENDING, S.PLANNED)


def test_a_cancelled_mailing_is_not_sent_again(session: Session, organiser: Account, mailing: Mailing) -> None:
    session.execute(update(Mailing).values(state=MailingState.CANCELLED))
    session.expire_all()
    with pytest.raises(Refused, match="cancelled"):
        sending.decide_all(as_actor(organiser), mailing, Resolution.SEND_AGAIN, "A mistake")
    assert sending.decide_all(as_actor(organiser), mailing, Resolution.GIVE_UP, "It is over") == 1


def test_refused_ones_are_tried_again_by_a_person(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, path: str
) -> None:
    sign_in(client, organiser)
    client.submit(f"{path}/again", reason="The address book of the relay was mended")
    assert state_of(session, 3) is S.PLANNED


def test_the_switch_is_for_those_who_may(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, returning_officer: Account, path: str
) -> None:
    sign_in(client, organiser)
    assert client.get("/sending").status_code == 403
    sign_in(client, returning_officer)
    client.submit("/sending", reason="The wrong file was imported")
    assert session.get_one(SendingSwitch, 1).is_on is False
    for page in (path, path.removesuffix("/recipients")):
        assert "Sending is off" in client.get(page).text
    client.submit("/sending", reason="It was the right one")
    assert "Sending is off" not in client.get(path.removesuffix("/recipients")).text
    assert session.get_one(SendingSwitch, 1, populate_existing=True).is_on is True


def test_the_list_leaves_with_a_reason_for_those_with_the_right(
    session: Session, client: PageClient, sign_in: SignIn, organiser: Account, contest: Contest, path: str
) -> None:
    sign_in(client, organiser)
    assert client.get(f"{path}/export").status_code == 403
    owner = trust(make_account(session, "Olwen"), Role.ORGANISER, ScopeKind.CONTEST, contest.id, may_export=True)
    sign_in(client, owner)
    assert "Give a reason" in client.submit(f"{path}/export", format="csv", reason="").text
    file = client.submit(f"{path}/export?state=unknown", format="csv", reason="To ask the relay").text
    assert "To ask the relay" in file
    assert ("said 2" in file, "said 1" in file) == (True, False)
    assert client.submit(f"{path}/export", format="xlsx", reason="To ask the relay").data.startswith(b"PK")
