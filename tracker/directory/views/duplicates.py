"""Likely duplicates: the list, two records side by side, merging them or saying that they are two."""

from flask import request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.directory import services
from tracker.directory.events import RecordKind
from tracker.directory.forms import LEFT, RIGHT, DifferentForm, MergeForm, merge_form
from tracker.directory.models import Body, Person
from tracker.directory.queries.duplicates import likely_duplicates
from tracker.directory.queries.find import one_record, two_records
from tracker.directory.queries.search import tidy
from tracker.directory.search import suggest
from tracker.directory.services.merging import LABELS, kind_of
from tracker.directory.views.room import blueprint, shown_field
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard

MOST_OFFERED = 20
Record = Person | Body
Pair = tuple[Record, Record]


@blueprint.get("/directory/duplicates")
@guard(Permission.MERGE_DIRECTORY)
def duplicates() -> Answer:
    """The likely duplicates among people, or among bodies (`?kind=body`)."""
    kind = RecordKind.BODY if request.args.get("kind") == RecordKind.BODY else RecordKind.PERSON
    return page("directory/duplicates.html", kind=kind, pairs=likely_duplicates(kind))


@blueprint.get("/directory/duplicates/<kind>/<id:record_id>")
@guard(Permission.MERGE_DIRECTORY, one_record)
def choose_other(record: Record) -> Answer:
    """Find the record to compare this one with, by its name."""
    kind, text = kind_of(record), tidy(request.args.get("q", record.label))
    hits = [hit for hit in suggest(text, (kind,), MOST_OFFERED) if hit.id != record.id]
    return page(
        "directory/choose_other.html", record=record, kind=kind, text=text, hits=hits, back=_address(record)
    )


@blueprint.route("/directory/duplicates/<kind>/<id:left_id>/<id:right_id>", methods=["GET", "POST"])
@guard(Permission.MERGE_DIRECTORY, two_records)
def compare(left: Record, right: Record) -> Answer:
    """Two records side by side, and the form that merges them."""
    form = _form_of((left, right))
    if form.validate_on_submit() and attempt(form, lambda: _merge(form, (left, right)))[0]:
        return done(gettext("Both records are one now."), _address(left if form.keep.data == LEFT else right))
    return _side_by_side((left, right), form, DifferentForm())


@blueprint.post("/directory/duplicates/<kind>/<id:left_id>/<id:right_id>/different")
@guard(Permission.MERGE_DIRECTORY, two_records)
def different(left: Record, right: Record) -> Answer:
    """Remember that two records are two."""
    form = DifferentForm()
    if form.validate_on_submit():
        services.mark_not_duplicate(current_actor(), left, right, form.different_reason.data or "")
        return done(
            gettext("Remembered: these are two."), url_for("directory.duplicates", kind=kind_of(left).value)
        )
    return _side_by_side((left, right), _form_of((left, right)), form)


def _side_by_side(pair: Pair, form: MergeForm, different: DifferentForm) -> Answer:
    kind = kind_of(pair[0])
    rows = [
        (label, *(shown_field(name, getattr(one, name)) for one in pair))
        for name, label in LABELS[kind].items()
    ]
    addresses = [_address(one) for one in pair]
    return page(
        "directory/compare.html",
        form,
        pair=pair,
        rows=rows,
        kind=kind,
        different=different,
        addresses=addresses,
    )


def _form_of(pair: Pair) -> MergeForm:
    """The form that merges the two: a choice for each field in which they differ."""
    labels = LABELS[kind_of(pair[0])]
    differing = [name for name in labels if getattr(pair[0], name) != getattr(pair[1], name)]
    left, right = ({name: shown_field(name, getattr(one, name)) for name in differing} for one in pair)
    return merge_form(labels, left, right, version=str(pair[0].version + pair[1].version))


def _merge(form: MergeForm, pair: Pair) -> None:
    keeps_left = form.keep.data == LEFT
    kept, lost = pair if keeps_left else (pair[1], pair[0])
    from_lost = form.taken_from(RIGHT if keeps_left else LEFT)
    services.merge(current_actor(), kept, lost, from_lost, form.reason.data, version=form.expected_version)


def _address(record: Person | Body) -> str:
    if isinstance(record, Person):
        return url_for("directory.person", person_id=record.id)
    return url_for("directory.body", body_id=record.id)
