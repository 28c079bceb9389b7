"""What a mailing's text needs and people's records, or the contest, do not have: found before anybody approves it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func

from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.letters import content as words
from tracker.mailings.models import Mailing, MailingContent
from tracker.mailings.queries.audience import reached

OF_A_PERSON: dict[str, ColumnElement[bool]] = {
    "title": RollEntry.title == "", "first_name": RollEntry.first_name == "", "last_name": RollEntry.last_name == "",
    "full_name": (RollEntry.first_name == "") & (RollEntry.last_name == ""), "branch": RollEntry.branch == "",
    "council": RollEntry.council_gss == "",
}  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """A placeholder without a value for so many people; `people` None: for everybody, because the contest has none."""

    name: str
    people: int | None


def missing_values_of(mailing: Mailing) -> list[Missing]:
    """Every placeholder the text needs that somebody it reaches has no value for. Optional paragraphs need nothing."""
    if mailing.content is None or mailing.roll is None:
        return []
    needed = needed_placeholders(mailing.content)
    found = [Missing(name, None) for name in sorted(needed & _absent_everywhere(mailing))]
    for name in sorted(needed & OF_A_PERSON.keys()):
        query = reached(mailing).order_by(None).where(OF_A_PERSON[name]).with_only_columns(func.count())
        if people := db.session.scalar(query) or 0:
            found.append(Missing(name, people))
    return found


def needed_placeholders(content: MailingContent) -> set[str]:
    """The placeholders that must have a value: those a person without any values would miss."""
    needed: set[str] = set()
    for code in ("en", "cy"):
        for name in ("body", "quote"):
            needed.update(words.missing(words.parse(getattr(content, f"{name}_{code}")), {}))
        for name in ("subject", "salutation", "valediction"):
            needed.update(words.missing_in_line(getattr(content, f"{name}_{code}"), {}))
    return needed


def _absent_everywhere(mailing: Mailing) -> set[str]:
    """Placeholders that have the same value for everybody, and have none."""
    given = {"candidate": mailing.candidacy, "endorser": mailing.body, "ballot_close": mailing.contest.ballot_closes_at}
    return {name for name, value in given.items() if value is None}
