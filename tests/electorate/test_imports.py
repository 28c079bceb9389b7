"""Lists of electors: what a row becomes, what a later list changes, what is refused and how it is mended."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.people import as_actor
from tracker.access.actor import SYSTEM, Actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.directory import services as directory
from tracker.directory.models import Area, PostcodeArea
from tracker.electorate import services
from tracker.electorate.imports import KIND, place_of
from tracker.electorate.models import ContactAlarm, ContactChange, Elector
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.electorate import (
    ElectorStanding,
    Eligibility,
    LetterFormat,
    LetterLanguage,
    UnitKind,
    VoterClass,
)

Bring = Callable[..., imports.Summary]
HEAD = "membership_number,first_name,last_name,address_1,address_2,postcode,email,branch"


@pytest.fixture
def returning(returning_officer: Account) -> Actor:
    return as_actor(returning_officer)


@pytest.fixture
def bring(returning: Actor, contest: Contest, tmp_path: Path, clock: object) -> Bring:
    """`bring("membership_number,…")`: an import of that list by the returning officer."""

    def importing(content: str | bytes, **options: object) -> imports.Summary:
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        place = place_of(contest)
        db.session.commit()
        return imports.run_from_command_line(KIND, place, path, returning, **{"mapping": {}, **options})  # type: ignore[arg-type]  # as a test gives it

    return importing


def person(number: int, **other: str) -> str:
    said = {
        "membership_number": f"S{number:03}", "first_name": "Nia", "last_name": f"Pugh-Example{number}",
        "address_1": f"{number} Sample Street",
        "address_2": "Cardiff", "postcode": "CF11 9HA", "email": f"p{number}@example.invalid", "branch": "Sampletown", **other,
    }  # fmt: skip
    return ",".join(said[name] for name in HEAD.split(","))


def a_list(*rows: str) -> str:
    return "\n".join((HEAD, *rows)) + "\n"


def everybody() -> dict[str, Elector]:
    db.session.expire_all()
    return {one.membership_number: one for one in db.session.scalars(select(Elector))}


def test_a_row_becomes_an_elector_with_everything_it_says(bring: Bring, session: Session) -> None:
    directory.load_areas(SYSTEM)
    done = bring(
        "membership_number,title,first_name,last_name,address_1,address_2,address_3,address_4,address_5,address_6,postcode,email,phone,"
        "language,voter_class,joined_on,paid_up_to,branch,council,email_consent,post_objection,format\n"
        "L 1,Ms,Siân,O’Sample-Llŷr,Flat 2,12  Sample Street ,Grangetown,cardiff,,,cf119ha,Sian@Example.org,029 2018 0000,"
        "Cymraeg,Affiliated supporter,01/02/2020,31/12/2026,Grangetown,Cyngor Caerdydd,yes,no,print bras\n"
    )
    (one,) = everybody().values()
    assert (done.exit_status, done.counts["created"]) == (0, 1)
    assert (one.membership_number, one.name, one.title) == ("L 1", "Siân O’Sample-Llŷr", "Ms")
    assert one.address_lines == ["Flat 2", "12 Sample Street", "Grangetown", "CARDIFF"]
    assert (one.postcode, one.email, one.email_key) == ("CF11 9HA", "Sian@Example.org", "sian@example.org")
    assert (one.language, one.voter_class, one.format) == (LetterLanguage.WELSH, VoterClass.AFFILIATED_SUPPORTER, LetterFormat.LARGE_PRINT)
    assert (one.joined_on, one.paid_up_to, one.branch) == (date(2020, 2, 1), date(2026, 12, 31), "Grangetown")
    assert one.council
    assert (one.council.name_en, one.email_consent, one.post_objection, one.standing) == ("Cardiff", True, False, ElectorStanding.NONE)
    assert (one.eligibility, one.is_listed, one.number_hash != "", one.email_hash != "") == (Eligibility.ELIGIBLE, True, True, True)


def test_the_vote_follows_the_freeze_dates(bring: Bring, contest: Contest) -> None:
    contest.joined_by, contest.paid_up_by = date(2026, 1, 31), date(2026, 3, 31)
    bring(
        "number,last name,joined,paid to,status\n1,A-Example,31/01/2026,31/03/2026,\n2,B-Example,01/02/2026,31/03/2026,\n"
        "3,C-Example,1/1/2020,30/3/2026,current\n4,D-Example,1/1/2020,31/12/2026,suspended\n5,E-Example,,,died\n6,F-Example,,,\n"
    )
    assert {number: one.eligibility.value for number, one in everybody().items()} == {
        "1": "eligible", "2": "joined_after", "3": "in_arrears", "4": "suspended", "5": "deceased", "6": "eligible",
    }  # fmt: skip


@pytest.mark.parametrize(("changed", "field", "said"), [
    ({"postcode": "CF11 9HI"}, "postcode", "This is not a UK postcode"),
    ({"postcode": "CFII 9HA"}, "postcode", "CF11 9HA"),
    ({"postcode": ""}, "address_2", "no UK postcode and names no country"),
    ({"address_1": "No fixed abode"}, "address_1", "Leave the address empty"),
    ({"address_1": "@home"}, "address_1", "does not begin with such a mark"),
    ({"address_1": "", "address_2": ""}, "address_1", "too short"),
    ({"email": "nobody"}, "email", "not an e-mail address"),
    ({"last_name": ""}, "last_name", "empty"),
    ({"membership_number": ""}, "membership_number", "empty"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_what_to_do(bring: Bring, changed: dict[str, str], field: str, said: str) -> None:
    done = bring(a_list(person(1), person(2, **changed)))
    assert (done.exit_status, done.counts["rejected"], everybody()) == (1, 1, {})
    assert any(problem.startswith(f"3: {field}") and said in problem for problem in done.problems), done.problems


def test_nobody_needs_an_address_and_somebody_may_live_abroad(bring: Bring) -> None:
    empty = {"address_1": "", "address_2": "", "postcode": ""}
    assert bring(a_list(person(1, **empty), person(2, address_2="France", postcode=""))).exit_status == 0
    assert [one.address_lines for one in everybody().values()] == [[], ["2 Sample Street", "FRANCE"]]


@pytest.mark.parametrize("name", [
    "’; DROP TABLE elector;--", "<script>alert(1)</script>", "ﷺ 𝒳 ẞ", "=1+1", "עברית", "{{ 7*7 }}", "N\u200bull",
])  # fmt: skip
def test_naughty_names_stay_as_they_came(bring: Bring, name: str) -> None:
    bring(a_list(person(1, last_name=f'"{name}"')))
    assert everybody()["S001"].last_name == name


def test_a_number_stands_once_in_a_file(bring: Bring) -> None:
    done = bring(a_list(person(1), person(1, last_name="Other-Example")))
    assert (done.counts["created"], done.counts["duplicates"], everybody()["S001"].last_name) == (1, 1, "Pugh-Example1")


def test_the_same_list_again_changes_nothing(bring: Bring, session: Session) -> None:
    bring(a_list(person(1), person(2)))
    again = bring(a_list(person(1), person(2)))
    assert (again.counts["created"], again.counts["updated"], again.counts["duplicates"]) == (0, 0, 2)
    assert not session.scalars(select(ContactChange)).all()


def test_a_later_list_changes_who_is_known_and_marks_who_left(bring: Bring, session: Session, returning: Actor) -> None:
    bring(a_list(*(person(number) for number in range(1, 101))))
    later = bring(a_list(*(person(number, **({"email": "new@example.invalid"} if number == 7 else {})) for number in range(2, 102))))
    people = everybody()
    assert (later.counts["created"], later.counts["updated"]) == (1, 1)
    assert (people["S001"].is_listed, people["S001"].left_on, people["S101"].is_listed) == (False, date(2026, 3, 2), True)
    (change,) = session.scalars(select(ContactChange))
    assert (change.elector_id, change.fields, change.by_id) == (people["S007"].id, ["email"], returning.account_id)
    assert "p7@example" not in f"{change.before_hash}"
    told = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "electorate.list_compared")).one()
    assert told.difference == {"left": [None, 1], "contact_changes": [None, 1]}
    assert not session.scalars(select(ContactAlarm)).all()
    newest = session.scalars(select(imports.ImportRun).order_by(imports.ImportRun.id.desc())).first()
    assert newest
    assert newest.message.endswith("marked as having left. Not in the file: 1. Unchanged: 98.")


def test_who_comes_back_is_on_the_list_again(bring: Bring) -> None:
    for numbers in ((1, 2, 3), (2, 3), (1, 2, 3)):
        bring(a_list(*map(person, numbers)))
    assert [one.is_listed for one in everybody().values()] == [True, True, True]


def test_columns_a_later_list_does_not_have_stay_as_they_were(bring: Bring) -> None:
    bring(a_list(person(1), person(2)))
    bring("membership_number,last_name,branch\nS001,Pugh-Example1,Otherton\nS002,Pugh-Example2,Sampletown\n")
    one = everybody()["S001"]
    assert (one.branch, one.email, one.first_name, one.address_1) == ("Otherton", "p1@example.invalid", "Nia", "1 Sample Street")


def test_a_file_that_names_few_is_taken_as_corrections(bring: Bring) -> None:
    bring(a_list(*map(person, range(1, 11))))
    done = bring(a_list(person(3, email="new@example.invalid")), dry_run=True)
    assert any("taken as additions and corrections" in problem for problem in done.problems)
    bring(a_list(person(3, email="new@example.invalid")))
    assert all(one.is_listed for one in everybody().values())


def test_a_row_in_error_is_not_a_person_who_left(bring: Bring) -> None:
    bring(a_list(*map(person, range(1, 4))))
    done = bring(a_list(person(1), person(2), person(3, email="nobody")), only_good_rows=True)
    assert (done.counts["rejected"], everybody()["S003"].is_listed) == (1, True)


def test_what_was_decided_by_hand_outlives_the_next_list(bring: Bring, returning: Actor) -> None:
    bring(a_list(person(1), person(2), person(3)))
    people = everybody()
    services.decide(returning, people["S001"], Eligibility.IN_ARREARS, "The treasurer wrote")
    services.set_standing(returning, people["S002"], ElectorStanding.DECEASED, "The family called")
    bring(a_list(*(person(number, branch="Otherton") for number in (1, 2, 3))))
    votes = {number: one.eligibility.value for number, one in everybody().items()}
    assert votes == {"S001": "in_arrears", "S002": "deceased", "S003": "eligible"}


def test_too_many_changes_in_a_branch_raise_the_alarm_and_hold_these_people(bring: Bring, session: Session) -> None:
    everywhere = [person(number, branch="Smallton" if number <= 10 else "Bigton") for number in range(1, 101)]
    bring(a_list(*everywhere))
    for number in (2, 5):
        everywhere[number - 1] = person(number, branch="Smallton", address_1="1 Drop Box Lane")
    bring(a_list(*everywhere))
    (alarm,) = session.scalars(select(ContactAlarm))
    assert (alarm.unit_kind, alarm.unit, alarm.changed, alarm.of, alarm.percent) == (UnitKind.BRANCH, "Smallton", 2, 10, 20.0)
    assert {number for number, one in everybody().items() if one.contact_held_at} == {"S002", "S005"}


def test_councils_come_from_postcodes_where_a_table_knows(bring: Bring, session: Session) -> None:
    directory.load_areas(SYSTEM)
    cardiff = session.scalars(select(Area).where(Area.name_en == "Cardiff")).one()
    session.add(PostcodeArea(postcode="CF11 9HA", area_id=cardiff.id))
    bring(a_list(person(1), person(2, postcode="SA1 1AA")))
    people = everybody()
    assert (people["S001"].council_id, people["S002"].council_id) == (cardiff.id, None)
    bring(a_list(person(1, branch="Otherton"), person(2)))
    assert everybody()["S001"].council_id == cardiff.id


def test_an_import_that_only_added_people_can_be_taken_back(bring: Bring, session: Session, returning: Actor) -> None:
    bring(a_list(person(1), person(2)))
    run = session.scalars(select(imports.ImportRun)).one()
    imports.services.undo(run, returning)
    assert everybody() == {}


def test_an_import_that_changed_people_cannot(bring: Bring, session: Session, returning: Actor) -> None:
    bring(a_list(person(1), person(2)))
    bring(a_list(person(1, branch="Otherton"), person(2)))
    first, second = session.scalars(select(imports.ImportRun).order_by(imports.ImportRun.id))
    for run in (first, second):
        with pytest.raises(Refused):
            imports.services.undo(run, returning)
