"""Forms about the rules of a contest."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from tracker.contests.forms.fields import DayField
from tracker.contests.words import RULE_FIELDS as WORDS
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.contests import RuleForce


class RuleForm(TrackerForm):
    """One rule, as data."""

    key = StringField(WORDS["key"], [Required(_l("Name the rule."))], description=_l("For example: residency, or spending limit."))
    value = StringField(WORDS["value"], [Required(_l("Say what the rule is."))])
    unit = StringField(WORDS["unit"], [Optional()], description=_l("For example: pounds, days, words."))
    force = WordField(WORDS["force"], RuleForce, words_of(RuleForce))
    source = TextAreaField(WORDS["source"], [Optional()])
    source_on = DayField(WORDS["source_on"])


class RemoveRuleForm(TrackerForm):
    """Taking a rule away."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])
