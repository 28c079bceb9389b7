"""Batches of papers: where each is, every step of its custody, and recording the next one."""

from flask import url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms.custody import BatchForm, StepForm, filled_from
from tracker.ballots.models import CustodyStep, PaperBatch
from tracker.ballots.queries.custody import (
    batch_in,
    batch_lines,
    due_of,
    line_of,
    next_number,
    printed_editions,
    rule_steps,
    step_in,
)
from tracker.ballots.queries.plans import adopted
from tracker.ballots.views.room import BALLOT, blueprint
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.kernel.words import word
from tracker.rules.custody import CHAIN, Provenance, StepKind, standing, total

BATCHES = f"{BALLOT}/batches"


@blueprint.get(BATCHES)
@guard(Permission.READ_BALLOT, contest_by_slug)
def batches(contest: Contest) -> Answer:
    """Every batch, where it is, and what is missing or late."""
    return page(
        "ballots/batches.html", contest=contest, tab="ballot", ballot_page="batches", lines=batch_lines(contest),
        editions=printed_editions(contest), plan=adopted(contest), predicted=Provenance.PREDICTED,
    )  # fmt: skip


@blueprint.route(f"{BATCHES}/new", methods=["GET", "POST"])
@guard(Permission.KEEP_CUSTODY, contest_by_slug)
def new_batch(contest: Contest) -> Answer:
    """Make a batch."""
    editions = {edition.id: edition for edition in printed_editions(contest)}
    first = next((edition for edition in editions.values() if next_number(edition)), None)
    form = BatchForm(data={"edition_id": first.id, "serial_first": next_number(first), "serial_last": first.serial_last} if first else None)
    form.edition_id.choices = choices((key, f"{one.code}: {one.serial_first}–{one.serial_last}") for key, one in editions.items())
    if form.validate_on_submit():
        edition, said = editions[form.edition_id.data], form
        worked, batch = attempt(form, lambda: services.make_batch(
            current_actor(), edition, said.purpose.data, said.serial_first.data, said.serial_last.data, quantity=said.quantity.data,
        ))  # fmt: skip
        if worked and batch:
            return done(gettext("The batch is made."), _of(batch))
    return page("ballots/batch_new.html", form, contest=contest, tab="ballot", ballot_page="batches", editions=editions)


@blueprint.get(f"{BATCHES}/<id:batch_id>")
@guard(Permission.READ_BALLOT, batch_in)
def batch(batch: PaperBatch) -> Answer:
    """One batch and its chain of custody."""
    contest = batch.contest
    return page(
        "ballots/batch.html", contest=contest, tab="ballot", ballot_page="batches", chain=CHAIN, kinds=StepKind, next_kind=_next(batch),
        line=line_of(batch, adopted(contest), due_of(contest)), batch=batch, predicted=Provenance.PREDICTED,
    )  # fmt: skip


@blueprint.route(f"{BATCHES}/<id:batch_id>/record/<slug:kind>", methods=["GET", "POST"])
@guard(Permission.KEEP_CUSTODY, batch_in)
def record_step(batch: PaperBatch, kind: str) -> Answer:
    """Record a step."""
    asked = kind.replace("-", "_")
    if asked not in set(StepKind):
        raise NotFound
    return _recorded(batch, StepKind(asked), StepForm(data=_suggested(batch, StepKind(asked))), None)


@blueprint.route(f"{BATCHES}/<id:batch_id>/steps/<id:step_id>/correct", methods=["GET", "POST"])
@guard(Permission.KEEP_CUSTODY, step_in)
def correct_step(step: CustodyStep) -> Answer:
    """Record the right form of a step that was recorded wrongly."""
    return _recorded(step.batch, step.kind, StepForm(data=filled_from(step)), step)


def _recorded(batch: PaperBatch, kind: StepKind, form: StepForm, corrects: CustodyStep | None) -> Answer:
    if form.validate_on_submit():
        said = form.details(kind)
        worked, _step = attempt(form, lambda: services.record_step(current_actor(), batch, said, corrects=corrects))
        if worked:
            return done(gettext("The step is recorded."), _of(batch))
    return page(
        "ballots/step.html", form, contest=batch.contest, tab="ballot", ballot_page="batches", batch=batch, kind=kind, corrects=corrects,
        label=word(kind), moves=kind in (StepKind.HANDED_OVER, StepKind.RECEIVED),
    )  # fmt: skip


def _next(batch: PaperBatch) -> StepKind:
    """The step that usually comes now."""
    done_so_far = {step.kind for step in standing(rule_steps(batch))}
    return next((kind for kind in CHAIN if kind not in done_so_far), StepKind.UNDELIVERED)


def _suggested(batch: PaperBatch, kind: StepKind) -> dict[str, object]:
    """What is known already: how many papers, who had them, the seal."""
    steps = standing(rule_steps(batch))
    known: dict[str, object] = {"quantity": steps[-1].quantity if steps else batch.quantity, "provenance": Provenance.OBSERVED}
    seals, holders = [step.seal for step in steps if step.seal], [step for step in steps if step.to_whom]
    if kind in (StepKind.HANDED_OVER, StepKind.RECEIVED):
        known["seal_number"] = seals[-1] if seals else ""
    if kind is StepKind.HANDED_OVER and holders:
        known["from_whom"] = holders[-1].to_whom
    if kind is StepKind.RECEIVED and holders:
        known.update(from_whom=holders[-1].from_whom, to_whom=holders[-1].to_whom)
    if kind is StepKind.POSTED:
        known.update(quantity=known["quantity"] if not total(steps, kind) else None, provenance=Provenance.CONFIRMED)
    return {**known, "quantity": None} if kind in (StepKind.UNDELIVERED, StepKind.LANDS) else known


def _of(batch: PaperBatch) -> str:
    return url_for("ballots.batch", contest_slug=batch.contest.slug, batch_id=batch.id)
