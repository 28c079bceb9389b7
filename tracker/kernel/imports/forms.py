"""The forms of an import: the file, its columns, the decision."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from tracker.kernel.forms import TrackerForm
from tracker.kernel.imports.columns import guess_columns
from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.spec import ImportSpec
from tracker.kernel.imports.tables import Table

PREFIX = "column-"


class _FileChosen:
    """A file was chosen; whether it is any good is for the reader to say."""

    field_flags: ClassVar[dict[str, Any]] = {}

    def __call__(self, form: Any, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise StopValidation(_("Choose a file."))


class UploadForm(TrackerForm):
    """The file to import."""

    file = FileField(_l("File"), [_FileChosen()])


class StartForm(TrackerForm):
    """The decision to save."""

    only_good_rows = BooleanField(_l("Import the good rows and leave out the rows with errors"))


class PressForm(TrackerForm):
    """A button."""


def columns_form(run: ImportRun, spec: ImportSpec, table: Table) -> TrackerForm:
    """A form with a choice of column for each field, filled in with what was chosen before or is guessed."""
    chosen = run.mapping or guess_columns(spec.fields, table.columns)
    columns = [SelectChoice(column, column) for column in dict.fromkeys(table.columns)]
    choices = [SelectChoice("", _("Not in the file")), *columns]
    selects = {
        PREFIX + field.name: SelectField(
            field.label, choices=choices, default=chosen.get(field.name, ""), description=field.hint,
        )
        for field in spec.fields
    }  # fmt: skip
    form: TrackerForm = type("ColumnsForm", (TrackerForm,), selects)()
    return form


def chosen_columns(form: TrackerForm) -> dict[str, str]:
    """Field name to column name, as the person chose."""
    return {field.name.removeprefix(PREFIX): field.data for field in form if field.name.startswith(PREFIX) and field.data}
