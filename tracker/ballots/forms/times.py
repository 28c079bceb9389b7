"""Times of an act of the plan."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from tracker.kernel.forms import LocalMomentField, Required, TrackerForm

WHEN = _l("Enter the day and the hour.")


class PlanActForm(TrackerForm):
    """When it shall be done."""

    at = LocalMomentField(_l("Day and hour"), [Required(WHEN)], description=_l("London time."))
    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])


class SeeActForm(TrackerForm):
    """When it happened."""

    at = LocalMomentField(_l("Day and hour"), [Required(WHEN)], description=_l("London time."))
    reason = TextAreaField(
        _l("How this is known"), [Required(_l("Say how this is known: who saw it, or where it was reported."))]
    )


class ExtendActForm(PlanActForm):
    """A later time."""

    told = TextAreaField(
        _l("Who was told"), [Required(_l("Say who was told."))], description=_l("Names or groups, and how they were told.")
    )


ACT_FORMS: dict[str, type[Any]] = {"plan": PlanActForm, "see": SeeActForm, "extend": ExtendActForm}
