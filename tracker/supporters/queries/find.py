"""One supporter, within the candidacy; and everybody a person may read."""

from typing import Any

from sqlalchemy import Select, select
from werkzeug.exceptions import NotFound

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy
from tracker.contests.queries import candidacy_in
from tracker.extensions import db
from tracker.rules.names import compact_key
from tracker.supporters.models import Supporter, supporter_columns


def supporter_in(contest_slug: str, candidacy_slug: str, supporter_id: int) -> Supporter:
    """The supporter of that address, within the candidacy. A removed or merged one is found too. Raises NotFound."""
    candidacy = candidacy_in(contest_slug, candidacy_slug)
    supporter = db.session.get(Supporter, supporter_id)
    if supporter is None or supporter.candidacy_id != candidacy.id:
        raise NotFound
    return supporter


def visible_supporters(actor: Actor) -> Select[Any]:
    """Every supporter `actor` may read: exactly those `can(actor, READ_SUPPORTERS, supporter)` is true of."""
    return (
        select(Supporter).join(Supporter.candidacy).join(Candidacy.contest)
        .where(where_can(actor, Permission.READ_SUPPORTERS, supporter_columns()))
    )  # fmt: skip


def same_names(candidacy: Candidacy, name: str, limit: int = 5) -> list[Supporter]:
    """Listed supporters of that name, whatever its accents, capitals and hyphens."""
    key = compact_key(name)
    if not key:
        return []
    query = select(Supporter).where(
        Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None), Supporter.compact_key == key
    )
    return list(db.session.scalars(query.order_by(Supporter.id).limit(limit)))


def who_asked(supporter: Supporter) -> str:
    """Who recorded the answer about being named; nothing where nobody did."""
    account = db.session.get(Account, supporter.consent_by_id) if supporter.consent_by_id else None
    return account.name if account else ""
