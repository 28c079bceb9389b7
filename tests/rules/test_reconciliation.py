"""Papers that add up, edition by edition and overall, and what does not named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.reconciliation import (
    Discrepancy,
    EditionAccount,
    Explanation,
    Finding,
    PaperAccount,
    reconcile,
)

PINK = EditionAccount("Pink", PaperAccount(printed=5_200, issued=4_981, reissued=19, spoilt=7, void=12, unused=181, returned=2_207))
SIGNED = Explanation("Two sheets jammed in the folding machine", ("A. Sample", "B. Sample"))


def test_papers_add_up() -> None:
    found = reconcile([PINK, EditionAccount("Large print", PaperAccount(40, issued=31, unused=9, returned=12))])
    assert (found.is_reconciled, found.findings, found.overall.unexplained) == (True, (), 0)
    assert (found.overall.printed, found.overall.live, found.overall.returned) == (5_240, 5_031, 2_219)


def test_nothing_printed_adds_up_too() -> None:
    assert reconcile([]).is_reconciled


def test_what_nobody_can_explain_is_named() -> None:
    found = reconcile([PINK, EditionAccount("Braille", PaperAccount(10, issued=6, unused=2))])
    assert not found.is_reconciled
    assert found.findings == (
        Finding("Braille", Discrepancy.UNEXPLAINED, 2, False), Finding(None, Discrepancy.UNEXPLAINED, 2, False),
    )  # fmt: skip


def test_a_reason_and_two_signatures_settle_it() -> None:
    found = reconcile([EditionAccount("Braille", PaperAccount(10, issued=6, unused=2), SIGNED)])
    assert found.is_reconciled
    assert [finding.is_settled for finding in found.findings] == [True, True]


@pytest.mark.parametrize(
    "explanation",
    [
        Explanation("", ("A. Sample", "B. Sample")), Explanation("  ", ("A. Sample", "B. Sample")), Explanation("Jam", ("A. Sample",)),
        Explanation("Jam", ("A. Sample", " a. sample ")), Explanation("Jam", ("A. Sample", " ")),
    ],
)  # fmt: skip
def test_less_does_not(explanation: Explanation) -> None:
    assert not reconcile([EditionAccount("Braille", PaperAccount(10, issued=6), explanation)]).is_reconciled


def test_more_papers_than_were_printed_are_a_difference_too() -> None:
    found = reconcile([EditionAccount("Pink", PaperAccount(10, issued=12))])
    assert found.findings[0] == Finding("Pink", Discrepancy.MORE_THAN_PRINTED, 2, False)


def test_a_surplus_in_one_edition_hides_no_gap_in_another() -> None:
    found = reconcile([EditionAccount("Pink", PaperAccount(10, issued=12)), EditionAccount("Blue", PaperAccount(10, issued=8))])
    assert (found.overall.unexplained, found.is_reconciled) == (0, False)
    assert [finding.edition for finding in found.findings] == ["Pink", "Blue"]


def test_more_cannot_come_back_than_went_out_whoever_signs() -> None:
    found = reconcile([EditionAccount("Pink", PaperAccount(10, issued=4, reissued=1, unused=5, returned=6), SIGNED)])
    assert found.findings == (
        Finding("Pink", Discrepancy.MORE_RETURNED_THAN_LIVE, 1, False),
        Finding(None, Discrepancy.MORE_RETURNED_THAN_LIVE, 1, False),
    )
    assert reconcile([EditionAccount("Pink", PaperAccount(10, issued=4, reissued=1, unused=5, returned=5))]).is_reconciled


def test_papers_are_counted_from_nought() -> None:
    with pytest.raises(ValueError, match="nought"):
        PaperAccount(10, void=-1)


COUNTS = st.integers(0, 10**6)
ACCOUNTS = st.builds(PaperAccount, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)


@given(st.lists(ACCOUNTS, max_size=6))
def test_the_equation_always_holds(accounts: list[PaperAccount]) -> None:
    found = reconcile([EditionAccount(str(at), papers) for at, papers in enumerate(accounts)])
    for papers in (*accounts, found.overall):
        assert papers.printed == (
            papers.issued + papers.reissued + papers.spoilt + papers.void + papers.unused + papers.unexplained
        )  # fmt: skip
    assert found.is_reconciled == all(papers.unexplained == 0 and papers.returned <= papers.live for papers in accounts)
