"""Small acts that several contests of the demonstration share."""

from collections.abc import Mapping
from datetime import date

from tracker.access.actor import Actor
from tracker.contests.models import Contest, Stage
from tracker.contests.services import timetable
from tracker.demo.people import Cast
from tracker.endorsements import services as endorsements
from tracker.endorsements.models import Endorsement
from tracker.kernel.errors import Refused


def stages_of(contest: Contest) -> dict[str, Stage]:
    """The stages of a contest by their keys."""
    return {stage.key: stage for stage in contest.stages}


def verify_and_publish(cast: Cast, endorsement: Endorsement) -> None:
    """What the second officer does with what the first recorded."""
    second = cast.actor("second-officer")
    endorsements.verify(second, endorsement)
    endorsements.publish(second, endorsement)


def set_days(actor: Actor, contest: Contest, days: Mapping[str, tuple[date, str]]) -> None:
    """Let stages stand on the days told, each with the reason."""
    stages = stages_of(contest)
    for key, (day, reason) in days.items():
        if stages[key].stands_on != day:
            timetable.override_stage(actor, stages[key], day, stages[key].planned_at, reason=reason)


def cancel_stages(actor: Actor, contest: Contest, keys: tuple[str, ...], reason: str) -> None:
    """Take out stages of the template that this contest is not known to have had."""
    for key in keys:
        timetable.cancel_stage(actor, stages_of(contest)[key], reason=reason)


def seen(actor: Actor, contest: Contest, key: str, day: date, source: str, at: str | None = None) -> None:
    """Record when a stage was seen to happen."""
    timetable.record_actual(actor, stages_of(contest)[key], day, at, source=source)


def publish_timetable(actor: Actor, contest: Contest) -> None:
    """Publish it, warnings accepted. Raises RuntimeError naming the hard rule that is broken."""
    try:
        timetable.publish_timetable(actor, contest, accept_warnings=True)
    except Refused as refusal:
        found = [f"{one.code} {one.stage} {dict(one.params)}" for one in timetable.problems(contest)]
        raise RuntimeError(f"{contest.slug}: {refusal.message} {found}") from refusal
