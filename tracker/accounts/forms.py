"""Forms of people who sign in."""

from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    PasswordField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from tracker.access.table import EXPORTING_ROLES
from tracker.accounts import words  # noqa: F401 - declares the words of states
from tracker.accounts.models import AccountState
from tracker.accounts.scopes import ScopeChoice
from tracker.kernel.clock import from_local, now, today
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.i18n import NAMES
from tracker.kernel.words import words_of
from tracker.rules.roles import SCOPES_OF_ROLE, Role, ScopeKind

NEW_PASSWORD = {"autocomplete": "new-password"}
LANGUAGE_CHOICES = [SelectChoice("", _l("As the browser asks")), *(SelectChoice(code, name) for code, name in NAMES.items())]


class SignInForm(TrackerForm):
    """E-mail address and password."""

    email = EmailField(_l("E-mail address"), [Required(_l("Enter your e-mail address."))], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _l("Password"), [Required(_l("Enter your password."))], render_kw={"autocomplete": "current-password"}
    )


class ResetRequestForm(TrackerForm):
    """Where the link to a new password should go."""

    email = EmailField(_l("E-mail address"), [Required(_l("Enter your e-mail address."))], render_kw={"autocomplete": "email"})


class NewPasswordForm(TrackerForm):
    """A password, typed once: the browser can show it."""

    new = PasswordField(_l("New password"), [Required(_l("Enter a new password."))], render_kw=NEW_PASSWORD)


class ChangePasswordForm(TrackerForm):
    """The password now, and the next one."""

    current = PasswordField(
        _l("Your password now"), [Required(_l("Enter your password."))], render_kw={"autocomplete": "current-password"}
    )
    new = PasswordField(_l("New password"), [Required(_l("Enter a new password."))], render_kw=NEW_PASSWORD)


class DetailsForm(TrackerForm):
    """One's own name and language."""

    name = StringField(_l("Name"), [Required(_l("Enter your name."))], render_kw={"autocomplete": "name"})
    language = SelectField(_l("Language of pages and mail"), choices=LANGUAGE_CHOICES)


class InviteForm(TrackerForm):
    """Who should sign in."""

    name = StringField(_l("Name"), [Required(_l("Enter the person’s name."))], render_kw={"autocomplete": "off"})
    email = EmailField(_l("E-mail address"), [Required(_l("Enter the person’s e-mail address."))], render_kw={"autocomplete": "off"})
    language = SelectField(_l("Language of pages and mail"), choices=LANGUAGE_CHOICES)


class ReasonForm(TrackerForm):
    """Why something is done to somebody's account."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))], render_kw={"rows": 3})


class GrantForm(ReasonForm):
    """A role over a scope, from and until. Days are days in England and Wales; the last one counts."""

    scope = SelectField(_l("Over"))
    valid_from = DateField(_l("From"), [Optional()])
    valid_until = DateField(_l("Until the end of"), [Optional()])
    may_export = BooleanField(_l("May export lists of names"))

    def offer(self, role: Role, choices: list[tuple[ScopeKind, ScopeChoice]]) -> None:
        """Ask only what belongs to `role`: over which of `choices`, and whether it may export."""
        if ScopeKind.EVERYTHING in SCOPES_OF_ROLE[role]:
            del self.scope
        else:
            offered = (SelectChoice(f"{kind.value}:{choice.id}", choice.label) for kind, choice in choices)
            self.scope.choices = [SelectChoice("", "–"), *offered]
        if role not in EXPORTING_ROLES:
            del self.may_export

    @property
    def chosen_scope(self) -> tuple[ScopeKind, int | None]:
        """Kind and id of what was chosen."""
        if self.scope is None:
            return ScopeKind.EVERYTHING, None
        kind, _, number = (self.scope.data or "").partition(":")
        return ScopeKind(kind), int(number)

    def validate_scope(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose what the role is over."))

    @property
    def begins_at(self) -> datetime:
        """The first instant; from today means from now on."""
        day = self.valid_from.data
        return now() if day is None or day <= today() else from_local(datetime.combine(day, time()))

    @property
    def ends_at(self) -> datetime | None:
        day = self.valid_until.data
        return None if day is None else from_local(datetime.combine(day + timedelta(days=1), time()))

    def validate_valid_from(self, field: Any) -> None:
        if field.data and field.data < today():
            raise ValidationError(gettext("Choose today or a later day."))

    def validate_valid_until(self, field: Any) -> None:
        if field.data and field.data < (self.valid_from.data or today()):
            raise ValidationError(gettext("Choose a day that is not before the first."))
        if field.data and field.data.year > today().year + 100:
            raise ValidationError(gettext("Choose a day within the next hundred years."))


class PeopleFilter(TrackerForm):
    """Which people to list."""

    class Meta(TrackerForm.Meta):
        csrf = False

    q = SearchField(_l("Name or e-mail"))
    role = WordField(_l("Role"), Role, words_of(Role), blank=_l("Any role"), validators=[Optional()])
    state = WordField(_l("State"), AccountState, words_of(AccountState), blank=_l("Any state"), validators=[Optional()])
