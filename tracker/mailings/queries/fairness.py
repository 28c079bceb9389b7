"""What each candidate may send and what was sent for them: by whom, what for, counted or not and by which rule."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.contests.models import Candidacy, Contest
from tracker.electorate.models import DataAgreement, RollRelease
from tracker.endorsements.models import Endorsement
from tracker.extensions import db
from tracker.kernel.clock import local
from tracker.mailings.models import Allowance, AllowanceUse, HouseConfirmation, Mailing
from tracker.mailings.queries.audience import counted
from tracker.rules.contests import STANDING
from tracker.rules.decisions import LIVE_STATES, EndorsementState
from tracker.rules.mailings import AllowanceKind, HouseAct, MailingChannel, MailingState, OnBehalf

NOT_GOING = (MailingState.DRAFT, MailingState.CANCELLED, MailingState.FAILED)
KINDS = {MailingChannel.LETTER: AllowanceKind.LETTERS, MailingChannel.EMAIL: AllowanceKind.EMAILS}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the ledger. `amount` is of `kind`: mailings, lists, or pence; `pence` is what it cost where that is known."""

    what: str
    kind: AllowanceKind
    amount: int
    on: date | None
    supplied_by: str
    counts: bool
    rule: str
    people: int | None = None
    pence: int = 0
    mailing: Mailing | None = None


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How much of one kind was used of what is allowed; `allowance` None: nothing is laid down."""

    kind: AllowanceKind
    used: int
    allowance: Allowance | None

    @property
    def left(self) -> int | None:
        return None if self.allowance is None else self.allowance.amount - self.used

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """One candidate's account."""

    candidacy: Candidacy
    entries: Sequence[Entry]
    balances: Mapping[AllowanceKind, Balance]


def ledgers(contest: Contest) -> list[Ledger]:
    """The account of each candidate who stands, in the same order and by the same rules."""
    allowed = allowances(contest)
    by_candidacy = _entries_by_candidacy(contest)
    standing = [one for one in contest.candidacies if one.state in STANDING or one.id in by_candidacy]
    return [_ledger(candidacy, by_candidacy.get(candidacy.id, []), allowed) for candidacy in standing]


def own_ledger(candidacy: Candidacy, readable: Callable[[Mailing], bool]) -> Ledger:
    """A candidate's account as the candidate may see it: of mailings not theirs to read only those that went out."""
    entries = [
        one for one in _entries_by_candidacy(candidacy.contest).get(candidacy.id, [])
        if one.mailing is None or readable(one.mailing) or one.mailing.state is MailingState.SENT
    ]  # fmt: skip
    return _ledger(candidacy, entries, allowances(candidacy.contest))


def ledger_with(mailing: Mailing) -> Ledger | None:
    """The account a mailing belongs to, with it counted in whatever its state; None where it is nobody's."""
    candidacy = beneficiary(mailing)
    if candidacy is None:
        return None
    entries = [one for one in _entries_by_candidacy(mailing.contest).get(candidacy.id, []) if one.mailing is not mailing]
    return _ledger(candidacy, [*entries, _of_mailing(mailing)], allowances(mailing.contest))


def allowances(contest: Contest) -> dict[AllowanceKind, Allowance]:
    """What the contest lays down, by kind."""
    found = {one.kind: one for one in db.session.scalars(select(Allowance).where(Allowance.contest_id == contest.id))}
    return {kind: found[kind] for kind in AllowanceKind if kind in found}


def beneficiary(mailing: Mailing) -> Candidacy | None:
    """The candidate a mailing is for: named, or the one the endorsing body recommends."""
    if mailing.on_behalf is OnBehalf.CANDIDATE:
        return mailing.candidacy
    endorsement = endorsed_by(mailing, LIVE_STATES)
    return endorsement.candidacy if endorsement else None


def endorsed_by(mailing: Mailing, states: Collection[EndorsementState]) -> Endorsement | None:
    """The latest endorsement, in one of these states, of the body a mailing is on behalf of."""
    if mailing.body_id is None:
        return None
    query = select(Endorsement).where(
        Endorsement.contest_id == mailing.contest_id, Endorsement.endorser_body_id == mailing.body_id, Endorsement.state.in_(states)
    )
    return db.session.scalars(query.order_by(Endorsement.id.desc()).limit(1)).first()


def _ledger(candidacy: Candidacy, entries: Sequence[Entry], allowed: Mapping[AllowanceKind, Allowance]) -> Ledger:
    used = dict.fromkeys(AllowanceKind, 0)
    for one in entries:
        if one.counts:
            used[one.kind] += one.amount
            used[AllowanceKind.MONEY] += one.pence
    balances = {kind: Balance(kind=kind, used=used[kind], allowance=allowed.get(kind)) for kind in AllowanceKind}
    return Ledger(candidacy=candidacy, entries=sorted(entries, key=lambda one: (one.on or date.max, one.what)), balances=balances)


def _entries_by_candidacy(contest: Contest) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for candidacy_id, entry in (*_mailings(contest), *_uses(contest), *_releases(contest)):
        found.setdefault(candidacy_id, []).append(entry)
    return found


def _mailings(contest: Contest) -> Iterator[tuple[int, Entry]]:
    query = select(Mailing).where(
        Mailing.contest_id == contest.id, Mailing.state.not_in(NOT_GOING), Mailing.on_behalf != OnBehalf.RETURNING_OFFICER
    )
    for mailing in db.session.scalars(query.order_by(Mailing.number)):
        candidacy = beneficiary(mailing)
        if candidacy is not None:
            yield candidacy.id, _of_mailing(mailing)


def _of_mailing(mailing: Mailing) -> Entry:
    people = mailing.recipient_count if mailing.recipient_count is not None else counted(mailing).reached
    when = mailing.started_at or mailing.scheduled_for or mailing.hand_over_at
    known = posted_on(mailing) if mailing.channel is MailingChannel.LETTER else None
    supplied = mailing.supplied_by or mailing.paid_by or (mailing.body.name if mailing.body else "")
    return Entry(
        what=mailing.title, kind=KINDS[mailing.channel], amount=1, on=known or (local(when).date() if when else None), supplied_by=supplied,
        counts=mailing.counts_towards_allowance, rule=mailing.allowance_rule, people=people, pence=people * mailing.unit_cost,
        mailing=mailing,
    )  # fmt: skip


def posted_on(mailing: Mailing) -> date | None:
    """The first day on which the mailing house says that letters were posted."""
    query = select(func.min(HouseConfirmation.done_on)).where(
        HouseConfirmation.mailing_id == mailing.id, HouseConfirmation.act == HouseAct.POSTED
    )
    return db.session.scalar(query)


def _uses(contest: Contest) -> Iterator[tuple[int, Entry]]:
    query = select(AllowanceUse).join(AllowanceUse.candidacy).where(Candidacy.contest_id == contest.id)
    for use in db.session.scalars(query.order_by(AllowanceUse.id)):
        yield use.candidacy_id, Entry(
            what=use.note, kind=use.kind, amount=use.amount, on=use.used_on, supplied_by=use.supplied_by, counts=use.counts, rule=use.rule
        )


def _releases(contest: Contest) -> Iterator[tuple[int, Entry]]:
    query = (
        select(DataAgreement.candidacy_id, func.count(), func.max(RollRelease.released_at))
        .join(RollRelease, RollRelease.agreement_id == DataAgreement.id).join(DataAgreement.candidacy)
        .where(Candidacy.contest_id == contest.id).group_by(DataAgreement.candidacy_id)
    )  # fmt: skip
    for candidacy_id, count, last in db.session.execute(query):
        yield candidacy_id, Entry(
            what="", kind=AllowanceKind.LIST_RELEASES, amount=count, on=local(last).date(), supplied_by="", counts=True, rule=""
        )
