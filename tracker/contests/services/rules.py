"""The rules of a contest, as data."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.contests.models import Contest, ContestRule
from tracker.contests.words import RULE_FIELDS
from tracker.extensions import db
from tracker.kernel import history, versions
from tracker.kernel.errors import Refused
from tracker.rules.contests import RuleForce

history.sentences(**{
    "contests.rule-added": _l("Rule added: %(subject)s"),
    "contests.rule-edited": _l("Rule changed: %(subject)s"),
    "contests.rule-removed": _l("Rule removed: %(subject)s"),
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RuleDetails:
    """What the party decided, how strictly it binds, and where that is written."""

    key: str
    value: str
    unit: str = ""
    force: RuleForce = RuleForce.HARD
    source: str = ""
    source_on: date | None = None

    def values(self) -> dict[str, Any]:
        """Every detail by its name."""
        return {detail.name: getattr(self, detail.name) for detail in fields(self)}


def add_rule(actor: Actor, contest: Contest, details: RuleDetails) -> ContestRule:
    """A new rule of `contest`. Raises Refused when it has a rule of that name."""
    try:
        with db.session.begin_nested():
            rule = ContestRule(contest=contest, **details.values())
            db.session.add(rule)
    except IntegrityError:
        raise _name_taken() from None
    history.record(actor, "contests.rule-added", rule, contest_id=contest.id)
    return rule


def edit_rule(actor: Actor, rule: ContestRule, details: RuleDetails, *, version: int | None = None) -> None:
    """Change a rule. Raises StaleRecord when somebody else saved first, Refused when the name is taken."""
    versions.expect_version(rule, version, details.values(), RULE_FIELDS)
    if any(other.key == details.key and other.id != rule.id for other in rule.contest.rules):
        raise _name_taken()
    difference = history.changes(rule, details.values())
    if difference:
        history.record(actor, "contests.rule-edited", rule, difference=difference, contest_id=rule.contest_id)


def remove_rule(actor: Actor, rule: ContestRule, *, reason: str) -> None:
    """Take a rule away; history keeps what it said, and why it went."""
    difference = {"value": (rule.label, None), "source": (rule.source, None)}
    history.record(actor, "contests.rule-removed", rule, difference=difference, reason=reason, contest_id=rule.contest_id)
    db.session.delete(rule)
    db.session.flush()


def _name_taken() -> Refused:
    return Refused(gettext("The contest has a rule of this name already: change that one."), "key")
