"""Finding contests and candidacies, each within its parent; the loaders guards use."""

from sqlalchemy import Select, select
from werkzeug.exceptions import NotFound

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.access.scope import ScopeColumns
from tracker.contests.models import Candidacy, Contest, ContestRule, Stage, StageChange
from tracker.extensions import db
from tracker.rules.contests import ContestState


def contest_columns() -> ScopeColumns:
    """The scope of a contest, as SQL."""
    return ScopeColumns(
        contest_id=Contest.id, area_id=Contest.area_id, party_id=Contest.party_id, is_public=Contest.state != ContestState.DRAFT
    )


def contest_by_slug(contest_slug: str) -> Contest:
    """The contest of that address. Raises NotFound."""
    contest = db.session.scalars(select(Contest).where(Contest.slug == contest_slug)).one_or_none()
    if contest is None:
        raise NotFound
    return contest


def candidacy_in(contest_slug: str, candidacy_slug: str) -> Candidacy:
    """The candidacy of that address, within its contest. Raises NotFound."""
    query = (
        select(Candidacy).join(Candidacy.contest).where(Contest.slug == contest_slug, Candidacy.slug == candidacy_slug)
    )
    candidacy = db.session.scalars(query).one_or_none()
    if candidacy is None:
        raise NotFound
    return candidacy


def visible_contests(actor: Actor) -> Select[Contest]:
    """The contests `actor` may read: exactly those `can(actor, READ_CONTEST, contest)` is true of."""
    return select(Contest).where(where_can(actor, Permission.READ_CONTEST, contest_columns()))


def rule_in(contest_slug: str, rule_id: int) -> ContestRule:
    """The rule of that number, within its contest. Raises NotFound."""
    query = select(ContestRule).join(ContestRule.contest).where(Contest.slug == contest_slug, ContestRule.id == rule_id)
    rule = db.session.scalars(query).one_or_none()
    if rule is None:
        raise NotFound
    return rule


def stage_in(contest_slug: str, stage_id: int) -> Stage:
    """The stage of that number, within its contest. Raises NotFound."""
    query = select(Stage).join(Stage.contest).where(Contest.slug == contest_slug, Stage.id == stage_id)
    stage = db.session.scalars(query).one_or_none()
    if stage is None:
        raise NotFound
    return stage


def change_in(contest_slug: str, change_id: int) -> StageChange:
    """The proposed change of that number, within its contest. Raises NotFound."""
    query = (
        select(StageChange).join(StageChange.stage).join(Stage.contest)
        .where(Contest.slug == contest_slug, StageChange.id == change_id)
    )  # fmt: skip
    change = db.session.scalars(query).one_or_none()
    if change is None:
        raise NotFound
    return change
