"""A walk over every page somebody can come to by links."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.support.visitor import Visitor

ROLES = (
    "officer", "candidate", "administrator", "returning-officer", "second-officer", "auditor", "scrutineer", "organiser", "agent", "rival",
    "helpline",
)  # fmt: skip
NOT_PAGES = re.compile(r"\.(ics|csv|json|eml)$|^/(static|language|sign-out|calendars|dev)|/evidence/\d+$")
SAME = (
    (re.compile(r"/\d+"), "/N"),
    (re.compile(r"^/contests/(?!new)[^/]+"), "/contests/*"),
    (re.compile(r"/candidates/(?!new|lock|unlock)[^/]+"), "/candidates/*"),
    (re.compile(r"/areas/[^/]+"), "/areas/*"),
    (re.compile(r"/ballot/acts/[^/]+"), "/ballot/acts/*"),
    (re.compile(r"/record/[^/]+$"), "/record/*"),
)
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"


def kind_of(path: str) -> str:
    """The same for pages that differ only in what they are about."""
    for pattern, stand_in in SAME:
        path = pattern.sub(stand_in, path)
    return path


def walk(visitor: Visitor, seen: set[str]) -> Iterator[str]:
    """Visit, and so check, one page of each kind not `seen` yet, beginning at the first page; answers the paths."""
    waiting = deque(["/", "/contests/sample-regional-board"])
    own = set[str]()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind in own or (kind in seen and path != "/"):
            continue
        own.add(kind)
        page = visitor.visit(path)
        yield path
        for address in page.evaluate(LINKS):
            parts = urlsplit(address)
            if address.startswith(visitor.address) and not NOT_PAGES.search(parts.path):
                waiting.append(parts.path)
    seen |= own
