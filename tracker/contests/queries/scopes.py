"""The contests and candidacies a role can be granted over."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager

from tracker.accounts.scopes import ScopeChoice, ScopeSource
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Person
from tracker.directory.queries.search import person_holds
from tracker.extensions import db


def contest_choices(text: str, limit: int) -> list[ScopeChoice]:
    """Contests whose title holds `text`, the newest first."""
    query = select(Contest).order_by(Contest.created_at.desc(), Contest.id.desc()).limit(limit)
    wanted = query.where(_titled(text)) if text.strip() else query
    return [ScopeChoice(contest.id, contest.title, contest_id=contest.id) for contest in db.session.scalars(wanted)]


def contest_choice(contest_id: int) -> ScopeChoice | None:
    """The contest of that id, under the title that is kept."""
    contest = db.session.get(Contest, contest_id)
    return ScopeChoice(contest.id, contest.label, contest_id=contest.id) if contest else None


def candidacy_choices(text: str, limit: int) -> list[ScopeChoice]:
    """Candidacies whose person's name or contest's title holds `text`, those of the newest contest first."""
    query = _candidacies().order_by(Contest.created_at.desc(), Contest.id.desc(), Person.sort_key, Candidacy.id).limit(limit)
    wanted = query.where(or_(person_holds(text.strip()), _titled(text))) if text.strip() else query
    return [_of_candidacy(candidacy) for candidacy in db.session.scalars(wanted)]


def candidacy_choice(candidacy_id: int) -> ScopeChoice | None:
    """The candidacy of that id, under the name and title that are kept."""
    candidacy = db.session.scalars(_candidacies().where(Candidacy.id == candidacy_id)).one_or_none()
    return _named(candidacy, candidacy.contest.label) if candidacy else None


def contest_names(ids: Collection[int]) -> dict[int, str]:
    """Id -> title in the page's language."""
    return {contest.id: contest.title for contest in db.session.scalars(select(Contest).where(Contest.id.in_(ids)))}


def candidacy_names(ids: Collection[int]) -> dict[int, str]:
    """Id -> the person's name and the contest's title in the page's language."""
    return {one.id: _of_candidacy(one).label for one in db.session.scalars(_candidacies().where(Candidacy.id.in_(ids)))}


CONTESTS = ScopeSource(contest_choices, contest_choice, contest_names)
CANDIDACIES = ScopeSource(candidacy_choices, candidacy_choice, candidacy_names)


def _titled(text: str) -> ColumnElement[bool]:
    words = text.strip()
    return or_(Contest.title_en.icontains(words, autoescape=True), Contest.title_cy.icontains(words, autoescape=True))


def _candidacies() -> Select[Candidacy]:
    joined = select(Candidacy).join(Candidacy.contest).join(Candidacy.person)
    return joined.options(contains_eager(Candidacy.contest), contains_eager(Candidacy.person))


def _of_candidacy(candidacy: Candidacy) -> ScopeChoice:
    return _named(candidacy, candidacy.contest.title)


def _named(candidacy: Candidacy, title: str) -> ScopeChoice:
    return ScopeChoice(candidacy.id, f"{candidacy.name} – {title}", contest_id=candidacy.contest_id)
