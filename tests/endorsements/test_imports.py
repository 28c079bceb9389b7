"""Importing endorsements: on screen, from the command line, and the real list for each contest in it."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from sqlalchemy import func, select

from tests.endorsements.conftest import World
from tests.shared_data import shared_data
from tests.support.people import as_actor, make_account, trust
from tests.support.world import make_area, make_candidacy, make_contest
from tracker.access.actor import SYSTEM
from tracker.contests.models import Contest
from tracker.directory import services as directory
from tracker.endorsements import services
from tracker.endorsements.imports import KIND, EndorsementImport
from tracker.endorsements.models import Endorsement
from tracker.endorsements.views.imports import place_of
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.imports import ImportAuthor, ImportRun
from tracker.kernel.imports.checking import Tally, judge
from tracker.kernel.unit_of_work import unit
from tracker.rules.contests import ContestState
from tracker.rules.decisions import DecisionOutcome
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role, ScopeKind

HEADINGS = (
    "endorser,endorser_kind,body_kind,office,area,candidate,decided_on,method,outcome,"
    "votes_for,votes_against,abstentions,grade,source\n"
)
GOOD = HEADINGS + (
    "Sampleshire Party Council,body,party_council,,,Nia Pugh-Example,2026-02-20,full_meeting,"
    "unanimous,44,0,0,minute,Minutes of 20 February\n"
    "Elin Invented,person,,Councillor,Swansea,Gwyn ap Sample,21/02/2026,,,,,,press,https://example.org/elin\n"
    "Undeb Ffug,body,affiliated_union,,,,2026-02-22,executive,no_endorsement,,,,letter,Letter\n"
)


def real_rows() -> list[dict[str, str]]:
    content = shared_data("endorsements", "uk_endorsements.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(content)))


REAL_CONTESTS = (
    "Conservative leader October 2022",
    "Labour leader 2020",
    "Labour leader 2015",
    "Labour leader 2016",
    "Labour deputy leader 2020",
    "Welsh Labour leader 2018",
)
UNDECIDED = {"not yet nominated", "not declared"}


def uploaded(content: str | bytes, officer, contest: Contest, name: str = "list.csv") -> ImportRun:
    stream = BytesIO(content.encode() if isinstance(content, str) else content)
    return imports.upload(
        KIND, place_of(contest), stream, name, ImportAuthor(officer.id, officer.name), language="en"
    )


def checked(run: ImportRun) -> tuple[Tally, list]:
    """Every row judged, as both passes of an import judge it."""
    spec = EndorsementImport(run)
    spec.prepare(run)
    table, tally = imports.table_of(run, spec), Tally()
    return tally, list(judge(table, spec, imports.guess_columns(spec.fields, table.columns), tally))


def saved(run: ImportRun) -> Tally:
    """The good rows, written."""
    tally, rows = checked(run)
    spec = EndorsementImport(run)
    spec.prepare(run)
    spec.write(run, [row.good for row in rows if row.good is not None])
    db.session.flush()
    return tally


def in_contest(contest: Contest) -> list[Endorsement]:
    return list(db.session.scalars(select(Endorsement).where(Endorsement.contest_id == contest.id)))


def test_the_columns_of_the_issue_are_read_as_they_stand(world: World, officer) -> None:
    tally = saved(uploaded(GOOD, officer, world.contest))
    made = {one.endorser.label: one for one in in_contest(world.contest)}
    assert (tally.created, tally.rejected, tally.first_errors) == (3, 0, [])
    assert (made["Sampleshire Party Council"].outcome, made["Sampleshire Party Council"].votes_for) == (
        DecisionOutcome.UNANIMOUS,
        44,
    )
    assert (made["Elin Invented"].office, made["Elin Invented"].candidacy) == (
        "Councillor, Swansea",
        world.second,
    )
    assert (made["Undeb Ffug"].outcome, made["Undeb Ffug"].candidacy) == (
        DecisionOutcome.NO_ENDORSEMENT,
        None,
    )
    assert {one.state.value for one in made.values()} == {"recorded"}
    assert [proof.url for proof in made["Elin Invented"].evidence] == ["https://example.org/elin"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Elin Invented,person,,,,Somebody Unknown,,,,,,,,", "Nobody of this name stands"),
        (
            "Cyngor Ffug,body,principal_council,,,Nia Pugh-Example,,,,,,,,",
            "Its leader or its councillors can",
        ),
        ("Quite Unknown,,,,,Nia Pugh-Example,,,,,,,,", "Say whether it is a person"),
        (
            "Undeb Ffug,body,affiliated_union,,,Nia Pugh-Example,2027-01-01,,,,,,,",
            "cannot be dated in the future",
        ),
        ("Undeb Ffug,body,affiliated_union,,,Nia Pugh-Example,,,unanimous,5,1,,,", "Votes against: 1"),
        ("Undeb Ffug,body,affiliated_union,,,Nia Pugh-Example,,,tied,,,,,", "A candidate is named exactly"),
        ("Undeb Ffug,body,affiliated_union,,,,,,,,,,,", "Name the candidate"),
        ("Undeb Ffug,person,affiliated_union,,,Nia Pugh-Example,,,,,,,,", "both that it is a person"),
        ("Undeb Ffug,body,affiliated_union,,,Nia Pugh-Example,,individual,,,,,,", "A body decides by"),
        (",person,,,,Nia Pugh-Example,,,,,,,,", "empty"),
        ("Elin Invented,person,,,,Nia Pugh-Example,,nonsense,,,,,,", "not one of the choices"),
        ("Elin Invented,person,,,,Nia Pugh-Example,,,,minus,,,,", "not a whole number"),
    ],
)
def test_row_errors_say_what_to_do(world: World, officer, row: str, said: str) -> None:
    tally, _ = checked(uploaded(f"{HEADINGS}{row}\n", officer, world.contest))
    assert (tally.created, tally.rejected) == (0, 1)
    assert said in tally.first_errors[0]["message"]


def test_duplicates_are_shown_and_contradictions_are_errors(world: World, officer) -> None:
    twice = (
        "Élin Invented,person,,,,Nia Pugh-Example,,,,,,,,\nElin Invented,person,,,,Nia Pugh-Example,,,,,,,,\n"
    )
    tally, _ = checked(uploaded(HEADINGS + twice, officer, world.contest))
    assert (tally.created, tally.duplicates, tally.rejected) == (1, 1, 0)
    turned = (
        "Elin Invented,person,,,,Nia Pugh-Example,,,,,,,,\nElin Invented,person,,,,Gwyn ap Sample,,,,,,,,\n"
    )
    tally, _ = checked(uploaded(HEADINGS + turned, officer, world.contest))
    assert (tally.created, tally.rejected) == (1, 1)


def test_what_is_recorded_is_a_duplicate_and_a_switch_is_made_by_hand(world: World, officer, logged) -> None:
    logged(world.council)
    same = "Sampleshire Party Council,,,,,Nia Pugh-Example,,,,,,,,\n"
    assert checked(uploaded(HEADINGS + same, officer, world.contest))[0].duplicates == 1
    tally, _ = checked(
        uploaded(HEADINGS + same.replace("Nia Pugh-Example", "Gwyn ap Sample"), officer, world.contest)
    )
    assert "Switch it by hand" in tally.first_errors[0]["message"]


@pytest.mark.parametrize("title", REAL_CONTESTS)
def test_the_real_list_goes_into_each_contest_in_it(
    world: World, officer, session, area, party, title: str
) -> None:
    contest = make_contest(area, party, title, session, state=ContestState.ANNOUNCED)
    rows = [row for row in real_rows() if row["contest"] == title]
    for name in dict.fromkeys(row["candidate"] for row in rows if row["candidate"]):
        make_candidacy(contest, name, session)
    tally = saved(uploaded(shared_data("endorsements", "uk_endorsements.csv").read_bytes(), officer, contest))
    wanted = [row for row in rows if row["status"] not in UNDECIDED]
    assert (tally.read, tally.first_errors, tally.rejected, tally.created + tally.duplicates) == (
        261,
        [],
        0,
        len(wanted),
    )
    made = in_contest(contest)
    assert {one.endorser.label for one in made} == {" ".join(row["endorser"].split()) for row in wanted}
    assert {one.endorser.label for one in made if one.candidacy is None} == {
        row["endorser"] for row in wanted if not row["candidate"]
    }
    assert all(one.evidence for one in made)


def test_an_import_is_taken_back_until_something_was_verified(world: World, officer, second_officer) -> None:
    run = uploaded(GOOD, officer, world.contest)
    saved(run)
    spec = EndorsementImport(run)
    assert (spec.refusal_to_undo(run), spec.undo(run), in_contest(world.contest)) == (None, 3, [])
    again = uploaded(GOOD, officer, world.contest, "again.csv")
    saved(again)
    services.verify(as_actor(second_officer), in_contest(world.contest)[0])
    assert "no longer be taken back" in str(spec.refusal_to_undo(again))


def test_rows_for_other_contests_say_why_they_are_left_out(world: World, officer) -> None:
    run = uploaded(
        b"contest,endorser,body_kind,candidate,outcome\n"
        b"Sampleshire 2030,Sample Branch,branch,Nia Pugh-Example,\n"
        b"Elsewhere 2030,Other Branch,branch,Somebody Else,\n"
        b"Sampleshire 2030,Third Branch,branch,Nia Pugh-Example,not yet nominated\n",
        officer,
        world.contest,
    )
    tally, _ = checked(run)
    assert [(line["row"], line["of"]) for line in tally.first_left_out] == [
        (3, "For another contest"),
        (4, "Nothing decided yet"),
    ]
    saved(run)
    assert len(in_contest(world.contest)) == 1


def test_the_pages_take_a_file_and_guess_its_columns(world: World, officer, browse) -> None:
    file = {"file": (BytesIO(shared_data("endorsements", "uk_endorsements.csv").read_bytes()), "uk.csv")}
    shown = browse(officer).post(
        "/contests/sampleshire-2030/endorsements/imports", data=file, follow_redirects=True
    )
    for column in ("contest", "candidate", "endorser", "role", "kind", "area", "status", "date", "source"):
        assert f'<option selected value="{column}">' in shown.text, column


@pytest.mark.parametrize("who", ["candidate", "scrutineer", "officer_elsewhere", "returning_officer"])
def test_others_cannot_import(request, world: World, browse, who: str) -> None:
    assert (
        browse(request.getfixturevalue(who))
        .get("/contests/sampleshire-2030/endorsements/imports")
        .status_code
        == 403
    )


def test_the_command_line_ends_with_the_counts(real_app, tmp_path) -> None:
    with real_app.app_context():
        make_world_of_its_own()
    file = tmp_path / "list.csv"
    file.write_text(GOOD.replace("Gwyn ap Sample", "Nobody Known"), encoding="utf-8")
    run = real_app.test_cli_runner().invoke
    wrong = run(
        args=[
            "import",
            "endorsements",
            str(file),
            "--contest",
            "sampleshire-2030",
            "--as",
            "olwen.officer@example.invalid",
        ]
    )
    assert (wrong.exit_code, counts(wrong.output)["rejected"], counts(wrong.output)["created"]) == (1, 1, 0)
    file.write_text(GOOD.replace("endorser,", "Who,", 1), encoding="utf-8")
    command = [
        "import",
        "endorsements",
        str(file),
        "--contest",
        "sampleshire-2030",
        "--as",
        "olwen.officer@example.invalid",
        "--map",
        "endorser=Who",
    ]
    dry = run(args=[*command, "--dry-run"])
    assert (dry.exit_code, stored(real_app)) == (0, 0), dry.output
    done = run(args=command)
    assert (done.exit_code, counts(done.output)) == (
        0,
        {"read": 3, "created": 3, "updated": 0, "duplicates": 0, "rejected": 0},
    )
    again = run(args=command)
    assert (counts(again.output)["duplicates"], stored(real_app)) == (3, 3)
    stranger = run(args=[*command[:-4], "--as", "sara.second@example.invalid"])
    assert stranger.exit_code == 1


def counts(output: str) -> dict[str, int]:
    return json.loads(output.strip().splitlines()[-1])


def stored(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Endorsement)) or 0


def make_world_of_its_own() -> None:
    """An officer, a contest and its candidates, committed."""
    with unit():
        session = db.session()
        area = make_area(session, "X10000001", "Sampleshire")
        party = directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party")
        directory.create_body(
            SYSTEM, kind=BodyKind.PARTY_COUNCIL, name_en="Sampleshire Party Council", parent_id=party.id
        )
        contest = make_contest(area, party, "Sampleshire 2030", session)
        for name in ("Nia Pugh-Example", "Gwyn ap Sample"):
            make_candidacy(contest, name, session)
        trust(make_account(session, "Olwen Officer"), Role.REGIONAL_OFFICER, ScopeKind.AREA, area.id)
