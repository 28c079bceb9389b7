"""Every page, as each role comes to it, in Welsh: width and console at desk and telephone, accessibility at telephone.

The walk in English tries accessibility at the desk: the pages are built alike, only the words differ.
"""

import pytest

from tests.journeys.people import MakeVisitor, enter
from tests.journeys.walk import ROLES, walk
from tests.support.visitor import TELEPHONE


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The kinds of page walked over by earlier roles."""
    return set()


@pytest.mark.parametrize("who", ROLES)
def test_every_page(new_visitor: MakeVisitor, seen: set[str], who: str) -> None:
    visitor = enter(new_visitor(), who)
    visitor.access_at = TELEPHONE[:1]
    visitor.page.goto(f"{visitor.address}/language/cy")
    assert "/" in list(walk(visitor, seen))
    assert visitor.page.locator("html").get_attribute("lang") == "cy"
