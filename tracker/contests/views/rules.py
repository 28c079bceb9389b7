"""The rules of a contest."""

from typing import Any

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms import RemoveRuleForm, RuleForm
from tracker.contests.models import Contest, ContestRule
from tracker.contests.queries import contest_by_slug, rule_in
from tracker.contests.services import RuleDetails
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.guards import guard
from tracker.kernel.words import word
from tracker.rules.contests import VotingChannel


@blueprint.route("/contests/<slug:contest_slug>/rules")
@guard(Permission.READ_CONTEST, contest_by_slug)
def rules(contest: Contest) -> Answer:
    """What the party decided for this contest."""
    channels = [word(VotingChannel(channel)) for channel in contest.channels]
    return contest_page("contests/rules.html", contest, tab="", channel_words=channels)


@blueprint.route("/contests/<slug:contest_slug>/rules/new", methods=["GET", "POST"])
@guard(Permission.EDIT_CONTEST, contest_by_slug)
def new_rule(contest: Contest) -> Answer:
    """One more rule."""
    form = RuleForm()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: services.add_rule(current_actor(), contest, _details(form)))
        if worked:
            return done(gettext("Saved."), "contests.rules", contest_slug=contest.slug)
    return contest_page("contests/rule.html", contest, form, tab="", rule=None)


@blueprint.route("/contests/<slug:contest_slug>/rules/<id:rule_id>", methods=["GET", "POST"])
@guard(Permission.EDIT_CONTEST, rule_in)
def edit_rule(rule: ContestRule) -> Answer:
    """Change a rule."""
    contest, form = rule.contest, RuleForm(obj=rule)
    if form.validate_on_submit():
        version = form.expected_version
        worked, _ = attempt(form, lambda: services.edit_rule(current_actor(), rule, _details(form), version=version))
        if worked:
            return done(gettext("Saved."), "contests.rules", contest_slug=contest.slug)
    return contest_page("contests/rule.html", contest, form, tab="", rule=rule)


@blueprint.route("/contests/<slug:contest_slug>/rules/<id:rule_id>/remove", methods=["GET", "POST"])
@guard(Permission.EDIT_CONTEST, rule_in)
def remove_rule(rule: ContestRule) -> Answer:
    """Take a rule away."""
    contest, form = rule.contest, RemoveRuleForm()
    if form.validate_on_submit():
        services.remove_rule(current_actor(), rule, reason=form.reason.data or "")
        return done(gettext("The rule is removed; the history keeps it."), "contests.rules", contest_slug=contest.slug)
    return contest_page("contests/rule_remove.html", contest, form, tab="", rule=rule)


def _details(form: RuleForm) -> RuleDetails:
    values: dict[str, Any] = {name: form[name].data for name in RuleDetails.__dataclass_fields__}
    return RuleDetails(**values)
