"""What a search of everything finds among contests: by title, office and area, in both languages, but for one typing error."""

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from tracker.access.actor import Actor
from tracker.contests.models import Contest
from tracker.contests.queries.find import visible_contests
from tracker.directory.search import Hit, Provider
from tracker.extensions import db
from tracker.rules.names import search_key
from tracker.rules.searching import best_matches

KIND = "contest"


def contest_hits(actor: Actor, text: str, limit: int) -> list[Hit]:
    """The contests `actor` may read that answer `text`, best first: they are few, so all are compared."""
    query = visible_contests(actor).options(joinedload(Contest.area), joinedload(Contest.office)).order_by(Contest.id)
    contests = {contest.id: contest for contest in db.session.scalars(query)}
    keyed = [(contest.id, search_key(names)) for contest in contests.values() for names in _names(contest)]
    found = dict.fromkeys(best_matches(text, keyed, limit=len(keyed)))
    return [_hit(contests[number]) for number in found][:limit]


def _names(contest: Contest) -> list[str]:
    """What it may be called, one language at a time."""
    area, office = contest.area, contest.office
    return [
        " ".join(part for part in (contest.title_en, office.name_en, area.name_en) if part),
        " ".join(part for part in (contest.title_cy, office.name_cy, area.name_cy) if part),
    ]


def _hit(contest: Contest) -> Hit:
    return Hit(
        kind=KIND, id=contest.id, label=contest.title, hint=f"{contest.office.name} · {contest.area.name}",
        url=url_for("overview.contest", contest_slug=contest.slug),
    )  # fmt: skip


CONTESTS = Provider(key="contests", label=_l("Contests"), find=contest_hits)
