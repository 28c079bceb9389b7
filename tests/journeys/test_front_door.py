"""What somebody sees who is not signed in."""

import pytest

from tests.support.visitor import Visitor


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page"])
def test_a_page_before_signing_in(visitor: Visitor, path: str) -> None:
    assert visitor.visit(path).title()


def test_a_page_for_members_leads_to_the_door(visitor: Visitor) -> None:
    assert "/sign-in" in visitor.visit("/contests").url
