"""Agreements and releases, each within its contest."""

from collections.abc import Sequence

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import candidacy_in, contest_by_slug
from tracker.electorate.models import DataAgreement, Roll, RollRelease
from tracker.extensions import db
from tracker.kernel.clock import now


def agreements_of(contest: Contest) -> Sequence[DataAgreement]:
    """Every agreement of the contest's candidates, the newest first."""
    query = select(DataAgreement).join(DataAgreement.candidacy).where(Candidacy.contest_id == contest.id)
    return db.session.scalars(query.order_by(DataAgreement.id.desc())).all()


def releases_of(contest: Contest) -> Sequence[RollRelease]:
    """Every release of the contest's rolls, the newest first."""
    query = select(RollRelease).join(RollRelease.roll).where(Roll.contest_id == contest.id)
    return db.session.scalars(query.order_by(RollRelease.id.desc())).all()


def live_releases_to(candidacy: Candidacy) -> Sequence[RollRelease]:
    """The releases a candidate may take now, the newest first."""
    query = (
        select(RollRelease).join(RollRelease.agreement)
        .where(
            DataAgreement.candidacy_id == candidacy.id, DataAgreement.withdrawn_at.is_(None), RollRelease.withdrawn_at.is_(None),
            RollRelease.expires_at > now(),
        )
    )  # fmt: skip
    return db.session.scalars(query.order_by(RollRelease.id.desc())).all()


def release_with(code: str) -> RollRelease:
    """The release of that code. Raises NoResultFound."""
    return db.session.scalars(select(RollRelease).where(RollRelease.watermark == code)).one()


def agreement_in(contest_slug: str, agreement_id: int) -> DataAgreement:
    """The agreement of that number, within the contest. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    agreement = db.session.get(DataAgreement, agreement_id)
    if agreement is None or agreement.candidacy.contest_id != contest.id:
        raise NotFound
    return agreement


def release_in(contest_slug: str, release_id: int) -> RollRelease:
    """The release of that number, within the contest. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    given = db.session.get(RollRelease, release_id)
    if given is None or given.roll.contest_id != contest.id:
        raise NotFound
    return given


def release_to(contest_slug: str, candidacy_slug: str, release_id: int) -> RollRelease:
    """The release of that number to that candidate. Raises NotFound."""
    candidacy = candidacy_in(contest_slug, candidacy_slug)
    given = release_in(contest_slug, release_id)
    if given.agreement.candidacy_id != candidacy.id:
        raise NotFound
    return given
