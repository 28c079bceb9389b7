"""Pasting a list: the block, then every row for review, then all of them at once."""

from flask import request
from flask_babel import ngettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements import services
from tracker.endorsements.forms import PasteForm, review_form
from tracker.endorsements.matching import matched
from tracker.endorsements.models import Endorsement
from tracker.endorsements.services.paste import Reviewed, RowsRefused
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.kernel.answers import Answer
from tracker.kernel.errors import Refused
from tracker.kernel.forms import TrackerForm
from tracker.kernel.guards import guard

REVIEWED = "reviewed"


@blueprint.route("/contests/<slug:contest_slug>/endorsements/paste", methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, contest_by_slug)
def paste(contest: Contest) -> Answer:
    """First the block; once it is taken apart, its rows. Nothing is saved until the rows are sent."""
    form = PasteForm()
    form.candidacy.offer(contest, nobody=False)
    if not form.validate_on_submit():
        return page("endorsements/paste.html", contest, form)
    rows = matched(contest, form.text.data)
    if not rows:
        form.refuse(Refused(ngettext("No name was found.", "No names were found.", 2), "text"))
        return page("endorsements/paste.html", contest, form)
    review = review_form(rows, contest)
    if request.form.get(REVIEWED) and review.validate():
        worked, made = attempt(review, lambda: _save(contest, review, len(rows)))
        if worked and made:
            return done(
                ngettext("%(num)s endorsement logged", "%(num)s endorsements logged", len(made)),
                "endorsements.index",
                contest_slug=contest.slug,
            )
    text = page("endorsements/review.html", contest, review, rows=rows)
    return text[0] if isinstance(text, tuple) and not request.form.get(REVIEWED) else text


def _save(contest: Contest, form: TrackerForm, count: int) -> list[Endorsement]:
    rows = [
        Reviewed(
            name=form[f"name-{number}"].data or "",
            choice=form[f"choice-{number}"].data or "",
            detail=form[f"detail-{number}"].data or "",
        )
        for number in range(count)
    ]
    candidacy = form["candidacy"].chosen(contest)
    try:
        return services.save_pasted(
            current_actor(), contest, rows, candidacy=candidacy, decided_on=form["decided_on"].data, grade=form["grade"].data,
            source=form["source"].data or "", pasted=form["text"].data,
        )  # fmt: skip
    except RowsRefused as refused:
        for number, message in refused.problems.items():
            form.refuse(Refused(message, f"choice-{number}"))
        raise
