"""Evidence: adding it, taking it out to read, proving that it is unchanged."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.endorsements import services
from tracker.endorsements.forms import EvidenceForm, PressForm
from tracker.endorsements.models import Endorsement, Evidence
from tracker.endorsements.queries import endorsement_in, evidence_in
from tracker.endorsements.services.evidence import Proof
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.kernel.answers import Answer
from tracker.kernel.files import as_download
from tracker.kernel.guards import guard

ONE = "/contests/<slug:contest_slug>/endorsements/<id:endorsement_id>/evidence"


@blueprint.route(ONE, methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, endorsement_in)
def add_evidence(endorsement: Endorsement) -> Answer:
    """A file, a link or a quotation."""
    form = EvidenceForm()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: _add(endorsement, form))
        if worked:
            return done(
                gettext("Evidence added."),
                "endorsements.show",
                contest_slug=endorsement.contest.slug,
                endorsement_id=endorsement.id,
            )
    return page("endorsements/evidence.html", endorsement.contest, form, endorsement=endorsement)


def _add(endorsement: Endorsement, form: EvidenceForm) -> None:
    for proof in form.proofs() or [Proof(grade=form.grade.data)]:
        services.add_evidence(current_actor(), endorsement, proof)


@blueprint.route(f"{ONE}/<id:evidence_id>")
@guard(Permission.READ_EVIDENCE, evidence_in)
def download(evidence: Evidence) -> Answer:
    """The file, to be saved; it is never shown within the site."""
    if evidence.stored_file is None:
        raise NotFound
    return as_download(evidence.stored_file)


@blueprint.route(f"{ONE}/<id:evidence_id>/fingerprint", methods=["POST"])
@guard(Permission.READ_EVIDENCE, evidence_in)
def check_fingerprint(evidence: Evidence) -> Answer:
    """Compute the fingerprint again and compare."""
    if PressForm().validate_on_submit():
        if services.check_fingerprint(current_actor(), evidence):
            flash(gettext("The fingerprint agrees: the file is unchanged."), "ok")
        else:
            flash(gettext("The file is missing or has been changed: its fingerprint does not agree."), "stop")
    contest = evidence.endorsement.contest
    return redirect(
        url_for("endorsements.show", contest_slug=contest.slug, endorsement_id=evidence.endorsement_id), 303
    )
