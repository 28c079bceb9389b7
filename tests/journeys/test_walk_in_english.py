"""Every page, as each role comes to it, in English: width, accessibility, console, at desk and telephone."""

import pytest

from tests.journeys.people import MakeVisitor, enter
from tests.journeys.walk import ROLES, walk


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The kinds of page walked over by earlier roles."""
    return set()


@pytest.mark.parametrize("who", ROLES)
def test_every_page(new_visitor: MakeVisitor, seen: set[str], who: str) -> None:
    visitor = enter(new_visitor(), who)
    visitor.page.goto(f"{visitor.address}/language/en")
    assert "/" in list(walk(visitor, seen))
    assert visitor.page.locator("html").get_attribute("lang") == "en"
