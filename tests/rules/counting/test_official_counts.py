"""Real ballots counted again: every round as the official table or an independent counter has it."""

import csv
from decimal import Decimal

import pytest

from tests.rules.counting import files
from tests.shared_data import shared_data
from tracker.rules.counting import (
    difference_of_winners,
    differences,
    eliminating_ballot,
    plurality,
    quota,
    to_json,
)

BY_ELECTIONS = (
    "aberdeenshire_2016_by_election_banff_and_district", "falkirk_2021_by_election_south",
    "glasgow_2022_by_election_linn_ward", "highland_2021_by_election_inverness_west",
)  # fmt: skip


@pytest.mark.parametrize("name", BY_ELECTIONS)
def test_a_scottish_by_election_is_counted_as_it_was_declared(name: str) -> None:
    count = eliminating_ballot(files.blt("scotland_byelections", f"{name}.blt"))
    official = files.expected("scotland_byelections", f"{name}_expected.json")
    assert to_json(count) == {"winner": official["winner"], "rounds": official["rounds"]}
    assert differences(files.reported(official["rounds"]), count.rounds) == []
    assert count.paper_count == official["valid_ballots"]


def test_the_lowest_goes_out_where_a_popular_library_sends_out_another() -> None:
    """PyRankVote 2.0.6 sends Jen Bell out with 409 votes while Joe McCauley still stands with 294."""
    count = eliminating_ballot(files.blt("scotland_byelections", "glasgow_2022_by_election_linn_ward.blt"))
    for one in count.rounds[:-1]:
        (out,) = one.excluded_after or ()
        assert one.votes[out] == min(one.votes.values())
    assert [name.split()[0] for one in count.rounds for name in one.excluded_after or ()][4:] == ["Joe", "Pauline"]


def test_a_societys_election_is_counted_as_an_independent_counter_has_it() -> None:
    count = eliminating_ballot(files.blt("ers_union", "ers_set1_10cands.blt"))
    official = files.expected("ers_union", "ers_set1_10cands_expected.json")
    assert to_json(count) == {"winner": official["winner"], "rounds": official["rounds"]}


@pytest.mark.parametrize("name", files.RCTAB)
def test_unclear_papers_count_as_the_rules_of_each_set_say(name: str) -> None:
    config = files.expected("rctab", name, f"{name}_config.json")
    count = eliminating_ballot(files.rctab_ballots(name, config), files.rctab_rules(config["rules"]))
    report = files.rctab_rounds("rctab", name, f"{name}_expected_detailed_report.csv")
    assert differences(report, count.rounds) == []
    assert count.winner == max(report[-1].votes, key=lambda who: report[-1].votes[who])


def test_why_papers_count_no_further_is_told_as_the_report_tells_it() -> None:
    name = "2015_portland_mayor"
    config = files.expected("rctab", name, f"{name}_config.json")
    count = eliminating_ballot(files.rctab_ballots(name, config), files.rctab_rules(config["rules"]))
    assert count.rounds[-1].endings == {"equal": 3, "skipped": 1, "used_up": 1}
    assert [tie.out for tie in count.ties] == ["Rathband, Jed", "Vail, Christopher L."]


@pytest.mark.parametrize(
    ("folder", "table"), [("scotland_stv/glasgow_linn_2007", "898 1284 1782 219 165 1381 2043 955 296 149 395"),
                          ("scotland_stv/dundee_maryfield_2022", "953 198 34 214 1037 371 960 446")],
)  # fmt: skip
def test_first_preferences_are_those_of_the_official_first_stage(folder: str, table: str) -> None:
    ballots = files.blt(*f"{folder}.blt".split("/"))
    first = plurality(ballots).rounds[0]
    assert list(first.votes.values()) == [int(votes) for votes in table.split()]
    with shared_data(files.FOLDER, *f"{folder}_stages.csv".split("/")).open(encoding="utf-8", newline="") as file:
        stage = next(csv.DictReader(file))
    assert [Decimal(stage[name.split(' "')[0]]) for name in ballots.candidates] == list(first.votes.values())


def test_the_quota_is_the_one_published() -> None:
    assert quota(5132) == 2567  # Linn by-election, 2022
    assert (quota(4213, 3), quota(9567, 4)) == (1054, 1914)  # the totals to which surpluses were cut down in 2022 and 2007


@pytest.mark.parametrize("name", ["us_ak_2022_08_cd", "us_ca_sfo_2018_06_mayor", "us_me_2018_11_cd02", "us_nm_saf_2018_03_mayor"])
def test_a_published_report_agrees_with_itself_and_not_with_a_slip_of_the_pen(name: str) -> None:
    rounds, winner = files.report_rounds(name)
    assert differences(rounds, rounds) + difference_of_winners(winner, winner) == []
    assert rounds[-1].votes[winner] >= rounds[-1].majority
    slipped = [*rounds[:-1], type(rounds[-1])(rounds[-1].votes | {winner: rounds[-1].votes[winner] + 9}, rounds[-1].exhausted)]
    (slip,) = differences(slipped, rounds)
    assert (slip.round, slip.candidate, slip.reported) == (len(rounds), winner, rounds[-1].votes[winner] + 9)
