"""How a count goes: one out at a time, at full value; unclear papers and ties by the contest's rules, never by chance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.counting.files import read
from tracker.rules.contests import CountMethod
from tracker.rules.counting import (
    UNNAMED_MARKS,
    BallotSet,
    Count,
    CountRules,
    NotChecked,
    OnRepeat,
    OnUnclear,
    Round,
    TieRule,
    UndecidedTie,
    count_ballots,
    eliminating_ballot,
    percentage,
    plurality,
    quota,
    to_json,
)
from tracker.rules.counting.ties import TieBreaker

NAMES = ("Ann", "Bob", "Cai", "Dot")


def ballots(text: str, names: str = "A B C D") -> BallotSet:
    """Ballots as BLT lines without the 0 at their end, separated by commas."""
    each = names.split()
    lines = "\n".join(f"{line} 0" for line in text.split(","))
    return read(f"{len(each)} 1\n{lines}\n0\n" + "".join(f'"{name}"\n' for name in each) + '"T"\n', repeats=True)


def votes(count: Count) -> list[dict[str, int]]:
    return [dict(one.votes) for one in count.rounds]


def test_the_lowest_goes_out_until_somebody_holds_more_than_half() -> None:
    count = eliminating_ballot(ballots("5 1,4 2 1,3 3 2 1,1 4 3"))
    assert to_json(count) == {
        "winner": "B",
        "rounds": [
            {"votes": {"A": 5, "B": 4, "C": 3, "D": 1}, "exhausted": 0, "excluded_after": ["D"]},
            {"votes": {"A": 5, "B": 4, "C": 4}, "exhausted": 0, "excluded_after": ["C"]},
            {"votes": {"A": 5, "B": 7}, "exhausted": 1, "excluded_after": []},
        ],
        "ties": [{"round": 2, "tied": ["B", "C"], "rule": "latest_round", "out": "C"}],
    }


def test_more_than_half_is_of_the_votes_that_still_count() -> None:
    count = eliminating_ballot(ballots("5 1,4 2,3 3,2 4"))
    assert votes(count) == [{"A": 5, "B": 4, "C": 3, "D": 2}, {"A": 5, "B": 4, "C": 3}, {"A": 5, "B": 4}]
    assert [one.exhausted for one in count.rounds] == [0, 2, 5]
    assert (count.winner, count.rounds[-1].majority, count.rounds[-1].excluded_after) == ("A", 5, ())


def test_exactly_half_is_not_more_than_half() -> None:
    count = eliminating_ballot(ballots("4 1,2 2 3,2 3", "A B C"), CountRules(ties=(TieRule.ORDER,)))
    assert votes(count) == [{"A": 4, "B": 2, "C": 2}, {"A": 4, "B": 2}]
    assert count.winner == "A"


def test_those_without_a_vote_go_out_one_at_a_time_too() -> None:
    count = eliminating_ballot(ballots("4 1,4 2,1 3 1"), CountRules(ties=(TieRule.ORDER,)))
    assert [one.excluded_after for one in count.rounds] == [("D",), ("C",), ()]
    assert count.winner == "A"


def test_what_moves_is_told() -> None:
    count = eliminating_ballot(ballots("5 1,4 2,2 3 2,1 3", "A B C"))
    assert count.rounds[0].transfers is None
    assert count.rounds[1].transfers == {"B": 2, None: 1}
    assert count.rounds[1].endings == {"used_up": 1}


def test_a_paper_passes_over_who_withdrew_or_went_out() -> None:
    count = eliminating_ballot(read('4 1\n-4\n3 4 1 0\n2 2 0\n1 3 4 1 0\n0\nA\nB\nC\nD\nT\n'))
    assert votes(count) == [{"A": 3, "B": 2, "C": 1}, {"A": 4, "B": 2}]


def test_papers_for_nobody_who_stands_count_as_exhausted_from_the_start() -> None:
    count = eliminating_ballot(read('3 1\n-3\n3 3 0\n2 2 0\n1 0\n4 1 0\n0\nA\nB\nC\nT\n'))
    assert (count.rounds[0].exhausted, count.blank_count, count.paper_count) == (4, 1, 10)
    assert count.rounds[0].endings == {"used_up": 3, "blank": 1}


@pytest.mark.parametrize(("text", "winner"), [("", None), ("7", None), ("1 2", "B")])
def test_few_papers_or_none(text: str, winner: str | None) -> None:
    given_ballots = ballots(text) if text else BallotSet(("A", "B", "C"), {})
    count = eliminating_ballot(given_ballots)
    assert (count.winner, len(count.rounds)) == (winner, 1)
    assert plurality(given_ballots).winner == winner


def test_one_candidate_alone_needs_one_paper() -> None:
    assert eliminating_ballot(ballots("3 1", "A")).winner == "A"


def test_plurality_counts_first_preferences_only() -> None:
    count = plurality(ballots("5 1,4 2 3,3 3 2,1 4 3"))
    assert (count.winner, votes(count), count.blank_count) == ("A", [{"A": 5, "B": 4, "C": 3, "D": 1}], 0)


def test_the_single_transferable_vote_is_not_checked() -> None:
    with pytest.raises(NotChecked):
        count_ballots(ballots("1 1"), CountMethod.STV)
    assert count_ballots(ballots("1 1"), CountMethod.PLURALITY).method is CountMethod.PLURALITY
    assert count_ballots(ballots("1 1"), CountMethod.ELIMINATING_BALLOT).method is CountMethod.ELIMINATING_BALLOT


@pytest.mark.parametrize(
    ("equal", "last", "for_ann"), [(OnUnclear.EXHAUST, {"A": 6, "B": 5}, 0), (OnUnclear.NEXT_RANK, {"A": 6, "B": 11}, 3)]
)
def test_equal_marks(equal: OnUnclear, last: dict[str, int], for_ann: int) -> None:
    rules = CountRules(equal=equal)
    assert votes(eliminating_ballot(ballots("6 1,5 2,3 3=4 2,3 3 1=4 2"), rules))[-1] == last
    unnamed = BallotSet(NAMES, {(UNNAMED_MARKS, (0,)): 3, ((1,),): 2})
    assert plurality(unnamed, rules).rounds[0].votes["Ann"] == for_ann


@pytest.mark.parametrize(("allowed", "for_a"), [(None, 6), (0, 1), (1, 3), (2, 6)])
def test_ranks_left_out(allowed: int | None, for_a: int) -> None:
    rules = CountRules(skips_allowed=allowed, ties=(TieRule.ORDER,))
    first = eliminating_ballot(ballots("1 1,2 - 1,3 - - 1,1 2", "A B"), rules).rounds[0]
    assert (first.votes["A"], first.exhausted) == (for_a, 6 - for_a)
    assert first.endings.get("skipped", 0) == 6 - for_a  # type: ignore[call-overload]  # an ending is its word


@pytest.mark.parametrize(("repeats", "for_b"), [(OnRepeat.EXHAUST, 4), (OnRepeat.NEXT_RANK, 7)])
def test_a_candidate_ranked_twice(repeats: OnRepeat, for_b: int) -> None:
    count = eliminating_ballot(ballots("6 1,4 2,3 3 3 2", "A B C"), CountRules(repeats=repeats))
    assert votes(count)[-1] == {"A": 6, "B": for_b}
    with pytest.raises(ValueError, match="twice"):
        eliminating_ballot(ballots("6 1,3 3 3 2", "A B C"))


def test_a_tie_is_broken_by_the_latest_round_in_which_they_differed() -> None:
    text = "10 1,5 2,4 3,1 4 3"  # B and C are level with 5 once D is out; C had fewer before
    count = eliminating_ballot(ballots(text), CountRules(ties=(TieRule.LATEST_ROUND,)))
    (tie,) = count.ties
    assert (tie.round, tie.tied, tie.rule, tie.out) == (2, ("B", "C"), TieRule.LATEST_ROUND, "C")


def test_the_first_round_may_decide_otherwise_than_the_latest() -> None:
    text, names = "10 1,6 2,5 3,2 5 3,2 4 2,1 4 3,1 4", "A B C D E"  # B and C: 6 and 5, then 6 and 7, then 8 and 8
    for rule, out in ((TieRule.LATEST_ROUND, "B"), (TieRule.FIRST_ROUND, "C")):
        (tie,) = eliminating_ballot(ballots(text, names), CountRules(ties=(rule,))).ties
        assert (tie.round, tie.tied, tie.out) == (3, ("B", "C"), out)


def test_every_earlier_round_is_asked() -> None:
    level = [Round({"B": 5, "C": 5}), Round({"B": 6, "C": 7}), Round({"B": 8, "C": 8}), Round({"B": 9, "C": 9})]
    for rule in (TieRule.LATEST_ROUND, TieRule.FIRST_ROUND):
        tie = TieBreaker(CountRules(ties=(rule,)), ("B", "C")).break_tie(("B", "C"), level)
        assert (tie.round, tie.out) == (4, "B")
    just_before = [level[0], level[1], level[3]]
    assert TieBreaker(CountRules(ties=(TieRule.FIRST_ROUND,)), ("B", "C")).break_tie(("B", "C"), just_before).out == "B"


def test_who_is_not_in_a_given_order_stands_after_it_in_the_order_of_the_file() -> None:
    breaker = TieBreaker(CountRules(ties=(TieRule.ORDER,), order=("D", "C")), ("A", "B", "C", "D"))
    outs = [breaker.break_tie(tied, [Round({})]).out for tied in (("A", "B"), ("A", "D"), ("C", "D"), ("A", "C"))]
    assert outs == ["B", "A", "C", "A"]


def test_a_tie_no_rule_decides_is_not_guessed() -> None:
    with pytest.raises(UndecidedTie, match="round 1: B, C are tied") as undecided:
        eliminating_ballot(ballots("5 1,2 2,2 3,3 4"))
    assert (undecided.value.round, undecided.value.tied) == (1, ("B", "C"))
    with pytest.raises(UndecidedTie, match="A, B"):
        plurality(ballots("5 1,5 2,2 3"))


def test_a_lot_that_was_drawn_decides_and_is_told() -> None:
    count = eliminating_ballot(ballots("5 1,2 2,2 3,3 4"), CountRules(lots=("B",)))
    assert [(tie.rule, tie.out) for tie in count.ties] == [(TieRule.LOT, "B")]
    assert to_json(count)["ties"] == [{"round": 1, "tied": ["B", "C"], "rule": "lot", "out": "B"}]


def test_two_level_at_the_end_are_decided_the_same_way() -> None:
    level = ballots("5 1,5 2", "A B")
    assert [one.excluded_after for one in eliminating_ballot(level, CountRules(lots=("A",))).rounds] == [()]
    assert eliminating_ballot(level, CountRules(lots=("A",))).winner == "B"
    assert eliminating_ballot(level, CountRules(ties=(TieRule.ORDER,))).winner == "A"
    assert eliminating_ballot(level, CountRules(ties=(TieRule.ORDER,), order=("B", "A"))).winner == "B"
    assert eliminating_ballot(level, CountRules(ties=(TieRule.ORDER,), order=("B",))).winner == "B"


def test_figures_beside_the_votes() -> None:
    assert (quota(100), quota(101), quota(0), quota(753, 6)) == (51, 51, 1, 108)
    assert (str(percentage(1142, 2200)), str(percentage(1, 8, 2)), percentage(1, 0)) == ("51.9", "12.50", None)


@st.composite
def elections(draw: st.DrawFn) -> BallotSet:
    size = draw(st.integers(1, 5))
    ranking = st.permutations(range(size)).flatmap(lambda order: st.integers(0, size).map(lambda n: tuple((at,) for at in order[:n])))
    withdrawn = draw(st.frozensets(st.integers(0, size - 1), max_size=size - 1))
    return BallotSet(tuple("ABCDE"[:size]), draw(st.dictionaries(ranking, st.integers(1, 50), max_size=12)), withdrawn=withdrawn)


@given(elections())
def test_no_paper_is_lost_or_counted_twice_and_every_round_follows_from_the_one_before(ballots: BallotSet) -> None:
    count = eliminating_ballot(ballots, CountRules(ties=(TieRule.LATEST_ROUND, TieRule.ORDER)))
    for one in count.rounds:
        assert one.continuing_votes + (one.exhausted or 0) == ballots.paper_count == count.paper_count
        assert sum(one.endings.values()) == one.exhausted
    for before, after in pairwise(count.rounds):
        (out,) = before.excluded_after or ()
        assert before.votes[out] == min(before.votes.values())
        assert max(before.votes.values()) < before.majority
        moved = after.transfers or {}
        assert sum(moved.values()) == before.votes[out]
        assert after.votes == {name: before.votes[name] + moved.get(name, 0) for name in before.votes if name != out}
        assert (after.exhausted or 0) == (before.exhausted or 0) + moved.get(None, 0)
    last = count.rounds[-1]
    assert count.winner is None or last.votes[count.winner] == max(last.votes.values())
    assert last.excluded_after == ()


@given(elections(), st.integers(2, 9))
def test_a_count_does_not_depend_on_how_the_papers_lie(ballots: BallotSet, times: int) -> None:
    rules = CountRules(ties=(TieRule.LATEST_ROUND, TieRule.ORDER))
    turned = BallotSet(ballots.candidates, dict(reversed(ballots.rankings.items())), withdrawn=ballots.withdrawn)
    assert to_json(eliminating_ballot(turned, rules)) == to_json(eliminating_ballot(ballots, rules))
    more = BallotSet(ballots.candidates, {each: papers * times for each, papers in ballots.rankings.items()}, withdrawn=ballots.withdrawn)
    assert eliminating_ballot(more, rules).winner == eliminating_ballot(ballots, rules).winner
