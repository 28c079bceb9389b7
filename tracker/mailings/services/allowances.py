"""What each candidate may send, and what was sent for them outside this system."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.versions import expect_version
from tracker.mailings.models import Allowance, AllowanceUse
from tracker.mailings.queries.fairness import allowances
from tracker.rules.mailings import AllowanceKind

LABELS = {
    "kind": _l("Of what"), "amount": _l("How much"), "is_hard": _l("More is refused"), "rule": _l("The rule"), "source": _l("Source"),
    "used_on": _l("On which day?"), "supplied_by": _l("Supplied by"), "counts": _l("Counts towards the allowance"),
    "note": _l("What it was"),
}  # fmt: skip

history.sentences(**{
    "mailings.allowance_set": _l("Allowance of each candidate set: %(subject)s"),
    "mailings.use_recorded": _l("Use of an allowance recorded: %(subject)s"),
})


@dataclass(frozen=True, kw_only=True)
class Use:
    """What was sent for a candidate: `amount` mailings or lists, or pence."""

    kind: AllowanceKind
    amount: int
    used_on: date
    supplied_by: str = ""
    counts: bool = True
    rule: str = ""
    note: str = ""


def set_allowance(
    actor: Actor, contest: Contest, kind: AllowanceKind, *, amount: int, is_hard: bool, rule: str, source: str = "",
    version: int | None = None,
) -> Allowance:  # fmt: skip
    """Lay down how much of `kind` each candidate may use; the same for all. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.EDIT_ALLOWANCES, contest)
    wanted = {"amount": amount, "is_hard": is_hard, "rule": rule, "source": source}
    known = allowances(contest).get(kind)
    if known is None:
        known = Allowance(contest=contest, kind=kind, amount=amount, is_hard=is_hard, rule=rule, source=source)
        db.session.add(known)
        db.session.flush()
        difference = {name: (None, value) for name, value in wanted.items()}
    else:
        expect_version(known, version, wanted, LABELS)
        difference = history.changes(known, wanted)
    if difference:
        history.record(actor, "mailings.allowance_set", known, difference=difference, contest_id=contest.id)
    return known


def record_use(actor: Actor, candidacy: Candidacy, use: Use) -> AllowanceUse:
    """Record what was sent for a candidate elsewhere. Raises Refused for a day to come, and where what is not counted cites no rule."""
    require(actor, Permission.EDIT_ALLOWANCES, candidacy.contest)
    if use.used_on > today():
        raise Refused(gettext("Enter a day that has come."), "used_on")
    if not use.counts and not use.rule.strip():
        raise Refused(gettext("Say which rule makes it not count."), "rule")
    recorded = AllowanceUse(
        candidacy=candidacy, kind=use.kind, amount=use.amount, used_on=use.used_on, supplied_by=use.supplied_by, counts=use.counts,
        rule=use.rule, note=use.note, recorded_at=now(), recorded_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(recorded)
    db.session.flush()
    history.record(
        actor, "mailings.use_recorded", recorded, contest_id=candidacy.contest_id, candidacy_id=candidacy.id,
        difference={"amount": (None, use.amount), "kind": (None, use.kind), "counts": (None, use.counts)},
    )  # fmt: skip
    return recorded
