"""Beginning a mailing and changing what it is."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard
from tracker.mailings import services
from tracker.mailings.forms import DetailsForm
from tracker.mailings.models import Mailing
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.views.room import LIST, ONE, address, blueprint, mailing_page


@blueprint.route(f"{LIST}/new", methods=["GET", "POST"])
@guard(Permission.EDIT_MAILING, contest_by_slug)
def new(contest: Contest) -> Answer:
    """One more mailing."""
    form = DetailsForm()
    form.offer(contest)
    if form.validate_on_submit():
        _worked, mailing = attempt(form, lambda: services.begin(current_actor(), contest, form.details()))
        if mailing:
            return done(gettext("The mailing is begun. Now write what it says."), address(mailing, "write"))
    return page("mailings/details.html", form, contest=contest, tab="mailings", mailing=None)


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_MAILING, mailing_in)
def edit(mailing: Mailing) -> Answer:
    """Change what a draft is."""
    form = DetailsForm(obj=mailing)
    form.offer(mailing.contest)
    if form.validate_on_submit():
        version = form.expected_version
        worked, _none = attempt(form, lambda: services.edit(current_actor(), mailing, form.details(), version=version))
        if worked:
            return done(gettext("Saved."), address(mailing))
    return mailing_page("mailings/details.html", mailing, form)
