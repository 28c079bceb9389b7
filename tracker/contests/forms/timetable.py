"""Forms about a timetable."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, TextAreaField, TimeField
from wtforms.validators import Optional

from tracker.contests.forms.fields import DayField, sensible_year
from tracker.contests.timetable_words import CALENDARS
from tracker.kernel.forms import ChecksField, LocalMomentField, Required, TrackerForm, choices

WHY = _l("Give a reason: it is kept in the history.")
DAY_NEEDED = _l("Enter a day.")


class AnchorsForm(TrackerForm):
    """The dates everything is counted from. Shown in the address, so that a preview can be looked at again."""

    class Meta(TrackerForm.Meta):
        csrf = False

    close = LocalMomentField(_l("Ballot closes (date and hour)"), [Required(_l("Say when the ballot closes.")), sensible_year])
    dispatch = DayField(_l("Ballot papers go out on"), description=_l("Left empty, it is counted from the close."))
    poll = DayField(_l("Public polling day"))


class MoveDatesForm(TrackerForm):
    """Which stages follow the moved dates."""

    stages = ChecksField(_l("Stages to compute anew"), [Optional()])
    reason = TextAreaField(_l("Reason"), [Optional()], description=_l("Needed once the timetable is published."))


class BuildForm(TrackerForm):
    """Computing a timetable for the first time."""


class _Day(TrackerForm):
    on = DayField(_l("Day"), [Required(DAY_NEEDED)])
    at = TimeField(_l("Hour"), [Optional()], description=_l("London time. Left empty, it is the whole day."))

    @property
    def hour(self) -> str | None:
        """`HH:MM`, or None for the whole day."""
        return self.at.data.strftime("%H:%M") if self.at.data else None


class OverrideForm(_Day):
    """Another day than the rule gives."""

    reason = TextAreaField(_l("Reason"), [Required(WHY)])


class ExtendForm(OverrideForm):
    """A later time."""


class ActualForm(_Day):
    """When it was seen to happen."""

    source = TextAreaField(_l("How this is known"), [Required(_l("Say how this is known: who saw it, or where it was reported."))])


class ReasonForm(TrackerForm):
    """A reason and nothing else."""

    reason = TextAreaField(_l("Reason"), [Required(WHY)])


class CalendarForm(TrackerForm):
    """The calendar a stage is counted on."""

    calendar = SelectField(_l("Calendar"), choices=choices(CALENDARS.items()))


class PublishForm(TrackerForm):
    """Publishing, with the warnings read."""

    accept = BooleanField(_l("I have read the warnings and accept them"))


class DecideChangesForm(TrackerForm):
    """Which proposed changes a second officer confirms or refuses."""

    changes = ChecksField(_l("Changes"), [Required(_l("Tick what you decide on."))], coerce=int)
    reason = TextAreaField(_l("Reason"), [Optional()], description=_l("Needed to refuse."))


STAGE_FORMS: dict[str, type[Any]] = {
    "override": OverrideForm,
    "extend": ExtendForm,
    "actual": ActualForm,
    "cancel": ReasonForm,
    "calendar": CalendarForm,
}
