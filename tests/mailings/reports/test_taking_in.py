"""What comes back ends the sending to an address where it is final, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.shared_data import shared_data
from tests.support.mailing_world import address_of, make_mailing
from tracker.contests.models import Contest
from tracker.electorate.models import Suppression
from tracker.mailings.models import Bounce, Delivery, Mailing
from tracker.mailings.services.reporting import take_in, take_in_reports
from tracker.rules.electorate import SuppressionReason
from tracker.rules.mailings import BounceKind, DeliveryState

FAILURE = """From: MAILER-DAEMON@relay.example
Content-Type: multipart/report; report-type=delivery-status; boundary="x"
MIME-Version: 1.0

--x
Content-Type: text/plain

It could not be delivered.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such person

--x
Content-Type: message/rfc822

Message-ID: <{reference}.mailing@party.example>
Subject: Your ballot

--x--
"""


@pytest.fixture
def mailing(session: Session, contest: Contest) -> Mailing:
    """Two people were written to."""
    mailing = make_mailing(session, contest, 2)
    session.execute(update(Delivery).values(state=DeliveryState.HANDED_OVER))
    session.commit()
    return mailing


def first(session: Session) -> Delivery:
    found = session.scalars(select(Delivery).order_by(Delivery.id).execution_options(populate_existing=True)).first()
    assert found
    return found


def failure(reference: str, address: str = address_of(0), action: str = "failed", status: str = "5.1.1") -> bytes:
    return FAILURE.format(reference=reference, address=address, action=action, status=status).encode()


def reasons(session: Session) -> list[SuppressionReason]:
    return [one.reason for one in session.scalars(select(Suppression))]


def test_a_failure_for_good_is_the_outcome_and_ends_the_sending(session: Session, mailing: Mailing) -> None:
    assert take_in(failure(first(session).reference))
    assert (first(session).state, first(session).answer) == (DeliveryState.RETURNED, "smtp; 550 5.1.1 no such person")
    assert reasons(session) == [SuppressionReason.HARD_BOUNCE]


def test_a_failure_for_now_is_noted_and_nothing_more(session: Session, mailing: Mailing) -> None:
    take_in(failure(first(session).reference, action="delayed", status="4.2.2"))
    assert (first(session).state, reasons(session)) == (DeliveryState.HANDED_OVER, [])
    assert session.scalars(select(Bounce.kind)).all() == [BounceKind.SOFT]


def test_the_same_report_counts_once(session: Session, mailing: Mailing) -> None:
    report = failure(first(session).reference)
    assert [take_in(report), take_in(report)] == [True, False]


def test_a_report_without_our_reference_is_known_by_an_address_we_wrote_to(session: Session, mailing: Mailing) -> None:
    take_in(failure("", address=address_of(1).upper()).replace(b"Message-ID", b"X-Lost"))
    assert [one.state for one in session.scalars(select(Delivery).order_by(Delivery.id))][1] is DeliveryState.RETURNED


@pytest.mark.parametrize("reference", ["", "nobody1234"])
def test_a_stranger_cannot_silence_anybody(session: Session, mailing: Mailing, reference: str) -> None:
    take_in(failure(reference, address="somebody.else@members.invalid"))
    assert (first(session).state, reasons(session)) == (DeliveryState.HANDED_OVER, [])


@pytest.fixture
def letterbox(app: Flask, tmp_path: Path) -> Iterator[Path]:
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, BOUNCES_PATH=str(tmp_path))
    yield tmp_path
    app.config["SETTINGS"] = before


def test_every_message_in_the_letterbox_is_taken_in_once_whatever_it_is(session: Session, mailing: Mailing, letterbox: Path) -> None:
    (letterbox / "ours.eml").write_bytes(failure(first(session).reference))
    (letterbox / "junk.eml").write_bytes(b"\xff\xfe\x00 nothing")
    for name in ("dsn_01.txt", "exim_01.txt", "simple_01.txt"):
        (letterbox / name).write_bytes(shared_data("bad_inputs/bounces_flufl", name).read_bytes())
    assert [take_in_reports(), take_in_reports()] == [5, 0]
    assert first(session).state is DeliveryState.RETURNED
    assert reasons(session) == [SuppressionReason.HARD_BOUNCE], "only people we wrote to"
    assert session.scalars(select(Bounce.kind).where(Bounce.kind == BounceKind.UNREADABLE)).all() == [BounceKind.UNREADABLE]
