"""The supporters of a contest whom everybody may read: those who agreed to be named."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.rules.supporters import ConsentState
from tracker.supporters.models import Supporter, SupporterTally


def named_supporters(contest: Contest, candidacy: Candidacy | None = None) -> Select[Any]:
    """Those who agreed to be named, of one candidate or of all."""
    query = (
        select(Supporter).join(Supporter.candidacy)
        .where(Candidacy.contest_id == contest.id, Supporter.consent == ConsentState.GIVEN, Supporter.removed_at.is_(None))
        .options(joinedload(Supporter.area), joinedload(Supporter.candidacy))
    )  # fmt: skip
    return query.where(Supporter.candidacy_id == candidacy.id) if candidacy else query


def named_counts(contest: Contest) -> dict[int, int]:
    """Candidacy id -> how many agreed to be named."""
    return _counts(contest, SupporterTally.consent == ConsentState.GIVEN)


def all_counts(contest: Contest) -> dict[int, int]:
    """Candidacy id -> how many supporters there are; only for who may read the lists."""
    return _counts(contest)


def _counts(contest: Contest, *conditions: object) -> dict[int, int]:
    rows = db.session.execute(
        select(SupporterTally.candidacy_id, func.sum(SupporterTally.count))
        .join(Candidacy, Candidacy.id == SupporterTally.candidacy_id)
        .where(Candidacy.contest_id == contest.id, *conditions)  # type: ignore[arg-type]  # conditions of ours
        .group_by(SupporterTally.candidacy_id)
    )
    return {candidacy_id: int(count) for candidacy_id, count in rows}
