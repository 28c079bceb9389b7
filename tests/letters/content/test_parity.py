"""English and Welsh side by side: what one says and the other does not."""

import pytest

from tracker.letters.content import Aspect, Disparity, parity, parse

ALIKE = [
    ("Closes at 17:30 on 1 June 2012", "Yn cau am 17.30 ar 1 Mehefin 2012"),
    ("1,000 members and the 2nd of 3", "1000 o aelodau a'r 2il o 3"),
    ("# Vote\n\nDear ((first_name))", "# Pleidleisiwch\n\nAnnwyl ((First name))"),
    ("[rules](https://example.org/)", "[rheolau](https://example.org/)"),
]


@pytest.mark.parametrize(("english", "welsh"), ALIKE)
def test_texts_that_say_the_same_have_no_difference(english: str, welsh: str) -> None:
    assert parity(parse(english), parse(welsh)) == []


@pytest.mark.parametrize(
    ("english", "welsh", "aspect", "only_in", "what"),
    [
        ("((first_name))", "", Aspect.PLACEHOLDER, "en", "first_name"),
        ("", "((?branch)) cangen", Aspect.OPTIONAL, "cy", "branch"),
        ("on 15 June", "ar 14 Mehefin", Aspect.NUMBER, "en", "15"),
        ("15 and 15", "15", Aspect.NUMBER, "en", "15"),
        ("[a](https://example.org/en)", "a", Aspect.LINK, "en", "https://example.org/en"),
        ("# One\n\n## Two", "# Un", Aspect.HEADING, "en", "Two"),
        ("# One", "## Un", Aspect.HEADING, "cy", "Un"),
    ],
)
def test_a_difference_is_named(english: str, welsh: str, aspect: Aspect, only_in: str, what: str) -> None:
    assert Disparity(aspect=aspect, only_in=only_in, what=what) in parity(parse(english), parse(welsh))


def test_differences_are_listed_by_aspect() -> None:
    found = parity(parse("# A\n\n((a)) 1"), parse("((b)) 2"))
    assert [(one.aspect, one.only_in, one.what) for one in found] == [
        (Aspect.PLACEHOLDER, "en", "a"), (Aspect.PLACEHOLDER, "cy", "b"),
        (Aspect.NUMBER, "en", "1"), (Aspect.NUMBER, "cy", "2"),
        (Aspect.HEADING, "en", "A"),
    ]  # fmt: skip
