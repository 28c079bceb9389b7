"""Letters on paper: made whole or not at all, handed out, posted when the mailing house says so, and sometimes back again."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO, StringIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.mailings.conftest import Approve, MakeMailing
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.electorate.models import Elector, RollEntry
from tracker.electorate.services import suppress_person
from tracker.extensions import db
from tracker.kernel.clock import today
from tracker.kernel.errors import Blocked, Refused
from tracker.mailings import services
from tracker.mailings.letters import address_block
from tracker.mailings.models import Delivery, Mailing, PrintFile, PrintRun
from tracker.mailings.queries import fairness
from tracker.mailings.queries.audience import counted
from tracker.mailings.services.printing import find_unmade, make_letters, why_failed
from tracker.rules.electorate import Channel, SuppressionReason
from tracker.rules.mailings import DeliveryState, HouseAct, MailingChannel, MailingState, Purpose, SkipReason

pytestmark = pytest.mark.usefixtures("ballot")


@pytest.fixture
def approved(make_mailing: MakeMailing, approve: Approve) -> Mailing:
    """A letter to three people, approved."""
    return approve(make_mailing(MailingChannel.LETTER, Purpose.SERVICE))


@pytest.fixture
def ready(approved: Mailing, organiser: Account) -> Mailing:
    """Its letters made."""
    return made(approved, organiser)


def made(mailing: Mailing, organiser: Account) -> Mailing:
    """The letters asked for and made, as the worker does it."""
    services.move(as_actor(organiser), mailing, "make-letters")
    db.session.commit()
    make_letters(mailing.id)
    db.session.refresh(mailing)
    return mailing


def deliveries(session: Session, mailing: Mailing) -> list[Delivery]:
    session.expire_all()
    named = (Delivery.mailing_id == mailing.id, ~Delivery.is_left_out)
    return list(session.scalars(select(Delivery).where(*named).order_by(Delivery.id)))


def test_every_letter_is_in_a_proved_file_and_in_the_manifest(ready: Mailing, session: Session) -> None:
    assert ready.state is MailingState.READY
    run = session.scalars(select(PrintRun)).one()
    file = session.scalars(select(PrintFile)).one()
    assert (run.letters, file.letters) == (3, 3)
    pages = PdfReader(file.file.path).pages
    assert len(pages) == file.pages
    text = "\n".join(page.extract_text() for page in pages)
    assert "Dear Nia" in text
    assert "Annwyl Siôn" in text
    rows = list(csv.DictReader(run.manifest.path.read_text(encoding="utf-8").splitlines()))
    assert {row["reference"] for row in rows} == {one.reference for one in deliveries(session, ready)}
    assert {row["service"] for row in rows} == {"second"}
    assert all(one.print_file_id == file.id and one.state is DeliveryState.PLANNED for one in deliveries(session, ready))


def test_whoever_died_or_moved_after_approval_is_left_out_with_the_reason(
    approved: Mailing, organiser: Account, session: Session
) -> None:
    suppress_person(as_actor(organiser), Channel.POST, "S001", SuppressionReason.DECEASED)
    made(approved, organiser)
    first, *rest = deliveries(session, approved)
    assert (first.state, first.skip_reason, first.print_file_id) == (DeliveryState.SKIPPED, SkipReason.SUPPRESSED, None)
    assert len(rest) == 2
    assert session.scalars(select(PrintRun)).one().letters == 2


def test_letters_nobody_can_print_are_named_and_nothing_is_kept(
    make_mailing: MakeMailing, approve: Approve, organiser: Account, session: Session
) -> None:
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    services.write(as_actor(organiser), mailing, {"body_en": "\u4e2d", "body_cy": "\u4e2d"})
    made(approve(mailing), organiser)
    assert mailing.state is MailingState.FAILED
    message, references = why_failed(mailing.paused_reason)
    assert "cannot be printed" in str(message)
    assert references
    assert session.scalars(select(PrintRun)).all() == []


def test_a_cancelled_mailing_makes_no_letters_and_accounts_for_everybody(approved: Mailing, organiser: Account, session: Session) -> None:
    services.move(as_actor(organiser), approved, "make-letters")
    services.move(as_actor(organiser), approved, "cancel", reason="The contest is off")
    db.session.commit()
    make_letters(approved.id)
    assert session.scalars(select(PrintRun)).all() == []
    assert {one.skip_reason for one in deliveries(session, approved)} == {SkipReason.CANCELLED}


def test_the_councils_of_many_are_read_with_them_and_not_one_by_one(
    approved: Mailing, organiser: Account, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with count_queries() as statements:
        made(approved, organiser)
    assert [one for one in statements if "JOIN area" in one and "roll_entry" in one]
    assert not [one for one in statements if "area.gss = " in one.rpartition("WHERE")[2]]


def test_letters_a_crash_left_unmade_are_asked_for_again(approved: Mailing, organiser: Account, session: Session) -> None:
    services.move(as_actor(organiser), approved, "make-letters")
    db.session.commit()
    find_unmade()  # while testing, jobs run at once
    session.expire_all()
    assert approved.state is MailingState.READY


def test_letters_areposted_only_when_the_mailing_house_says_so_of_all(ready: Mailing, organiser: Account, session: Session) -> None:
    actor = as_actor(organiser)
    services.confirm(actor, ready, HouseAct.HANDED_OVER, done_on=today(), quantity=3, said_by="Sample Print")
    services.confirm(actor, ready, HouseAct.POSTED, done_on=today(), quantity=2, said_by="Sample Print")
    assert {one.state for one in deliveries(session, ready)} == {DeliveryState.PLANNED}
    with pytest.raises(Refused, match="1"):
        services.confirm(actor, ready, HouseAct.POSTED, done_on=today(), quantity=2, said_by="Sample Print")
    services.confirm(actor, ready, HouseAct.POSTED, done_on=today(), quantity=1, said_by="Sample Print")
    assert {one.state for one in deliveries(session, ready)} == {DeliveryState.HANDED_OVER}
    assert ready.state is MailingState.SENT


def test_the_account_of_a_candidate_gives_the_day_the_letters_were_posted(ready: Mailing, organiser: Account) -> None:
    posted = today()
    services.confirm(as_actor(organiser), ready, HouseAct.HANDED_OVER, done_on=posted, quantity=3, said_by="Sample Print")
    services.confirm(as_actor(organiser), ready, HouseAct.POSTED, done_on=posted, quantity=3, said_by="Sample Print")
    assert fairness.posted_on(ready) == posted


def test_what_the_mailing_house_confirmed_is_not_taken_back(ready: Mailing, organiser: Account) -> None:
    services.confirm(as_actor(organiser), ready, HouseAct.HANDED_OVER, done_on=today(), quantity=3, said_by="Sample Print")
    with pytest.raises(Blocked):
        services.move(as_actor(organiser), ready, "take-back", reason="A mistake in the text")


def test_post_that_came_back_keeps_the_person_from_later_letters(
    ready: Mailing, organiser: Account, contest: Contest, session: Session, make_mailing: MakeMailing
) -> None:
    actor = as_actor(organiser)
    services.confirm(actor, ready, HouseAct.POSTED, done_on=today(), quantity=3, said_by="Sample Print")
    one = deliveries(session, ready)[0]
    told = services.record_returned(actor, contest, [f" {one.reference.upper()} ", "nothing-of-ours", ""], SuppressionReason.GONE_AWAY)
    assert (told.recorded, told.unknown) == (1, ["nothing-of-ours"])
    assert deliveries(session, ready)[0].state is DeliveryState.RETURNED
    assert services.record_returned(actor, contest, [one.reference], SuppressionReason.GONE_AWAY).before == [one.reference]
    later = counted(make_mailing(MailingChannel.LETTER, Purpose.BALLOT_NOTICE))
    assert later.left_out[SkipReason.SUPPRESSED] == 1


def test_an_address_a_line_too_long_still_fits_the_window() -> None:
    lines = {f"address_{number}": f"Line {number}" for number in range(1, 7)}
    named = {"title": "Ms", "first_name": "Nia", "last_name": "Sample", "postcode": "CF5 1AA"}
    entry = RollEntry(roll=None, elector_id=1, membership_number="S1", **named, **lines)  # type: ignore[arg-type]  # it is not stored
    assert address_block(entry) == ("Ms Nia Sample", "Line 1, Line 2", "Line 3", "Line 4", "Line 5", "Line 6", "CF5 1AA")


def test_by_hand_from_the_pages(
    approved: Mailing, organiser: Account, contest: Contest, client: PageClient, sign_in: SignIn, session: Session
) -> None:
    sign_in(client, organiser)
    one = f"/contests/{contest.slug}/mailings/{approved.number}"
    client.submit(f"{one}/moves/make-letters")
    page = client.get(f"{one}/letters").text
    assert "Manifest" in page
    run, file = session.scalars(select(PrintRun)).one(), session.scalars(select(PrintFile)).one()
    with client.get(f"{one}/letters/files/{file.id}") as answer:
        assert len(PdfReader(BytesIO(answer.data)).pages) == file.pages
    with client.get(f"{one}/letters/manifests/{run.id}") as manifest:
        assert len(list(csv.reader(StringIO(manifest.text)))) == 4
    refused = client.submit(f"{one}/letters", quantity="4", said_by="Sample Print")
    assert refused.status_code == 422
    client.submit(f"{one}/letters", said_by="Sample Print")
    assert "3 of 3" in client.get(f"{one}/letters").text
    reference = deliveries(session, approved)[0].reference
    told = client.submit(f"/contests/{contest.slug}/mailings/returned", references=reference, reason="refused")
    assert "1 letter recorded as returned." in told.text


def test_returned_letters_come_in_a_file_too(
    ready: Mailing, organiser: Account, contest: Contest, client: PageClient, sign_in: SignIn, session: Session
) -> None:
    services.confirm(as_actor(organiser), ready, HouseAct.POSTED, done_on=today(), quantity=3, said_by="Sample Print")
    sign_in(client, organiser)
    rows = "\n".join(["Note,Reference", *(f"x,{one.reference}" for one in deliveries(session, ready)[:2])])
    form: dict[str, Any] = {"file": (BytesIO(rows.encode()), "returned.csv"), "reason": "gone_away", "references": ""}
    told = client.submit(f"/contests/{contest.slug}/mailings/returned", **form)
    assert "2 letters recorded as returned." in told.text


def test_the_files_are_for_who_sends(ready: Mailing, scrutineer: Account, contest: Contest, client: PageClient, sign_in: SignIn) -> None:
    sign_in(client, scrutineer)
    one = f"/contests/{contest.slug}/mailings/{ready.number}/letters"
    assert client.get(one).status_code == 200
    assert client.get(f"{one}/files/1").status_code == 403


def test_an_elector_named_with_marks_comes_out_as_it_went_in(
    make_mailing: MakeMailing, approve: Approve, organiser: Account, session: Session, electors: list[Elector], roll: Any
) -> None:
    assert electors
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    services.write(as_actor(organiser), mailing, {"body_en": "#set page() $x$ @label <a> \\ *bold*", "body_cy": "Ŵyn ac ŷd"})
    made(approve(mailing), organiser)
    text = "".join(page.extract_text() for page in PdfReader(session.scalars(select(PrintFile)).one().file.path).pages)
    assert "#set page() $x$ @label <a> \\ bold" in text
    assert "Ŵyn ac ŷd" in text
