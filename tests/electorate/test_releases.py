"""A candidate gets the roll only under a signed agreement: marked, for a time, each taking in the history."""

import csv
import hashlib
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.electorate.conftest import MakeElector
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tests.support.world import make_contest
from tracker.access.can import NotAllowed, can, where_can
from tracker.access.permissions import Permission
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest, ContestRule
from tracker.electorate import services
from tracker.electorate.models import DataAgreement, Roll, RollRelease, release_columns
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import RuleForce
from tracker.rules.electorate import Channel, Eligibility, SuppressionReason

ROOM = "/contests/sampleshire-2030/electorate"
OWN = "/contests/sampleshire-2030/candidates/nia-pugh-example/roll"
RIVALS = "/contests/sampleshire-2030/candidates/gwyn-ap-sample/roll"


@pytest.fixture
def allowed(session: Session, contest: Contest) -> Contest:
    """The contest, which lets candidates have the roll."""
    session.add(ContestRule(contest=contest, key="roll_to_candidates", value="Yes", force=RuleForce.HARD))
    session.flush()
    return contest


@pytest.fixture
def roll(clock: Clock, make_elector: MakeElector, contest: Contest, returning_officer: Account) -> Roll:
    """A frozen roll of forty people with addresses, and some who may not be written to."""
    for number in range(40):
        make_elector(f"S{number:03}", address_1=f"{number} Sample Street", address_2="CARDIFF", postcode="CF11 9HA")
    make_elector("E1", email="said.yes@example.invalid", email_consent=True)
    make_elector("E2", address_1="1 Sample Road", email="nobody.asked@example.invalid")
    make_elector("X1", eligibility=Eligibility.SUSPENDED, address_1="1 Sample Road")
    make_elector("X2", address_1="1 Sample Road", post_objection=True)
    make_elector("X3", address_1="1 Sample Road")
    services.suppress_person(as_actor(returning_officer), Channel.POST, "X3", SuppressionReason.GONE_AWAY)
    return services.freeze(as_actor(returning_officer), contest)


@pytest.fixture
def agreement(clock: Clock, candidacy: Candidacy, returning_officer: Account) -> DataAgreement:
    return services.record_agreement(
        as_actor(returning_officer), candidacy, signed_on=date(2026, 3, 1), signed_by="Nia Pugh-Example", purpose="Letters to members",
        expires_on=date(2026, 3, 20),
    )  # fmt: skip


@pytest.fixture
def given(allowed: Contest, roll: Roll, agreement: DataAgreement, returning_officer: Account) -> RollRelease:
    return services.release(as_actor(returning_officer), agreement, roll)


def rows_of(text: str) -> list[dict[str, str]]:
    lines = text.lstrip("\ufeff").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("membership_number"))
    return list(csv.DictReader(StringIO("\n".join(lines[at:]))))


def taken(candidate: Account, given: RollRelease) -> str:
    return b"".join(services.take(as_actor(candidate), given, "To print letters")[1]).decode()


def test_only_where_the_contest_allows_it(contest: Contest, roll: Roll, agreement: DataAgreement, returning_officer: Account) -> None:
    with pytest.raises(Refused, match="roll_to_candidates"):
        services.release(as_actor(returning_officer), agreement, roll)


def test_only_people_who_may_be_written_to_are_on_it(given: RollRelease, candidate: Account) -> None:
    rows = {row["membership_number"]: row for row in rows_of(taken(candidate, given))}
    assert len(rows) == given.row_count == 42
    assert {"X1", "X2", "X3"}.isdisjoint(rows)
    assert (rows["E1"]["email"], rows["E2"]["email"]) == ("said.yes@example.invalid", "")


def test_a_copy_tells_whose_it_was(
    given: RollRelease, candidate: Account, allowed: Contest, agreement: DataAgreement, roll: Roll, returning_officer: Account
) -> None:
    services.release(as_actor(returning_officer), agreement, roll)
    text = taken(candidate, given)
    assert f"Release: {given.watermark}" in text
    for said in ("Only for: Letters to members", "At y diben hwn yn unig: Letters to members"):
        assert said in text, "who finds it knows what it is, in either language"
    copied = {row["membership_number"]: row["address_1"] for row in rows_of(text)}
    best, other = services.whose_copy(allowed, copied)
    assert (best.code, best.is_sure, other.is_sure) == (given.watermark, True, False)


def test_a_list_that_turned_up_is_traced_by_a_command(
    app: Flask, given: RollRelease, candidate: Account, agreement: DataAgreement, roll: Roll, returning_officer: Account, tmp_path: Path,
    session: Session,
) -> None:  # fmt: skip
    services.release(as_actor(returning_officer), agreement, roll)
    rows = rows_of(taken(candidate, given))
    copy, bare, part = (tmp_path / name for name in ("copy.csv", "bare.csv", "part.csv"))
    lines = ["membership_number;address_1", *(f"{row['membership_number']};{row['address_1']}" for row in reversed(rows))]
    copy.write_text("Found on a train\n" + "\n".join(lines), encoding="utf-8")
    bare.write_text("\n".join(lines[1:]), encoding="utf-8")
    part.write_text("\n".join(lines[:6]), encoding="utf-8")
    found = app.test_cli_runner().invoke(args=["roll", "trace", str(copy)])
    best, other = [json.loads(line) for line in found.stdout.splitlines()]
    assert (best["release"], best["candidate"], best["sure"], other["sure"]) == (given.watermark, agreement.candidacy.name, True, False)
    assert found.exit_code == 0
    assert app.test_cli_runner().invoke(args=["roll", "trace", str(part)]).exit_code == 1
    elsewhere = make_contest(agreement.candidacy.contest.area, agreement.candidacy.contest.party, "Sampleshire 2034", session)
    nothing = app.test_cli_runner().invoke(args=["roll", "trace", str(copy), "--contest", elsewhere.slug])
    assert (nothing.exit_code, "No list was released" in nothing.stderr) == (1, True)
    refused = app.test_cli_runner().invoke(args=["roll", "trace", str(bare)])
    assert (refused.exit_code, "membership_number and address_1" in refused.stderr) == (2, True)


def test_the_file_is_the_one_whose_hash_was_recorded(
    given: RollRelease, candidate: Account, session: Session, clock: Clock
) -> None:
    clock.instant += timedelta(minutes=1)
    assert hashlib.sha256(taken(candidate, given).encode()).hexdigest() == given.sha256
    services.suppress_person(as_actor(candidate), Channel.POST, "S001", SuppressionReason.GONE_AWAY)
    assert services.file_hash(given) == given.sha256
    told = session.query(HistoryEntry).filter_by(action="electorate.taken").one()
    assert (told.reason, told.candidacy_id, given.taken_count) == ("To print letters", given.agreement.candidacy_id, 1)


def test_it_ends_with_the_agreement(given: RollRelease, candidate: Account, clock: Clock, session: Session) -> None:
    clock.instant = given.expires_at - timedelta(seconds=1)
    assert can(as_actor(candidate), Permission.EXPORT_ROLL, given)
    clock.instant = given.expires_at
    assert not can(as_actor(candidate), Permission.EXPORT_ROLL, given)
    with pytest.raises(NotAllowed):
        services.take(as_actor(candidate), given, "Late")


def test_it_ends_when_it_is_withdrawn_or_the_agreement_is(
    given: RollRelease, candidate: Account, returning_officer: Account, agreement: DataAgreement, roll: Roll
) -> None:
    second = services.release(as_actor(returning_officer), agreement, roll)
    services.withdraw_release(as_actor(returning_officer), given, "The wrong roll")
    assert not can(as_actor(candidate), Permission.EXPORT_ROLL, given)
    services.withdraw_agreement(as_actor(returning_officer), agreement, "The candidate withdrew")
    assert not can(as_actor(candidate), Permission.EXPORT_ROLL, second)
    with pytest.raises(Refused, match="not in force"):
        services.release(as_actor(returning_officer), agreement, roll)


@pytest.mark.parametrize("who", ["candidate", "agent", "rival", "officer", "organiser", "scrutineer", "auditor", "returning_officer"])
def test_the_list_of_releases_agrees_with_the_check(
    request: pytest.FixtureRequest, session: Session, given: RollRelease, who: str
) -> None:
    actor = as_actor(request.getfixturevalue(who))
    query = session.query(RollRelease).join(RollRelease.agreement).join(DataAgreement.candidacy).join(Candidacy.contest)
    found = query.filter(where_can(actor, Permission.EXPORT_ROLL, release_columns())).all()
    assert (found == [given]) == can(actor, Permission.EXPORT_ROLL, given) == (who in {"candidate", "officer"})


def test_from_the_agreement_to_the_file(
    clock: Clock, client: PageClient, sign_in: SignIn, returning_officer: Account, candidate: Account, rival: Account, allowed: Contest,
    roll: Roll, candidacy: Candidacy, session: Session,
) -> None:  # fmt: skip
    sign_in(client, returning_officer)
    sent = {"candidacy": candidacy.slug, "signed_by": "Nia", "signed_on": "2026-03-01", "purpose": "Letters", "expires_on": "2026-03-20"}
    assert client.submit(f"{ROOM}/agreements/new", **{**sent, "expires_on": "2020-01-01"}).status_code == 422
    assert client.submit(f"{ROOM}/agreements/new", **sent).status_code == 303
    assert "The roll is released" in client.submit(f"{ROOM}/releases", "release", follow=True).text
    sign_in(client, rival)
    (one,) = session.query(RollRelease).all()
    assert client.get(f"{OWN}/{one.id}").status_code == 403
    assert "No roll is released" in client.get(RIVALS).text
    sign_in(client, candidate)
    assert one.watermark in client.get(OWN).text
    assert client.submit(f"{OWN}/{one.id}", reason="").status_code == 422
    file = client.submit(f"{OWN}/{one.id}", reason="To print letters")
    assert (file.status_code, file.headers["Cache-Control"]) == (200, "private, no-store")
    assert len(rows_of(file.text)) == 42
