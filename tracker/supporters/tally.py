"""The figures of a candidate's list, kept beside it, so that a page costs the same for ten supporters as for 100,000.

Every command says what a supporter counted as before and counts as now; work in bulk counts afresh. Whoever changes
the figures of a candidacy holds its row until the end of the unit, so that two people never count past each other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter, SupporterDay, SupporterTally


@dataclass(frozen=True)
class Counted:
    """What a supporter on the list counts as."""

    category: SupporterCategory
    area_id: int | None
    consent: ConsentState
    day: date


def counted(supporter: Supporter) -> Counted | None:
    """What `supporter` counts as; None once off the list."""
    if supporter.removed_at is not None:
        return None
    return Counted(supporter.category, supporter.area_id, supporter.consent, supporter.supported_on)


def shift(candidacy_id: int, before: Counted | None, after: Counted | None) -> None:
    """Count a supporter as `after` who was counted as `before`."""
    if before == after:
        return
    _hold(candidacy_id)
    for one, by in ((before, -1), (after, 1)):
        if one is not None:
            _add(SupporterTally, by, candidacy_id=candidacy_id, category=one.category, area_id=one.area_id, consent=one.consent)
            _add(SupporterDay, by, candidacy_id=candidacy_id, day=one.day)


def recount(candidacy_id: int) -> None:
    """Count the whole list of a candidacy afresh."""
    _hold(candidacy_id)
    listed = (Supporter.candidacy_id == candidacy_id, Supporter.removed_at.is_(None))
    of_kind = (Supporter.candidacy_id, Supporter.category, Supporter.area_id, Supporter.consent)
    of_day = (Supporter.candidacy_id, Supporter.supported_on)
    db.session.execute(delete(SupporterTally).where(SupporterTally.candidacy_id == candidacy_id))
    db.session.execute(delete(SupporterDay).where(SupporterDay.candidacy_id == candidacy_id))
    db.session.execute(insert(SupporterTally).from_select(
        ["candidacy_id", "category", "area_id", "consent", "count"], select(*of_kind, func.count()).where(*listed).group_by(*of_kind)
    ))
    db.session.execute(insert(SupporterDay).from_select(
        ["candidacy_id", "day", "count"], select(*of_day, func.count()).where(*listed).group_by(*of_day)
    ))


def _hold(candidacy_id: int) -> None:
    db.session.flush()
    db.session.execute(select(Candidacy.id).where(Candidacy.id == candidacy_id).with_for_update(key_share=True, of=Candidacy))


def _add(model: type[SupporterTally] | type[SupporterDay], by: int, **key: Any) -> None:
    which = [getattr(model, name).is_not_distinct_from(value) for name, value in key.items()]
    done: Any = db.session.execute(
        update(model).where(*which).values(count=model.count + by).execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        db.session.execute(insert(model).values(**key, count=by))
