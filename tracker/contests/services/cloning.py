"""The next contest of the same kind: people come along, consents do not."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy, Contest, ContestRule, Stage
from tracker.contests.services.contests import add_contest, free_slug
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.rules.contests import CHOSEN, STANDING

history.sentences(**{
    "contests.cloned": _l("Contest made from an earlier one: %(subject)s"),
    "contests.replaced": _l("Contest postponed, another record replaces it: %(subject)s"),
})  # fmt: skip

SETTINGS = ("office", "area", "party", "kind", "method", "seats", "statement_word_limit", "is_demonstration")


def clone_contest(
    actor: Actor, contest: Contest, *, title_en: str, title_cy: str = "", slug: str = "", people: Collection[int] = ()
) -> Contest:
    """A draft like `contest`: its settings, rules and timetable template, without its dates.

    `people` are the ids of the candidacies whose people come along, as applicants: their supporters, endorsements,
    statements and every consent stay behind. Raises Refused when the address is taken.
    """
    settings: dict[str, Any] = {name: getattr(contest, name) for name in SETTINGS}
    copy = Contest(
        **settings, title_en=title_en, title_cy=title_cy, slug=slug or free_slug(title_en), channels=list(contest.channels),
        cloned_from_id=contest.id, created_at=now(),
    )  # fmt: skip
    add_contest(copy)
    _copy_rules(contest, copy)
    _copy_template(contest, copy)
    _invite(contest, copy, people)
    db.session.flush()
    difference = {"cloned_from": (None, contest.label)}
    history.record(actor, "contests.cloned", copy, difference=difference, contest_id=copy.id)
    return copy


def replace(actor: Actor, contest: Contest) -> Contest:
    """The record that replaces a postponed contest, linked from it; whoever was still standing comes along."""
    standing = [candidacy.id for candidacy in contest.candidacies if candidacy.state in STANDING]
    copy = clone_contest(actor, contest, title_en=contest.title_en, title_cy=contest.title_cy, people=standing)
    difference = {"replaced_by": (None, copy.slug)}
    contest.replaced_by_id = copy.id
    history.record(actor, "contests.replaced", contest, difference=difference, contest_id=contest.id)
    return copy


def _copy_rules(old: Contest, new: Contest) -> None:
    for rule in old.rules:
        db.session.add(ContestRule(
            contest=new, key=rule.key, value=rule.value, unit=rule.unit, force=rule.force, source=rule.source, source_on=rule.source_on,
        ))  # fmt: skip


def _copy_template(old: Contest, new: Contest) -> None:
    for stage in old.stages:
        db.session.add(Stage(
            contest=new, key=stage.key, position=stage.position, offset=stage.offset, force=stage.force,
            rule=stage.rule, source=stage.source, calendar=stage.calendar,
        ))  # fmt: skip


def _invite(old: Contest, new: Contest, people: Collection[int]) -> None:
    for candidacy in old.candidacies:
        if candidacy.id in people:
            db.session.add(Candidacy(
                contest=new, person=candidacy.person, slug=candidacy.slug, designation=candidacy.designation,
                is_incumbent=candidacy.state in CHOSEN, applied_at=now(),
            ))  # fmt: skip
