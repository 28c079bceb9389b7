"""Rankings as CSV, by choice and by candidate: read, or refused with the line and the reason."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.counting import UNNAMED_MARKS, BadBallots, CsvShape, Fault, read_csv

STOOD = CsvShape(candidates=("Ann", "Bob", "Cai"))
CHOICES = "Paper,Choice 1,Choice 2,Choice 3\n"
RANKS = "Ann,Bob,Cai\n"


def read(text: str, shape: CsvShape = STOOD) -> dict[object, int]:
    return dict(read_csv(io.BytesIO(text.encode()), shape).rankings)


def test_a_column_for_each_choice() -> None:
    text = CHOICES + "1,Bob,Ann,\n2,Bob,Ann\n3,,Cai,Ann\n4,Ann = Cai,Bob,\n5,overvote,Bob,undervote\n6,,,\n,,,\n"
    assert read(text) == {
        ((1,), (0,)): 2, ((), (2,), (0,)): 1, ((0, 2), (1,)): 1, (UNNAMED_MARKS, (1,)): 1, (): 1,
    }  # fmt: skip


def test_a_column_for_each_candidate() -> None:
    assert read(RANKS + "2,1,\n2,1,\n1,1,2\n,,3\n,,\n") == {
        ((1,), (0,)): 2, ((0, 1), (2,)): 1, ((), (), (2,)): 1, (): 1,
    }  # fmt: skip


def test_a_row_may_stand_for_many_papers() -> None:
    assert read("Papers,Cai,Ann,Bob\n120,1,2,\n") == {((2,), (0,)): 120}
    assert read("1st choice,2nd choice,count\nCai,Ann,7\n") == {((2,), (0,)): 7}


def test_the_file_names_the_candidates_where_nobody_else_does() -> None:
    by_choice = read_csv(io.BytesIO(b"Choice 1,Choice 2\nBob,Ann\nAnn,\n"))
    assert (by_choice.candidates, by_choice.rankings) == (("Bob", "Ann"), {((0,), (1,)): 1, ((1,),): 1})
    assert read_csv(io.BytesIO('"Sample, Ann",Bob\n1,2\n'.encode("utf-8-sig"))).candidates == ("Sample, Ann", "Bob")


def test_the_order_and_the_other_columns_do_not_matter() -> None:
    shape = CsvShape(("Ann", "Bob"), ignored=frozenset({"Ward"}), aliases={"B": "Bob"})
    assert read("Ward,B,Ann\nX,1,2\n", shape) == {((1,), (0,)): 1}
    assert read("Choice 2,Ward,Choice 1\nAnn,X,B\n", shape) == {((1,), (0,)): 1}


def test_who_withdrew_is_known_to_the_file() -> None:
    shape = CsvShape(("Ann", "Bob"), withdrawn=frozenset({"Bob"}))
    assert read_csv(io.BytesIO(b"Ann,Bob\n2,1\n"), shape).withdrawn == {1}


@pytest.mark.parametrize(
    ("text", "line", "fault", "says"),
    [
        ("", 1, Fault.EMPTY_FILE, "empty"),
        ("Papers\n1\n", 1, Fault.NO_COLUMNS, "head a column"),
        (CHOICES + "1,Ann,Dai,\n", 2, Fault.UNKNOWN_CANDIDATE, "no candidate Dai"),
        (CHOICES + "1,Ann,ann,\n", 2, Fault.UNKNOWN_CANDIDATE, "no candidate ann"),
        (CHOICES + "1,Ann,=,\n", 2, Fault.UNKNOWN_CANDIDATE, "no candidate ="),
        (CHOICES + "1,Ann,Bob,Ann\n", 2, Fault.RANKED_TWICE, "candidate Ann is ranked twice"),
        (CHOICES + "1,Ann,Bob,Cai,Ann\n", 2, Fault.TOO_MANY_CELLS, "more cells"),
        ("Choice 1,Choice 1\n", 1, Fault.COLUMN_TWICE, "headed Choice 1"),
        ("Choice 1,Choice 3\n", 1, Fault.NO_SUCH_COLUMN, "headed Choice 2"),
        ("Ann,Bob\n1,2\n", 1, Fault.NO_SUCH_COLUMN, "headed Cai"),
        ("Ann,Bob,Cai,Dai\n1,2,3,4\n", 1, Fault.UNKNOWN_CANDIDATE, "no candidate Dai"),
        ("Ann,Bob,Ann\n1,2,3\n", 1, Fault.NAME_TWICE, "called Ann"),
        ("Ann,,Bob,Cai\n1,2,3,\n", 1, Fault.NAME_MISSING, "the name is empty"),
        (RANKS + "1,2,\n1,4,2\n", 3, Fault.RANK_OUT_OF_RANGE, "the rank 4 is out of range: with so many candidates it is from 1 to 3"),
        (RANKS + "1,0,2\n", 2, Fault.RANK_OUT_OF_RANGE, "the rank 0"),
        (RANKS + "1,-2,\n", 2, Fault.RANK_OUT_OF_RANGE, "the rank -2"),
        (RANKS + "1,99999999999999,\n", 2, Fault.RANK_OUT_OF_RANGE, "out of range"),
        (RANKS + "1,x,2\n", 2, Fault.NOT_A_RANK, "not x"),
        (RANKS + "1,1.5,2\n", 2, Fault.NOT_A_RANK, "not 1.5"),
        ("Papers," + RANKS + "0,1,2,3\n", 2, Fault.NOT_A_COUNT, "not 0"),
        (RANKS + '1,"2\n', 2, Fault.QUOTES, "quotation marks"),
        (RANKS + '1,"2\n",3\n1,2,3,4\n', 4, Fault.TOO_MANY_CELLS, "more cells"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_line_and_the_reason(text: str, line: int, fault: Fault, says: str) -> None:
    with pytest.raises(BadBallots) as refused:
        read(text)
    assert (refused.value.line, refused.value.fault) == (line, fault)
    assert says in str(refused.value)


def test_everybody_withdrawn_leaves_nobody_to_count_for() -> None:
    with pytest.raises(BadBallots, match="nobody to count for"):
        read(RANKS, CsvShape(STOOD.candidates, withdrawn=frozenset(STOOD.candidates)))


@given(st.text(st.sampled_from('Choice 12,"\nAnBob='), max_size=60))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    try:
        read(text, CsvShape())
    except BadBallots as refused:
        assert refused.line >= 1  # noqa: PT017 - either way is right
