"""Marks in a released list: the same letter reaches the same door, and a copy tells whose it was."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.watermark import LONG, SHORT, fits, marked

LINES = {f"S{number:04}": f"{number} Sample {'Street' if number % 2 else 'Rd'}" for number in range(400)}


def released(code: str) -> dict[str, str]:
    return {number: marked(line, code, number) for number, line in LINES.items()}


def test_a_copy_fits_its_own_release_whole_and_another_by_half() -> None:
    best, other = fits(released("AAAA"), ["BBBB", "AAAA"])
    assert (best.code, best.marked, best.fitting, best.is_sure) == ("AAAA", 400, 400, True)
    assert 150 < other.fitting < 250
    assert not other.is_sure


def test_a_part_in_any_order_suffices() -> None:
    part = dict(sorted(released("AAAA").items(), key=lambda pair: pair[1])[:25])
    assert fits(part, ["BBBB", "AAAA", "CCCC"])[0].code == "AAAA"


def test_a_list_never_released_fits_nothing() -> None:
    assert not any(fit.is_sure for fit in fits(LINES, ["AAAA", "BBBB"]))


@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8))
def test_only_one_word_is_ever_written_otherwise(line: str, code: str, number: str) -> None:
    written = marked(line, code, number)
    assert marked(written, code, number) == written
    if written != line:
        pairs = [(old, new) for old, new in zip(line.split(), written.split(), strict=True) if old != new]
        assert len(pairs) == 1
        assert any(short in f"{pairs[0]}" and long in f"{pairs[0]}" for long, short in SHORT.items() if short in LONG)


def test_a_saint_with_a_stop_stays_a_saint() -> None:
    assert marked("St. Example Row", "AAAA", "S1") == "St. Example Row"
