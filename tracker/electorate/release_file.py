"""The list a candidate is given: who may be written to, each address with the release's marks, the code on every row."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from flask_babel import force_locale, gettext
from sqlalchemy import ColumnElement, Select, and_, or_, select

from tracker.electorate.models import RollEntry, RollRelease, Suppression
from tracker.extensions import db
from tracker.kernel.exports import Cell, csv_pieces
from tracker.kernel.formats import moment
from tracker.kernel.i18n import LANGUAGES
from tracker.rules.electorate import Channel, Eligibility
from tracker.rules.watermark import marked

HEADINGS = (
    "membership_number", "title", "first_name", "last_name", "address_1", "address_2", "address_3", "address_4", "address_5", "address_6",
    "postcode", "email", "language", "voter_class", "branch", "format", "release",
)  # fmt: skip
ADDRESS = HEADINGS[4:11]
ROWS_AT_ONCE = 2_000


def people(roll_id: int, at: datetime) -> Select[RollEntry, bool, bool]:
    """Whom a release made at `at` names: people who may vote and may be written to by post or by e-mail, by number."""
    reachable = or_(_by_post(at), _by_email(at))
    return (
        select(RollEntry, _by_post(at).label("post"), _by_email(at).label("mail"))
        .where(RollEntry.roll_id == roll_id, RollEntry.eligibility == Eligibility.ELIGIBLE, reachable).order_by(RollEntry.id)
    )  # fmt: skip


def pieces_of(release: RollRelease) -> Iterator[str]:
    """The file of a release: always the same, whoever takes it, so that its SHA-256 can be told beforehand."""
    said: list[str] = []
    for language in LANGUAGES:
        with force_locale(language):
            said += _terms(release)
    head: list[list[Cell]] = []
    head += [[line] for line in said[1:]]
    head += [[], [*HEADINGS]]
    yield from csv_pieces(None, said[:1], chain(head, _rows(release)))


def _terms(release: RollRelease) -> list[str]:
    agreement = release.agreement
    return [
        f"{gettext('Roll released to')}: {agreement.candidacy.name}",
        f"{gettext('Release')}: {release.watermark}",
        f"{gettext('Only for')}: {agreement.purpose}",
        f"{gettext('To be deleted by')}: {moment(release.expires_at)}",
        gettext("Do not pass this list on: every copy shows whose it is."),
    ]


def _rows(release: RollRelease) -> Iterator[list[Cell]]:
    code = release.watermark
    found = db.session.execute(people(release.roll.id, release.released_at).execution_options(yield_per=ROWS_AT_ONCE))
    for entry, by_post, by_email in found:
        address = [marked(getattr(entry, name), code, entry.membership_number) if by_post else "" for name in ADDRESS]
        yield [
            entry.membership_number, entry.title, entry.first_name, entry.last_name, *address, entry.email if by_email else "",
            entry.language.value, entry.voter_class.value, entry.branch, entry.format.value, code,
        ]  # fmt: skip


def _by_post(at: datetime) -> ColumnElement[bool]:
    return and_(RollEntry.post_objection.is_(False), RollEntry.address_1 != "", RollEntry.number_hash.not_in(_kept_from(Channel.POST, at)))


def _by_email(at: datetime) -> ColumnElement[bool]:
    kept = _kept_from(Channel.EMAIL, at)
    return and_(
        RollEntry.email_consent.is_(True), RollEntry.email_key != "", RollEntry.shared_email.is_(False),
        RollEntry.email_hash.not_in(kept), RollEntry.number_hash.not_in(kept),
    )  # fmt: skip


def _kept_from(channel: Channel, at: datetime) -> Select[str]:
    """The suppressions that held when the release was made."""
    return select(Suppression.key_hash).where(
        Suppression.channel == channel, Suppression.added_at <= at, or_(Suppression.lifted_at.is_(None), Suppression.lifted_at > at)
    )
