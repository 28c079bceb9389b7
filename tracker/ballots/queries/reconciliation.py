"""A contest's papers added up, edition by edition and overall, in a handful of statements however many papers there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from tracker.ballots.models import Edition, Paper, PaperBatch, PaperCount, VarianceReason
from tracker.ballots.queries.custody import rule_steps
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.rules.custody import CountKind, StepKind, standing
from tracker.rules.papers import PaperFormat, PaperState
from tracker.rules.reconciliation import (
    EditionAccount,
    Explanation,
    Finding,
    PaperAccount,
    Reconciliation,
    reconcile,
)

ENDED = (PaperState.LOST, PaperState.CANCELLED, PaperState.VOID)
Counts = Mapping[tuple[PaperState, bool], int]


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """One edition as it is shown: its papers, the counts that stand, what was said of papers unexplained, what does not add up.

    `printed_of`: the batches whose printing was recorded, of all its batches.
    """

    edition: Edition
    papers: PaperAccount
    counts: Mapping[CountKind, PaperCount]
    reason: VarianceReason | None
    findings: tuple[Finding, ...]
    printed_of: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Account:
    """All of a contest's papers, added up."""

    lines: tuple[EditionLine, ...]
    whole: Reconciliation


def account_of(contest: Contest) -> Account:
    """Add up the papers of every edition, void ones too."""
    editions = db.session.scalars(select(Edition).where(Edition.contest_id == contest.id).order_by(Edition.number)).all()
    papers, printed = _papers(contest), _printed(contest)
    counts, reasons = latest_counts(contest), _reasons(contest)
    sums = {one.id: _summed(one, papers[one.id], printed[one.id], counts[one.id]) for one in editions}
    standing_reasons = {one.id: _standing(reasons.get(one.id), sums[one.id]) for one in editions}
    whole = reconcile([EditionAccount(one.code, sums[one.id], _explained(standing_reasons[one.id])) for one in editions])
    lines = tuple(
        EditionLine(
            edition=one, papers=sums[one.id], counts=counts[one.id], reason=standing_reasons[one.id],
            findings=tuple(found for found in whole.findings if found.edition == one.code),
            printed_of=(sum(quantity is not None for quantity in printed[one.id]), len(printed[one.id])),
        )
        for one in editions
    )  # fmt: skip
    return Account(lines=lines, whole=whole)


def edition_account(edition: Edition) -> EditionLine:
    """One edition's line."""
    return next(line for line in account_of(edition.contest).lines if line.edition.id == edition.id)


def latest_counts(contest: Contest) -> dict[int, dict[CountKind, PaperCount]]:
    """Edition -> kind -> the count that stands."""
    query = select(PaperCount).join(PaperCount.edition).where(Edition.contest_id == contest.id).order_by(PaperCount.id)
    found: dict[int, dict[CountKind, PaperCount]] = defaultdict(dict)
    for one in db.session.scalars(query):
        found[one.edition_id][one.kind] = one
    return found


def all_counts(edition: Edition) -> Sequence[PaperCount]:
    """Every count of an edition, the newest first."""
    return db.session.scalars(select(PaperCount).where(PaperCount.edition_id == edition.id).order_by(PaperCount.id.desc())).all()


def edition_in(contest_slug: str, edition_id: int) -> Edition:
    """The edition of that number, within its contest. Raises NotFound."""
    query = select(Edition).join(Edition.contest).where(Contest.slug == contest_slug, Edition.id == edition_id)
    edition = db.session.scalars(query).one_or_none()
    if edition is None:
        raise NotFound
    return edition


def reason_in(contest_slug: str, reason_id: int) -> VarianceReason:
    """The reason of that number, within its contest. Raises NotFound."""
    query = select(VarianceReason).join(VarianceReason.edition).join(Edition.contest)
    reason = db.session.scalars(query.where(Contest.slug == contest_slug, VarianceReason.id == reason_id)).one_or_none()
    if reason is None:
        raise NotFound
    return reason


def live_papers(contest: Contest) -> int:
    """Papers that are out and may come back."""
    query = select(func.count()).where(Paper.contest_id == contest.id, Paper.state == PaperState.LIVE)
    return db.session.scalar(query) or 0


def _papers(contest: Contest) -> Mapping[int, dict[tuple[PaperState, bool], int]]:
    """Edition -> (state, issued in place of another) -> papers."""
    replaces = Paper.replaces_id.is_not(None)
    query = select(Paper.edition_id, Paper.state, replaces, func.count()).where(Paper.contest_id == contest.id)
    found: dict[int, dict[tuple[PaperState, bool], int]] = defaultdict(dict)
    for edition_id, state, again, papers in db.session.execute(query.group_by(Paper.edition_id, Paper.state, replaces)):
        found[edition_id][state, bool(again)] = papers
    return found


def _printed(contest: Contest) -> Mapping[int, list[int | None]]:
    """Edition -> papers printed of each of its batches; None where no printing is recorded."""
    query = select(PaperBatch).where(PaperBatch.contest_id == contest.id).options(selectinload(PaperBatch.steps))
    found: dict[int, list[int | None]] = defaultdict(list)
    for batch in db.session.scalars(query):
        printed = [step.quantity for step in standing(rule_steps(batch)) if step.kind is StepKind.PRINTED]
        found[batch.edition_id].append(sum(printed) if printed else None)
    return found


def _reasons(contest: Contest) -> dict[int, VarianceReason]:
    """Edition -> the newest reason."""
    query = select(VarianceReason).join(VarianceReason.edition).where(Edition.contest_id == contest.id)
    query = query.options(selectinload(VarianceReason.signatures)).order_by(VarianceReason.id)
    return {one.edition_id: one for one in db.session.scalars(query)}


def _summed(edition: Edition, papers: Counts, printed: Sequence[int | None], counts: Mapping[CountKind, PaperCount]) -> PaperAccount:
    """What became of an edition's papers. One sent by e-mail is made in the moment in which it is issued."""
    made = sum(papers.values()) if edition.format is PaperFormat.EMAIL else sum(quantity or 0 for quantity in printed)
    return PaperAccount(
        printed=made, issued=papers.get((PaperState.LIVE, False), 0), reissued=papers.get((PaperState.LIVE, True), 0),
        spoilt=_in_state(papers, PaperState.SPOILT), void=_in_state(papers, *ENDED), unused=_counted(counts, CountKind.UNUSED),
        returned=_counted(counts, CountKind.RETURNED),
    )  # fmt: skip


def _in_state(papers: Counts, *states: PaperState) -> int:
    return sum(count for (state, _again), count in papers.items() if state in states)


def _counted(counts: Mapping[CountKind, PaperCount], kind: CountKind) -> int:
    return counts[kind].quantity if kind in counts else 0


def _standing(reason: VarianceReason | None, papers: PaperAccount) -> VarianceReason | None:
    """A reason stands for the number of papers it was written for, and for no other."""
    return reason if reason is not None and reason.papers == papers.unexplained else None


def _explained(reason: VarianceReason | None) -> Explanation | None:
    """Two accounts are two people, also of one name."""
    return Explanation(reason.reason, tuple(f"#{one.account_id}" for one in reason.signatures)) if reason else None
