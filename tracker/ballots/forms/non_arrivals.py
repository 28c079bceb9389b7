"""Reports of papers that have not come, and the delivery offices."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError

from tracker.ballots.services import Office
from tracker.kernel.forms import Required, TrackerForm
from tracker.rules.postcodes import outcode

ANY_INWARD = " 1AA"
LONGEST = 200


class ReportForm(TrackerForm):
    """Whose paper has not come."""

    membership_number = StringField(_l("Membership number"), [Required(_l("Enter the membership number."))])


class ClearForm(TrackerForm):
    """What was found out."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])


class OfficesForm(TrackerForm):
    """One delivery office a line: district, name, telephone, with commas or tabs between them, as copied from a sheet."""

    offices = TextAreaField(_l("Delivery offices"), [Required(_l("Enter at least one delivery office."))])

    def validate_offices(self, field: Any) -> None:
        """Every line has a district and a name; no district comes twice."""
        seen: dict[str, int] = {}
        for number, line in _lines(field.data or ""):
            outward = _district(line[0])
            if outward is None or len(line) < 2 or not line[1] or len(line[1]) > LONGEST:
                raise ValidationError(gettext("Line %(line)s: write the district, the name and the telephone number.", line=number))
            if outward in seen:
                raise ValidationError(gettext(
                    "The same district stands twice. First line: %(first)s. Second line: %(second)s.", first=seen[outward], second=number
                ))  # fmt: skip
            seen[outward] = number

    def typed(self) -> list[Office]:
        """The offices, once valid."""
        return [
            Office(outward=_district(line[0]) or "", name=line[1], telephone=", ".join(part for part in line[2:] if part))
            for _number, line in _lines(self.offices.data or "")
        ]  # fmt: skip


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Each line that says something, with its number from 1."""
    numbered = enumerate(text.splitlines(), start=1)
    return [(number, [part.strip() for part in line.replace("\t", ",").split(",")]) for number, line in numbered if line.strip()]


def _district(text: str) -> str | None:
    """A district as postcodes write it; None when it can be none."""
    return outcode(f"{text}{ANY_INWARD}")
