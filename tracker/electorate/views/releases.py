"""The roll in candidates' hands: agreements, releases, and the candidate's own page."""

from flask import Response
from flask_babel import gettext
from werkzeug.http import dump_options_header

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import candidacy_in, contest_by_slug
from tracker.electorate import services
from tracker.electorate.forms import AgreementForm, PressForm, ReasonForm
from tracker.electorate.models import DataAgreement, RollRelease
from tracker.electorate.queries import releases, rolls
from tracker.electorate.views.room import ROOM, address, blueprint, room_page
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.clock import today
from tracker.kernel.errors import Refused
from tracker.kernel.exports import CSV_TYPE
from tracker.kernel.files import as_download
from tracker.kernel.guards import guard

OWN = "/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>/roll"
AGREEMENT = f"{ROOM}/agreements/<id:agreement_id>"


@blueprint.get(f"{ROOM}/releases")
@guard(Permission.RELEASE_ROLL, contest_by_slug)
def release_list(contest: Contest) -> Answer:
    """Agreements, and what was given under each."""
    return room_page(
        "electorate/releases.html", contest, agreements=releases.agreements_of(contest), releases=releases.releases_of(contest),
        allowed=services.is_allowed(contest), latest=rolls.latest(contest), press=PressForm(), rule=services.RULE,
    )  # fmt: skip


@blueprint.route(f"{ROOM}/agreements/new", methods=["GET", "POST"])
@guard(Permission.RELEASE_ROLL, contest_by_slug)
def new_agreement(contest: Contest) -> Answer:
    """Record what a candidate signed."""
    form = AgreementForm(signed_on=today())
    form.offer(contest.candidacies)
    if form.validate_on_submit():
        candidacy = next(one for one in contest.candidacies if one.slug == form.candidacy.data)
        worked, _none = attempt(form, lambda: services.record_agreement(
            current_actor(), candidacy, signed_on=form.signed_on.data, signed_by=form.signed_by.data or "",
            purpose=form.purpose.data or "", expires_on=form.expires_on.data, file=form.paper,
        ))  # fmt: skip
        if worked:
            return done(gettext("The agreement is recorded. Now a roll can be released under it."), address(contest, "release_list"))
    return room_page("electorate/agreement.html", contest, form)


@blueprint.get(f"{AGREEMENT}/paper")
@guard(Permission.RELEASE_ROLL, releases.agreement_in)
def agreement_paper(agreement: DataAgreement) -> Answer:
    """The signed paper."""
    if agreement.file is None:
        return done(gettext("No signed paper was kept with this agreement."), address(agreement.candidacy.contest, "release_list"))
    return as_download(agreement.file)


@blueprint.post(f"{AGREEMENT}/release")
@guard(Permission.RELEASE_ROLL, releases.agreement_in)
def release_roll(agreement: DataAgreement) -> Answer:
    """Release the newest roll under an agreement."""
    contest, form = agreement.candidacy.contest, PressForm()
    roll = rolls.latest(contest)
    if form.validate_on_submit() and roll is not None:
        worked, _none = attempt(form, lambda: services.release(current_actor(), agreement, roll))
        if worked:
            return done(gettext("The roll is released: the candidate can take it now."), address(contest, "release_list"))
    return done(str(form.form_problem or gettext("Freeze a roll first.")), address(contest, "release_list"))


@blueprint.route(f"{AGREEMENT}/end", methods=["GET", "POST"])
@guard(Permission.RELEASE_ROLL, releases.agreement_in)
def end_agreement(agreement: DataAgreement) -> Answer:
    """End an agreement."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.withdraw_agreement(current_actor(), agreement, form.reason.data or ""))
        if worked:
            return done(gettext("The agreement is ended."), address(agreement.candidacy.contest, "release_list"))
    return room_page("electorate/agreement_end.html", agreement.candidacy.contest, form, agreement=agreement)


@blueprint.route(f"{ROOM}/releases/<id:release_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.RELEASE_ROLL, releases.release_in)
def withdraw_release(given: RollRelease) -> Answer:
    """Withdraw a release."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.withdraw_release(current_actor(), given, form.reason.data or ""))
        if worked:
            return done(gettext("The release is withdrawn."), address(given.roll.contest, "release_list"))
    return room_page("electorate/release_withdraw.html", given.roll.contest, form, given=given)


@blueprint.get(OWN)
@guard(Permission.EXPORT_ROLL, candidacy_in)
def own_roll(candidacy: Candidacy) -> Answer:
    """The lists a candidate may take now."""
    return room_page("electorate/own_roll.html", candidacy.contest, candidacy=candidacy, releases=releases.live_releases_to(candidacy))


@blueprint.route(f"{OWN}/<id:release_id>", methods=["GET", "POST"])
@guard(Permission.EXPORT_ROLL, releases.release_to)
def take_roll(given: RollRelease) -> Answer:
    """Ask for the reason, then hand the file out."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            name, pieces = services.take(current_actor(), given, form.reason.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            answer = Response(pieces, content_type=CSV_TYPE)
            answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
    return room_page("electorate/take_roll.html", given.roll.contest, form, given=given, candidacy=given.agreement.candidacy)
