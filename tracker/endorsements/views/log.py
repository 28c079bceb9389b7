"""Logging an endorsement, editing one that is only recorded, correcting one that is more."""

from typing import Any

from flask import flash, request
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.directory.models import Person
from tracker.endorsements import services
from tracker.endorsements.forms import CorrectForm, EditForm, LogForm
from tracker.endorsements.forms.fields import NOBODY
from tracker.endorsements.forms.log import DecisionForm
from tracker.endorsements.models import Endorsement
from tracker.endorsements.queries import endorsement_in
from tracker.endorsements.services.endorsers import neutral_roles_of
from tracker.endorsements.views.room import attempt, blueprint, done, page, readable_contest
from tracker.kernel.answers import Answer
from tracker.kernel.clock import today
from tracker.kernel.guards import guard
from tracker.kernel.words import word


@blueprint.route("/contests/<slug:contest_slug>/endorsements/new", methods=["GET", "POST"])
@guard(Permission.LOG_ENDORSEMENTS, readable_contest)
def log(contest: Contest) -> Answer:
    """One page: who, whom, how, when, the vote, the evidence."""
    form = LogForm(data={"decided_on": today()})
    form.candidacy.offer(contest)
    if form.validate_on_submit():
        worked, endorsement = attempt(form, lambda: _log(contest, form))
        if worked and endorsement:
            _warn_of_neutral(endorsement)
            return _logged(contest, endorsement, again="again" in request.form)
    return page("endorsements/log.html", contest, form)


def _log(contest: Contest, form: LogForm) -> Endorsement:
    actor = current_actor()
    try:
        endorser = services.find_or_create_endorser(actor, **form.meant())
        return services.log(
            actor,
            contest,
            endorser,
            form.decision(contest),
            evidence=form.proofs(),
            switch_reason=form.reason_to_switch,
            **form.embargo(),
        )
    except (services.UnknownEndorser, services.AmbiguousEndorser) as unclear:
        form.offer_hits(unclear.hits)
        raise
    except services.AlreadyLive as live:
        form.existing = live.existing
        raise


def _logged(contest: Contest, endorsement: Endorsement, *, again: bool) -> Answer:
    if again:
        return done(
            gettext("Logged: %(what)s", what=endorsement.title), "endorsements.log", contest_slug=contest.slug
        )
    return done(
        gettext("Logged. Another officer verifies it."),
        "endorsements.show",
        contest_slug=contest.slug,
        endorsement_id=endorsement.id,
    )


def _warn_of_neutral(endorsement: Endorsement) -> None:
    for role in neutral_roles_of(endorsement.endorser, endorsement.contest):
        flash(
            gettext(
                "Somebody of this name must be neutral in this contest. Check that it is somebody else. Role: %(role)s",
                role=word(role),
            ),
            "warn",
        )


@blueprint.route(
    "/contests/<slug:contest_slug>/endorsements/<id:endorsement_id>/edit", methods=["GET", "POST"]
)
@guard(Permission.RECORD_ENDORSEMENT, endorsement_in)
def edit(endorsement: Endorsement) -> Answer:
    """What was recorded, before anybody verified it."""
    form = EditForm(data=stored(endorsement))
    form.candidacy.offer(endorsement.contest)
    if form.validate_on_submit():
        wanted = _wanted(form, endorsement)
        worked, _ = attempt(
            form, lambda: services.edit(current_actor(), endorsement, wanted, version=form.expected_version)
        )
        if worked:
            return done(
                gettext("Saved."),
                "endorsements.show",
                contest_slug=endorsement.contest.slug,
                endorsement_id=endorsement.id,
            )
    return page(
        "endorsements/edit.html",
        endorsement.contest,
        form,
        endorsement=endorsement,
        title=gettext("Edit"),
        of_person=_of_person(endorsement),
    )


@blueprint.route(
    "/contests/<slug:contest_slug>/endorsements/<id:endorsement_id>/correct", methods=["GET", "POST"]
)
@guard(Permission.RECORD_ENDORSEMENT, endorsement_in)
def correct(endorsement: Endorsement) -> Answer:
    """A corrected copy takes the place of what was recorded wrongly."""
    contest = endorsement.contest
    form = CorrectForm(data=stored(endorsement))
    form.candidacy.offer(contest)
    if form.validate_on_submit():
        worked, copy = attempt(
            form,
            lambda: services.correct(
                current_actor(), endorsement, _decision(form, contest), form.reason.data or ""
            ),
        )
        if worked and copy:
            return done(
                gettext("Corrected. Another officer verifies the copy."),
                "endorsements.show",
                contest_slug=contest.slug,
                endorsement_id=copy.id,
            )
    return page(
        "endorsements/edit.html",
        contest,
        form,
        endorsement=endorsement,
        title=gettext("Correct an error"),
        of_person=_of_person(endorsement),
    )


def stored(endorsement: Endorsement) -> dict[str, Any]:
    """What a form of a decision is filled in with."""
    names = [name for name in DecisionForm()._fields if hasattr(Endorsement, name)]
    chosen = str(endorsement.candidacy_id) if endorsement.candidacy_id else NOBODY
    return {**{name: getattr(endorsement, name) for name in names}, "candidacy": chosen}


def _of_person(endorsement: Endorsement) -> bool:
    return isinstance(endorsement.endorser, Person)


def _decision(form: DecisionForm, contest: Contest) -> dict[str, Any]:
    return form.decision(contest).values()


def _wanted(form: EditForm, endorsement: Endorsement) -> dict[str, Any]:
    return {**_decision(form, endorsement.contest), **form.embargo()}
