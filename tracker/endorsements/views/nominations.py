"""Supporting nominations: what each candidate has and still needs."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.directory.models import Body
from tracker.directory.picking import Found, PickField
from tracker.endorsements import services
from tracker.endorsements.forms import NominationForm, ReasonForm, ThresholdForm
from tracker.endorsements.models import Nomination
from tracker.endorsements.queries import nomination_in, progress_of
from tracker.endorsements.queries.nominations import threshold_in
from tracker.endorsements.thresholds import threshold_of
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.kernel.answers import Answer
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard
from tracker.kernel.words import word
from tracker.rules.directory import BodyKind
from tracker.rules.thresholds import UNIONS, Measure

LIST = "/contests/<slug:contest_slug>/endorsements/nominations"


def body_meant(field: PickField) -> Body:
    """The body picked or typed. Raises Refused where there is none."""
    meant = field.resolve()
    if isinstance(meant, Found) and isinstance(meant.record, Body):
        return meant.record
    raise Refused(
        gettext(
            "This body is not in the records, or several go by this name. Choose it from the suggestions."
        ),
        field.name,
    )


def kind_word(kind: str) -> str:
    """The word for a kind a threshold names: a kind of body, or a contest's own."""
    return str(word(BodyKind(kind))) if kind in list(BodyKind) else kind.replace("_", " ")


@blueprint.route(LIST)
@guard(Permission.READ_CONTEST, contest_by_slug)
def nominations(contest: Contest) -> Answer:
    """Each candidate's progress, with the proof list."""
    return page(
        "endorsements/nominations.html",
        contest,
        progress=progress_of(contest),
        threshold=threshold_in(contest),
        percent=Measure.MEMBERSHIP_PERCENT,
        kind_word=kind_word,
    )


@blueprint.route(f"{LIST}/new", methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, contest_by_slug)
def nominate(contest: Contest) -> Answer:
    """One body's nomination."""
    form = NominationForm()
    form.candidacy.offer(contest, nobody=False)
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: _nominate(contest, form))
        if worked:
            return done(
                gettext("Nomination recorded."), "endorsements.nominations", contest_slug=contest.slug
            )
    return page("endorsements/nominate.html", contest, form)


def _nominate(contest: Contest, form: NominationForm) -> Nomination:
    candidacy = form.candidacy.chosen(contest)
    if candidacy is None:
        raise Refused(gettext("Choose a candidate."), "candidacy")
    return services.nominate(
        current_actor(), candidacy, body_meant(form.endorser), nominated_on=form.nominated_on.data,
        affiliated_members=form.affiliated_members.data, source=form.source.data or "",
    )  # fmt: skip


@blueprint.route(f"{LIST}/<id:nomination_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, nomination_in)
def withdraw_nomination(nomination: Nomination) -> Answer:
    """A body takes its nomination back."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _ = attempt(
            form, lambda: services.withdraw_nomination(current_actor(), nomination, form.reason.data or "")
        )
        if worked:
            return done(
                gettext("Nomination withdrawn."),
                "endorsements.nominations",
                contest_slug=nomination.contest.slug,
            )
    return page("endorsements/withdraw_nomination.html", nomination.contest, form, nomination=nomination)


@blueprint.route(f"{LIST}/threshold", methods=["GET", "POST"])
@guard(Permission.EDIT_CONTEST, contest_by_slug)
def threshold(contest: Contest) -> Answer:
    """What a candidate needs."""
    form = ThresholdForm(data=_stored(contest))
    if form.validate_on_submit():
        total, source = form.affiliated_total.data, form.source.data or ""
        worked, _ = attempt(
            form,
            lambda: services.set_threshold(
                current_actor(), contest, form.threshold(), affiliated_total=total, source=source
            ),
        )
        if worked:
            return done(gettext("Saved."), "endorsements.nominations", contest_slug=contest.slug)
    return page("endorsements/threshold.html", contest, form)


def _stored(contest: Contest) -> dict[str, object]:
    kept = threshold_in(contest)
    if kept is None:
        return {}
    values: dict[str, object] = {
        "affiliated_total": kept.requirements.get("affiliated_total"),
        "source": kept.source,
    }
    for alternative in threshold_of(kept.requirements).alternatives:
        for one in alternative.requirements:
            is_union = one.kinds == frozenset(str(kind) for kind in UNIONS)
            name = (
                "percent"
                if one.measure is Measure.MEMBERSHIP_PERCENT
                else "unions"
                if is_union
                else "affiliates"
            )
            values["parties" if alternative.key == "constituency_parties" else name] = int(one.least)
    return values
