"""BLT read and written: what the format allows is read, what is wrong is refused with its line and the reason."""

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.counting.files import blt, read
from tracker.rules.counting import UNNAMED_MARKS, BadBallots, BallotSet, Fault, read_blt, write_blt

SMALL = '4 2\n-2\n3 1 3 4 0\n4 1 3 2 0\n2 4 1=3 0\n1 2 0\n2 2=4=3 1 0\n1 3 - 4 0\n0\n"Ann"\n"Bob"\n"Cai"\n"Dot"\n"Sample"\n'


def test_what_the_format_has_is_read() -> None:
    ballots = read(SMALL)
    assert (ballots.candidates, ballots.seats, ballots.title) == (("Ann", "Bob", "Cai", "Dot"), 2, "Sample")
    assert (ballots.withdrawn, ballots.standing, ballots.paper_count) == ({1}, (0, 2, 3), 13)
    assert ballots.rankings == {
        ((0,), (2,), (3,)): 3, ((0,), (2,), (1,)): 4, ((3,), (0, 2)): 2, ((1,),): 1, ((1, 2, 3), (0,)): 2, ((2,), (), (3,)): 1,
    }  # fmt: skip


def test_equal_ballots_are_one_bundle() -> None:
    ballots = read('2 1\n3 1 2 0\n1 2 1 0\n4 1 2 0\n2 1 2 - 0\n0\n"A"\n"B"\n"T"\n')
    assert ballots.rankings == {((0,), (1,)): 9, ((1,), (0,)): 1}


@pytest.mark.parametrize(
    "text",
    [
        "# a remark\n\n2 1 # two\n1 1 2 0  # this one\n\n0\nAnn\nBob\nSample\n",
        '﻿2 1\r\n1 1 2 0\r\n0\r\n"Ann"\r\n"Bob"\r\n"Sample"\r\n',
        '2 1\n1 1 2\n0\n"Ann" "Bob" "Sample"\n',
        '2 1\n01 1 2 0\n0\n"Ann" # first\n"Bob"\n"Sample" "a source" "a comment"\n',
        '2 1\n1\t1\t2\t0\n0\n"Ann"\n"Bob"\n"Sample"',
    ],
)
def test_the_same_file_is_written_in_many_ways(text: str) -> None:
    assert read(text) == BallotSet(("Ann", "Bob"), {((0,), (1,)): 1}, title="Sample")


def test_names_keep_their_quotation_marks() -> None:
    names = read('2 1\n0\n"Ann ""The Vote"" ap Sample"\n"Siân \\"Ŵ\\" Sample #1"\n"T"\n').candidates
    assert names == ('Ann "The Vote" ap Sample', 'Siân "Ŵ" Sample #1')


def test_a_title_may_be_missing_where_the_names_are_closed() -> None:
    assert read('2 1\n1 1 0\n0\n"Ann"\n"Bob"\n').title == ""


def test_a_file_whose_ballots_have_no_end_is_read() -> None:
    ballots = blt("ers97_model", "ers97.blt")
    assert (ballots.paper_count, ballots.candidates[-1], ballots.title) == (753, "Freeman", "ERS97 Model Election")


HEAD = "3 1\n2 1 2 0\n5 2 3 0\n"
TAIL = '0\n"A"\n"B"\n"C"\n"T"\n'


@pytest.mark.parametrize(
    ("text", "line", "fault", "says"),
    [
        ("", 1, Fault.EMPTY_FILE, "empty"),
        ("\n# nothing\n", 2, Fault.EMPTY_FILE, "empty"),
        ("three 1\n", 1, Fault.FIRST_LINE, "such as 4 1, not three 1"),
        ("3\n", 1, Fault.FIRST_LINE, "how many places"),
        ("0 1\n0\n", 1, Fault.FIRST_LINE, "how many candidates"),
        ("2000 1\n", 1, Fault.TOO_MANY_CANDIDATES, "the most is 1000"),
        (HEAD, 3, Fault.CUT_OFF_IN_BALLOTS, "the 0 that closes the ballots"),
        (HEAD + "4 1 3", 4, Fault.CUT_OFF_IN_BALLOT, "this ballot is cut off"),
        (HEAD + "4 1 3\n4 2 0\n" + TAIL, 4, Fault.CUT_OFF_IN_BALLOT, "this ballot is cut off"),
        ("3 1\n4 1 3\n4 2 0\n3 2 0\n" + TAIL, 2, Fault.CUT_OFF_IN_BALLOT, "that other ballots have"),
        (HEAD + "0\n", 4, Fault.CUT_OFF_IN_NAMES, "names 0 of 3"),
        (HEAD + '0\n"A"\n"B"\n', 6, Fault.CUT_OFF_IN_NAMES, "names 2 of 3"),
        (HEAD + '0\n"A"\n"B"\n"C', 7, Fault.NAME_NOT_CLOSED, '"C'),
        (HEAD + "0\nA\nB\nC", 7, Fault.CUT_OFF_IN_A_NAME, "may be incomplete"),
        (HEAD + TAIL + '"S"\n"C"\n"more"\n', 11, Fault.AFTER_THE_TITLE, "more"),
        (HEAD + "1 4 0\n" + TAIL, 4, Fault.UNKNOWN_NUMBER, "no candidate 4: they are numbered from 1 to 3"),
        (HEAD + "1 2=4 0\n" + TAIL, 4, Fault.UNKNOWN_NUMBER, "no candidate 4"),
        (HEAD + "1 99999999999999999999 0\n" + TAIL, 4, Fault.UNKNOWN_NUMBER, "no candidate 9999"),
        ("3 1\n-4\n" + TAIL, 2, Fault.UNKNOWN_NUMBER, "no candidate -4"),
        (HEAD + "1 -2 0\n" + TAIL, 4, Fault.UNKNOWN_NUMBER, "no candidate -2"),
        (HEAD + "1 A 0\n" + TAIL, 4, Fault.NOT_A_PREFERENCE, "not A"),
        (HEAD + "1 2= 0\n" + TAIL, 4, Fault.NOT_A_PREFERENCE, "not ="),
        (HEAD + "1 ٢ 0\n" + TAIL, 4, Fault.UNKNOWN_NUMBER, "no candidate ٢"),
        (HEAD + "1 1.5 0\n" + TAIL, 4, Fault.NOT_A_PREFERENCE, "not 1.5"),
        (HEAD + "1 2 1 2 0\n" + TAIL, 4, Fault.RANKED_TWICE, "candidate 2 is ranked twice"),
        (HEAD + "1 1=1 0\n" + TAIL, 4, Fault.RANKED_TWICE, "candidate 1=1 is ranked twice"),
        (HEAD + "1 0 2 0\n" + TAIL, 4, Fault.END_INSIDE, "a rank left out as -"),
        (HEAD + "0.5 1 0\n" + TAIL, 4, Fault.NOT_A_COUNT, "whole number from 1, not 0.5"),
        (HEAD + "(17) 1 0\n" + TAIL, 4, Fault.NOT_A_COUNT, "not (17)"),
        (HEAD + "99999999999 1 0\n" + TAIL, 4, Fault.NOT_A_COUNT, "not 99999999999"),
        (HEAD + "-1\n" + TAIL, 4, Fault.WITHDRAWN_AFTER_BALLOTS, "before the first ballot"),
        ("2 1\n-1 -2\n" + '0\n"A"\n"B"\n"T"\n', 1, Fault.ALL_WITHDRAWN, "nobody to count for"),
        ('2 1\n1 1 0\n0\n"A"\n"A"\n"T"\n', 5, Fault.NAME_TWICE, "two candidates are called A"),
        ('2 1\n1 1 0\n0\n"A"\n" "\n"T"\n', 5, Fault.NAME_MISSING, "the name is empty"),
        (HEAD + "1 1\0 0\n" + TAIL, 4, Fault.NOT_TEXT, "UTF-8"),
        (HEAD + "1 " + "1 " * 60_000, 4, Fault.LINE_TOO_LONG, "longer than 100000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_line_and_the_reason(text: str, line: int, fault: Fault, says: str) -> None:
    with pytest.raises(BadBallots) as refused:
        read(text)
    assert (refused.value.line, refused.value.fault) == (line, fault)
    assert str(refused.value).startswith(f"line {line}: ")
    assert says in str(refused.value)


def test_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(BadBallots, match=r"line 4: .*save the file as UTF-8"):
        read_blt(io.BytesIO('2 1\n1 1 0\n0\n"Siân"\n"B"\n"T"\n'.encode("latin-1")))
    with pytest.raises(BadBallots, match=r"line 1: .*save the file as UTF-8"):
        read_blt(io.BytesIO(SMALL.encode("utf-16")))


def test_a_candidate_twice_is_taken_where_the_rules_say_what_it_means() -> None:
    assert read(HEAD + "1 2 2 3 0\n" + TAIL, repeats=True).rankings[(1,), (1,), (2,)] == 1


def test_wherever_a_real_file_is_cut_off_no_vote_is_lost_in_silence() -> None:
    whole = blt("scotland_byelections", "falkirk_2021_by_election_south.blt")
    text = write_blt(whole)
    for cut in range(len(text)):
        try:
            assert read(text[:cut]).rankings == whole.rankings
        except BadBallots as refused:
            assert refused.line <= text.count("\n") + 1  # noqa: PT017 - either way is right


def test_memory_is_bounded_by_the_different_rankings_and_not_by_the_papers() -> None:
    lines = b"1 1 2 3 0\n" * 50_000
    source = io.BytesIO(b"3 1\n" + lines + TAIL.encode())
    tracemalloc.start()
    ballots = read_blt(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ballots.paper_count == 50_000
    assert most < 500_000


@st.composite
def ballot_sets(draw: st.DrawFn) -> BallotSet:
    name = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
    names = draw(st.lists(name, min_size=1, max_size=5, unique=True))
    marks = st.integers(0, len(names) - 1)
    ranking = st.permutations(range(len(names))).flatmap(
        lambda order: st.lists(st.booleans(), min_size=len(order), max_size=len(order)).map(lambda equal: _ranks(order, equal))
    )
    rankings = draw(st.dictionaries(ranking, st.integers(1, 10_000), max_size=20))
    withdrawn = draw(st.frozensets(marks, max_size=len(names) - 1))
    return BallotSet(tuple(names), rankings, draw(st.integers(1, 9)), withdrawn, "A sample")


def _ranks(order: list[int], equal: list[bool]) -> tuple[tuple[int, ...], ...]:
    ranks: list[tuple[int, ...]] = []
    for candidate, joins in zip(order, equal, strict=True):
        if joins and ranks:
            ranks[-1] = tuple(sorted((*ranks[-1], candidate)))
        else:
            ranks += [(candidate,)] if candidate % 2 else [(), (candidate,)]
    return tuple(ranks)


@given(ballot_sets())
def test_what_is_written_is_read_back(ballots: BallotSet) -> None:
    assert read(write_blt(ballots)) == ballots


@given(st.text(st.sampled_from('0123 -="#\nAé'), max_size=60))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    try:
        read("3 1\n" + text)
    except BadBallots as refused:
        assert refused.line >= 1  # noqa: PT017 - either way is right


def test_marks_of_nobody_in_particular_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="without saying which"):
        write_blt(BallotSet(("A", "B"), {(UNNAMED_MARKS,): 1}))
