"""A mailing from draft to approval: what it lacks, whom it reaches, who may approve it, and what makes that void."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.mailings.conftest import SAID, MakeMailing
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy
from tracker.electorate.models import Elector, Roll
from tracker.electorate.services import suppress_address
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocked, Refused
from tracker.mailings import services
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.queries.audience import counted, counted_then
from tracker.mailings.services.approving import planned_list, refuse_without_approval
from tracker.rules.audience import Audience, Filters
from tracker.rules.electorate import SuppressionReason
from tracker.rules.mailings import DeliveryState, MailingChannel, MailingState, OnBehalf, Purpose, SkipReason


def approved(mailing: Mailing, organiser: Account, returning_officer: Account) -> Mailing:
    services.move(as_actor(organiser), mailing, "submit")
    services.move(as_actor(returning_officer), mailing, "approve")
    return mailing


def left_out(mailing: Mailing) -> dict[SkipReason, int]:
    return dict(counted(mailing).left_out)


@pytest.mark.parametrize(("channel", "purpose", "reached", "reasons"), [
    (MailingChannel.EMAIL, Purpose.CAMPAIGN, 2, {SkipReason.NOT_ELIGIBLE: 1, SkipReason.NO_ADDRESS: 1, SkipReason.NO_CONSENT: 1}),
    (MailingChannel.EMAIL, Purpose.BALLOT_NOTICE, 3, {SkipReason.NOT_ELIGIBLE: 1, SkipReason.NO_ADDRESS: 1}),
    (MailingChannel.LETTER, Purpose.CAMPAIGN, 2, {SkipReason.NOT_ELIGIBLE: 1, SkipReason.NO_ADDRESS: 1, SkipReason.OBJECTED: 1}),
    (MailingChannel.LETTER, Purpose.SERVICE, 3, {SkipReason.NOT_ELIGIBLE: 1, SkipReason.NO_ADDRESS: 1}),
])  # fmt: skip
def test_each_is_reached_or_left_out_for_one_reason(
    make_mailing: MakeMailing, channel: MailingChannel, purpose: Purpose, reached: int, reasons: dict[SkipReason, int]
) -> None:
    count = counted(make_mailing(channel, purpose))
    assert (count.chosen, count.reached, count.left_out) == (5, reached, reasons)


def test_to_unsubscribe_stops_campaigns_and_a_dead_address_everything(make_mailing: MakeMailing, contest) -> None:
    campaign, notice = make_mailing(purpose=Purpose.CAMPAIGN), make_mailing(purpose=Purpose.BALLOT_NOTICE)
    suppress_address(SYSTEM, "nia@example.invalid", SuppressionReason.UNSUBSCRIBED)
    assert (left_out(campaign).get(SkipReason.SUPPRESSED), left_out(notice).get(SkipReason.SUPPRESSED)) == (1, None)
    suppress_address(SYSTEM, "sion@example.invalid", SuppressionReason.HARD_BOUNCE)
    assert (left_out(campaign)[SkipReason.SUPPRESSED], left_out(notice)[SkipReason.SUPPRESSED]) == (2, 1)


def test_filters_narrow_and_nothing_unknown_widens(make_mailing: MakeMailing, organiser: Account, roll: Roll) -> None:
    mailing = make_mailing()
    services.aim(as_actor(organiser), mailing, roll, Audience(include=Filters(languages=("cy",))))
    assert counted(mailing).chosen == 1
    services.aim(as_actor(organiser), mailing, roll, Audience(exclude=Filters(languages=("cy",))))
    assert counted(mailing).chosen == 4
    services.aim(as_actor(organiser), mailing, roll, Audience(include=Filters(branches=("Nowhere",), had_mailing_ids=(987654,))))
    assert counted(mailing).chosen == 0
    with pytest.raises(KeyError):
        Audience.of({"include": {"everyone": [1]}})


def test_a_second_person_approves_and_the_list_is_fixed_then(
    make_mailing: MakeMailing, organiser: Account, returning_officer: Account, session: Session, make_elector, electors: list[Elector],
) -> None:  # fmt: skip
    mailing = make_mailing()
    services.move(as_actor(organiser), mailing, "submit")
    own = update(Mailing).values(approved_by_id=organiser.id, approved_content_sha256="a" * 64, approved_list_sha256="b" * 64)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(own)
    services.move(as_actor(returning_officer), mailing, "approve")
    planned = session.scalars(select(Delivery).where(~Delivery.is_left_out).order_by(Delivery.roll_entry_id)).all()
    assert (mailing.recipient_count, [one.entry.first_name for one in planned]) == (2, ["Nia", "Siôn"])
    assert {one.state for one in planned} == {DeliveryState.PLANNED}
    assert len({one.reference for one in planned}) == 2
    refuse_without_approval(mailing)


def test_whom_the_approval_leaves_out_stands_there_by_name_and_reason_and_never_gets_it(
    make_mailing: MakeMailing, organiser: Account, returning_officer: Account, session: Session, client: PageClient, sign_in: SignIn
) -> None:
    mailing = make_mailing()
    asked = counted(mailing)
    approved(mailing, organiser, returning_officer)
    assert counted_then(mailing) == asked
    by_reason = select(Delivery.skip_reason, func.count().label("people")).where(Delivery.is_left_out).group_by(Delivery.skip_reason)
    found = session.execute(by_reason)
    assert {row.skip_reason: row.people for row in found} == asked.left_out
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(Delivery).where(Delivery.is_left_out).values(state=DeliveryState.PLANNED, skip_reason=None))
    suppress_address(SYSTEM, "nia@example.invalid", SuppressionReason.UNSUBSCRIBED)
    assert counted_then(mailing) == asked
    sign_in(client, organiser)
    path = f"/contests/{mailing.contest.slug}/mailings/{mailing.number}"
    assert f"{path}/recipients?state=skipped&amp;reason=no_consent" in client.get(path).text
    page = client.get(f"{path}/recipients?state=skipped&reason=no_consent").text
    assert ("never@example.invalid" in page, "late@example.invalid" in page) == (True, False)


def test_what_is_approved_is_what_is_planned(
    make_mailing: MakeMailing, organiser: Account, returning_officer: Account,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:  # fmt: skip
    mailing = make_mailing()
    services.move(as_actor(organiser), mailing, "submit")
    with count_queries() as statements:
        services.move(as_actor(returning_officer), mailing, "approve")
    assert len([one for one in statements if "ORDER BY roll_entry.id" in one and "LIMIT" not in one]) == 1
    assert planned_list(mailing) == mailing.approved_list_sha256


def test_whoever_wrote_or_submitted_may_not_approve(
    make_mailing: MakeMailing, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    mailing = make_mailing()
    sign_in(client, organiser)
    path = f"/contests/{mailing.contest.slug}/mailings/{mailing.number}"
    client.submit(f"{path}/moves/submit")
    assert mailing.state is MailingState.SUBMITTED
    page = client.get(f"{path}/moves/approve")
    assert "somebody else must approve it" in page.text
    assert 'type="submit" disabled' in page.text


def test_to_change_an_approved_mailing_it_is_taken_back_and_must_be_approved_again(
    make_mailing: MakeMailing, organiser: Account, returning_officer: Account, session: Session
) -> None:
    mailing = approved(make_mailing(), organiser, returning_officer)
    with pytest.raises(Refused, match="Only a draft"):
        services.write(as_actor(organiser), mailing, {"body_en": "Something else"})
    services.move(as_actor(organiser), mailing, "take-back", reason="A wrong date")
    assert (mailing.state, mailing.approved_by_id, mailing.approved_content_sha256) == (MailingState.DRAFT, None, "")
    assert session.scalars(select(Delivery)).all() == []
    services.write(as_actor(organiser), mailing, {"body_en": "Something else"})
    with pytest.raises(Refused):
        services.schedule(as_actor(organiser), mailing, now())


@pytest.mark.parametrize("column", ["approved_content_sha256", "approved_list_sha256"])
def test_what_was_not_approved_is_not_scheduled(
    make_mailing: MakeMailing, organiser: Account, returning_officer: Account, column: str, session: Session
) -> None:
    mailing = approved(make_mailing(), organiser, returning_officer)
    setattr(mailing, column, "0" * 64)
    session.flush()
    with pytest.raises(Refused, match="no longer what was approved"):
        services.schedule(as_actor(organiser), mailing, now())


def test_what_a_draft_lacks_is_named_with_the_place_to_mend_it(make_mailing: MakeMailing, organiser: Account) -> None:
    mailing = make_mailing()
    services.write(as_actor(organiser), mailing, {**SAID, "body_cy": "", "body_en": "Hello ((frist_name))"})
    with pytest.raises(Blocked) as blocked:
        services.move(as_actor(organiser), mailing, "submit")
    assert [str(one.message) for one in blocked.value.blockers] == [
        "The Welsh text is empty.", "There is no such placeholder: frist_name",
    ]  # fmt: skip


def test_the_same_words_in_another_version_are_no_new_version(make_mailing: MakeMailing, organiser: Account) -> None:
    mailing = make_mailing()
    services.write(as_actor(organiser), mailing, SAID)
    assert mailing.content_number == 1
    services.write(as_actor(organiser), mailing, {"body_en": "Other words"}, number=1)
    assert (mailing.content_number, mailing.content and mailing.content.body_cy) == (2, SAID["body_cy"])


def test_a_name_in_whose_behalf_it_speaks_is_asked_for(
    client: PageClient, sign_in: SignIn, organiser: Account, make_mailing: MakeMailing, candidacy: Candidacy, session: Session
) -> None:
    slug = make_mailing().contest.slug
    sign_in(client, organiser)
    sent = {"title": "A letter", "channel": "letter", "purpose": "campaign", "on_behalf": "candidate", "service": "second"}
    refused = client.submit(f"/contests/{slug}/mailings/new", **sent)
    assert "Say which candidate." in refused.text
    client.submit(f"/contests/{slug}/mailings/new", **sent, candidacy_id=str(candidacy.id))
    made = session.scalars(select(Mailing).order_by(Mailing.id.desc())).first()
    assert made is not None
    assert (made.on_behalf, made.candidacy_id, made.number) == (OnBehalf.CANDIDATE, candidacy.id, 2)


def test_each_recipient_can_be_looked_at_in_their_language(
    make_mailing: MakeMailing, client: PageClient, sign_in: SignIn, organiser: Account
) -> None:
    mailing = make_mailing()
    sign_in(client, organiser)
    path = f"/contests/{mailing.contest.slug}/mailings/{mailing.number}/preview"
    assert "Dear Nia" in client.get(path).text
    second = client.get(f"{path}?at=2").text
    assert "Annwyl Siôn" in second
    assert "2 of 2" in second
    assert "Annwyl Siôn" in client.get(f"{path}?at=99").text


@pytest.mark.parametrize("page", ["write", "audience", "edit"])
def test_who_opens_a_form_of_a_mailing_that_is_no_draft_is_told_before_typing(
    make_mailing: MakeMailing, organiser: Account, client: PageClient, sign_in: SignIn, page: str
) -> None:
    mailing = make_mailing()
    sign_in(client, organiser)
    where = f"/contests/{mailing.contest.slug}/mailings/{mailing.number}/{page}"
    told = "Only a draft can be changed"
    assert told not in client.get(where).text
    services.move(as_actor(organiser), mailing, "submit")
    assert told in client.get(where).text
