"""A scrutineer's file counted again: agreement said, every difference listed, a bad file refused with its line and nothing lost."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.results.conftest import Recorded, report_of
from tests.shared_data import shared_data
from tests.support.client import PageClient
from tests.support.people import SignIn
from tests.support.world import make_candidacy
from tracker.access.actor import Actor
from tracker.accounts.models import Account
from tracker.contests import services as contests
from tracker.contests.models import Contest
from tracker.kernel import files
from tracker.kernel.errors import Refused
from tracker.results import services
from tracker.results.models import Recount
from tracker.results.services import Report, RoundReport, Upload
from tracker.rules.contests import CandidacyState, CountMethod
from tracker.rules.results import BallotFile

WARD = "glasgow_2022_by_election_linn_ward"
PAGE = "/contests/sampleshire-2030/result"
NAMES = ("Nia Pugh-Example", "Gwyn ap Sample", "Siôn Third-Example")
RANKINGS = {"1 0": 40, "2 0": 35, "3 2 0": 15, "3 1 0": 6, "3 0": 4}
TIED = {"1 0": 40, "2 0": 30, "3 1 0": 30}


def blt(rankings: dict[str, int], names: tuple[str, ...] = NAMES) -> bytes:
    papers = [f"{count} {ranking}" for ranking, count in rankings.items()]
    return "\n".join([f"{len(names)} 1", *papers, "0", *(f'"{name}"' for name in names), '"Sample"']).encode()


def send(client: PageClient, content: bytes, name: str = "ballots.blt") -> TestResponse:
    data = {"kind": "blt", "file": (BytesIO(content), name)}
    return client.post(f"{PAGE}/checks/new", data=data, content_type="multipart/form-data")


def upload(content: bytes, name: str = "ballots.blt") -> Upload:
    return Upload(stream=BytesIO(content), name=name)


def test_ballots_that_give_the_reported_rounds_agree(recorded: Recorded, returning: Actor) -> None:
    recount = services.check_ballots(returning, recorded(), BallotFile.BLT, upload(blt(RANKINGS)))
    assert (recount.agrees, recount.winner, recount.paper_count) == (True, "Gwyn ap Sample", 100)
    assert files.verify(recount.stored_file)
    assert recount.sha256 == recount.stored_file.sha256


def test_names_are_known_whatever_their_case_and_accents(recorded: Recorded, returning: Actor) -> None:
    names = ("NIA PUGH-EXAMPLE", "gwyn  ap sample", "Sion Third-Example")
    assert services.check_ballots(returning, recorded(), BallotFile.BLT, upload(blt(RANKINGS, names))).agrees


def test_every_difference_is_listed_with_both_figures(recorded: Recorded, client: PageClient, sign_in: SignIn, scrutineer) -> None:
    recorded()
    sign_in(client, scrutineer)
    page = client.get(f"{PAGE}/checks/new")
    assert "counts no further" in page.text
    changed = {"1 0": 52, "2 0": 35, "3 2 0": 4, "3 1 0": 6, "3 0": 3}
    sent = send(client, blt(changed))
    text = client.get(sent.location, limit=200_000).text
    assert sent.status_code == 303
    assert "differences from the figures reported" in text
    for part in ("Only one of the two has this round", "52", "Chosen", "Gwyn ap Sample"):
        assert part in text
    with client.get(f"{sent.location}/file") as file:
        assert file.data == blt(changed)
    assert "differences" in client.get(PAGE).text


BAD = {
    "cut off": (blt(RANKINGS)[:27], "Line 4: the file is cut off"),
    "cut off in a ballot": (b"3 1\n40 1 0\n35 2 0\n15 3 2\n0\n\"a\"\n\"b\"\n\"c\"\n\"t\"\n", "Line 4: this ballot is cut off"),
    "unknown candidate": (b"3 1\n40 4 0\n0\n", "Line 2: there is no candidate 4"),
    "ranked twice": (b"3 1\n40 1 1 0\n0\n", "Line 2: candidate 1 is ranked twice"),
    "not text": (b"\xff\xfe3 1\n", "Line 1: this is not text in UTF-8"),
    "strangers": (blt(RANKINGS, ("A", "B", "Nia Pugh-Example")), "do not stand in this result: A, B."),
    "empty": (b"", "The file is empty"),
    "tie": (blt(TIED), "in round 1 these are tied"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_be_counted_is_refused_with_its_line_and_nothing_changes(
    kind: str, session: Session, recorded: Recorded, client: PageClient, sign_in: SignIn, scrutineer: Account
) -> None:
    content, why = BAD[kind]
    result = recorded()
    version = result.version
    sign_in(client, scrutineer)
    answer = send(client, content)
    assert answer.status_code == 422
    assert why in answer.text
    assert session.scalars(select(Recount)).all() == []
    assert (result.version, len(result.rounds)) == (version, 2)


@pytest.mark.parametrize(("content", "why"), [
    ("Choice 1,Choice 2\nNia Pugh-Example,Gwyn ap Sample\nNobody Known,\n", "Line 3: there is no candidate Nobody Known"),
    ("Nia Pugh-Example,Gwyn ap Sample,Siôn Third-Example\n1,2,3\n1,2,7\n", "Line 3: the rank 7 is out of range"),
    ("Nia Pugh-Example,Gwyn ap Sample\n1,2\n", "Line 1: no column is headed Siôn Third-Example"),
    ('Choice 1\n"Nia', "Line 2: the quotation marks do not match"),
])  # fmt: skip
def test_a_table_with_an_unknown_candidate_or_a_rank_out_of_range_is_refused(content, why, recorded: Recorded, returning: Actor) -> None:
    with pytest.raises(Refused, match=why) as refused:
        services.check_ballots(returning, recorded(), BallotFile.CSV, upload(content.encode(), "x.csv"))
    assert refused.value.field == "file"


def test_a_table_of_rankings_is_counted_as_well(recorded: Recorded, returning: Actor) -> None:
    rows = [("1,,", 40), (",1,", 35), (",2,1", 15), ("2,,1", 6), (",,1", 4)]
    content = "\n".join([f"{','.join(NAMES)},Papers", *(f"{marks},{papers}" for marks, papers in rows)])
    assert services.check_ballots(returning, recorded(), BallotFile.CSV, upload(content.encode())).agrees


def test_a_lot_recorded_with_its_round_breaks_the_tie_in_the_recount(counting: Contest, three, returning: Actor) -> None:
    nia, gwyn, sion = (one.id for one in three)
    report = Report(chosen=[nia], figures={"source": "Report"}, rounds=[
        RoundReport(votes={nia: 40, gwyn: 30, sion: 30}, non_transferable=0, tie="A lot was drawn before both agents", tie_by_lot=True),
        RoundReport(votes={nia: 70, gwyn: 30}, non_transferable=0),
    ])  # fmt: skip
    result = services.record(returning, counting, three, report)
    recount = services.check_ballots(returning, result, BallotFile.BLT, upload(blt(TIED)))
    assert (recount.agrees, recount.rules["lots"]) == (True, ["Siôn Third-Example"])


def test_the_contests_rules_say_what_unclear_marks_do(recorded: Recorded, counting: Contest, returning: Actor) -> None:
    equal = {"1 0": 40, "2 0": 35, "3 1 0": 6, "3 2 0": 15, "1=2 3 0": 4}
    assert not services.check_ballots(returning, recorded(), BallotFile.BLT, upload(blt(equal))).agrees
    contests.add_rule(returning, counting, contests.RuleDetails(key="count_equal_marks", value="next_rank"))
    again = services.check_ballots(returning, recorded(), BallotFile.BLT, upload(blt(equal)))
    assert again.agrees
    assert again.rules["equal"] == "next_rank"


def test_the_single_transferable_vote_is_not_checked_and_the_page_says_so(
    recorded: Recorded, counting: Contest, returning: Actor, client, sign_in, scrutineer
) -> None:
    counting.method = CountMethod.STV
    result = recorded()
    with pytest.raises(Refused, match="does not check counts of this kind"):
        services.check_ballots(returning, result, BallotFile.BLT, upload(blt(RANKINGS)))
    sign_in(client, scrutineer)
    assert "Tracker does not check counts of this kind" in client.get(f"{PAGE}/checks/new").text


def test_an_official_count_of_a_council_by_election_agrees_with_its_ballots(
    session: Session, counting: Contest, returning: Actor
) -> None:
    """The table printed with the file is what is compared: votes, exclusions and exhausted papers of every round."""
    path = shared_data("ranked_ballots", "scotland_byelections", f"{WARD}.blt")
    official = json.loads(shared_data("ranked_ballots", "scotland_byelections", f"{WARD}_expected.json").read_text(encoding="utf-8"))
    rounds = official["rounds"]
    standing = [make_candidacy(counting, name, session, state=CandidacyState.SHORTLISTED) for name in rounds[0]["votes"]]
    ids = {one.name: one.id for one in standing}
    report = Report(
        chosen=[ids[official["winner"]]], figures={"source": "The council's table"},
        rounds=[RoundReport(votes={ids[name]: votes for name, votes in one["votes"].items()}, non_transferable=one["exhausted"])
                for one in rounds],
    )  # fmt: skip
    result = services.record(returning, counting, standing, report)
    assert services.check_ballots(returning, result, BallotFile.BLT, upload(path.read_bytes())).agrees


def test_the_file_is_for_those_who_run_and_watch_the_count(recorded: Recorded, returning, client, sign_in, candidate, auditor) -> None:
    recount = services.check_ballots(returning, recorded(), BallotFile.BLT, upload(blt(RANKINGS)))
    address = f"{PAGE}/checks/{recount.id}"
    for account, code in ((candidate, 403), (auditor, 200)):
        sign_in(client, account)
        for page in (address, f"{address}/file"):
            with client.get(page) as answer:
                assert answer.status_code == code


def test_a_wrong_report_is_mended_and_checked_again(recorded: Recorded, three, returning: Actor) -> None:
    usual, file = report_of(three), blt(RANKINGS)
    wrong = replace(usual.rounds[1], votes={three[0].id: 47, three[1].id: 49}, transferred={})
    result = recorded(replace(usual, rounds=[usual.rounds[0], wrong]))
    assert services.check_ballots(returning, result, BallotFile.BLT, upload(file)).difference_count == 2
    recorded()
    assert services.check_ballots(returning, result, BallotFile.BLT, upload(file)).agrees
    assert len(result.recounts) == 2
