"""The invented list as a file to import: as it stands, or as it might be weeks later."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.contests.models import Contest
from tracker.demo.crowd import SLUG
from tracker.demo.names import invented_names
from tracker.electorate.imports import FIELDS
from tracker.electorate.models import Elector
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.exports import harmless

COLUMNS = tuple(field.name for field in FIELDS)
ODD_BRANCH = "Barry Harbour"
ODD_SHARE = 0.3
NEWCOMERS = 40
FIRST_NEWCOMER = 90_000
NEW_NAMES = 60_000

Line = dict[str, str]


def write_list(path: Path, *, later: bool = False) -> int:
    """Write the list of the contest in progress to `path`; how many people it has. Raises Refused, OSError.

    Later, some forty people have gone, as many have come, one in eighty has moved or has another e-mail address; and in
    one branch nearly a third have the same new address, which an import shows as an alarm.
    """
    lines = [_line(elector) for elector in _electors()]
    if not lines:
        raise Refused(_l("The demonstration is not loaded."))
    if later:
        lines = list(_weeks_later(lines))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({name: harmless(text) for name, text in line.items()} for line in lines)
    return len(lines)


def _electors() -> Iterator[Elector]:
    query = select(Elector).join(Elector.contest).where(Contest.slug == SLUG, Elector.is_listed).order_by(Elector.membership_number)
    yield from db.session.scalars(query.options(joinedload(Elector.council)))


def _line(elector: Elector) -> Line:
    said = {name: getattr(elector, name, "") for name in COLUMNS}
    said["council"] = elector.council.name_en if elector.council else ""
    yes_or_no: dict[object, str] = {True: "yes", False: "no", None: ""}
    said |= {name: yes_or_no[said[name]] for name in ("email_consent", "post_objection")}
    said["standing"] = "" if elector.standing.value == "none" else elector.standing.value
    return {name: "" if value is None else str(value) for name, value in said.items()}


def _weeks_later(lines: list[Line]) -> Iterator[Line]:
    chance = Random(2027)  # noqa: S311 - chance for invented people, no secret
    for line in lines:
        drawn = chance.random()
        if drawn < 0.008:
            continue
        if line["branch"] == ODD_BRANCH and chance.random() < ODD_SHARE:
            yield {**line, "address_1": "PO Box 99", "postcode": "CF99 9ZZ", "email": _email(line["membership_number"], "changed")}
        elif drawn < 0.015:
            yield {**line, "address_1": f"{chance.randrange(1, 200)} New Invented Street"}
        elif drawn < 0.02:
            yield {**line, "email": _email(line["membership_number"], "elsewhere")}
        elif drawn < 0.022:
            yield {**line, "last_name": line["last_name"].replace("-", "-Married-", 1)}
        else:
            yield line
    for number, name in zip(range(NEWCOMERS), invented_names(NEW_NAMES), strict=False):
        given, _space, surname = name.rpartition(" ")
        new = {"membership_number": f"D{FIRST_NEWCOMER + number}", "first_name": given, "last_name": surname}
        yield {**lines[number], **new, "email": _email(new["membership_number"], "members")}


def _email(number: str, domain: str) -> str:
    return f"{number.lower()}@{domain}.example"
