"""What would keep a letter from being printed is found before."""

import pytest

from tests.letters.samples import ADDRESS, letter, part, picture, two_pages
from tracker.letters.checking import ProblemKind, problems
from tracker.letters.content import fill, parse
from tracker.letters.letter import Letter


def kinds(sample: Letter) -> list[tuple[ProblemKind, str]]:
    return [(one.kind, one.detail) for one in problems(sample)]


@pytest.mark.parametrize("sample", [letter(), two_pages(), letter(signature=picture()), letter(signature=picture("JPEG"))])
def test_a_good_letter_has_no_problem(sample: Letter) -> None:
    assert kinds(sample) == []


@pytest.mark.parametrize(
    ("sample", "kind", "detail"),
    [
        (letter(address=("王小明", *ADDRESS[1:])), ProblemKind.CHARACTERS, "小 明 王"),
        (letter(parts=(part(body=parse("A smile: 😀")),)), ProblemKind.CHARACTERS, "😀"),
        (letter(parts=(part(imprint="By \u0627"),)), ProblemKind.CHARACTERS, "\u0627"),
        (letter(parts=(part(body=parse("In ((branch)) of ((ward))")),)), ProblemKind.PLACEHOLDERS, "branch, ward"),
        (letter(parts=(part(salutation="Dear ((First name))"),)), ProblemKind.PLACEHOLDERS, "first_name"),
        (letter(parts=(part(), part("cy", body=parse("[x](https://example.org/((token)))")))), ProblemKind.PLACEHOLDERS, "token"),
        (letter(address=("Nia Sample", "CF11 9HA")), ProblemKind.ADDRESS_LINES, ""),
        (letter(address=("Nia Sample", " ", "CF11 9HA")), ProblemKind.ADDRESS_LINES, ""),
        (letter(address=("x",) * 8), ProblemKind.ADDRESS_LINES, ""),
        (letter(address=("W" * 60, *ADDRESS[1:])), ProblemKind.ADDRESS_WIDTH, ""),
        (letter(address=("Enw hir iawn " * 12,) * 3 + ADDRESS[2:]), ProblemKind.ADDRESS_WIDTH, ""),
        (letter(sender=("Sample Party",) * 19), ProblemKind.SENDER, ""),
        (letter(parts=(part(imprint="Published by the Sample Party " * 20),)), ProblemKind.IMPRINT, ""),
        (letter(signature=b"GIF89a"), ProblemKind.SIGNATURE, ""),
        (letter(signature=picture() + bytes(2 * 1024 * 1024)), ProblemKind.SIGNATURE, ""),
        (letter(reference="M1 1\n"), ProblemKind.REFERENCE, "M1 1\n"),
        (letter(reference=""), ProblemKind.REFERENCE, ""),
    ],
)
def test_a_problem_is_named_with_what_to_do(sample: Letter, kind: ProblemKind, detail: str) -> None:
    (problem,) = problems(sample)
    assert (problem.kind, problem.detail) == (kind, detail)
    assert str(problem.message).endswith(".")


def test_a_value_that_looks_like_a_placeholder_is_a_value() -> None:
    assert kinds(letter(parts=(part(body=fill(parse("((a))"), {"a": "((b))"})),))) == []
