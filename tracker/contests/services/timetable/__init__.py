"""The timetable: computing it, changing a stage, publishing, and the second officer."""

from tracker.contests.services.timetable.changes import confirm_changes, refuse_changes
from tracker.contests.services.timetable.computing import Anchors, Proposal, anchors_of, problems, proposals
from tracker.contests.services.timetable.moving import build_timetable, move_dates
from tracker.contests.services.timetable.publishing import publish_timetable
from tracker.contests.services.timetable.stages import (
    add_stage,
    cancel_stage,
    extend_stage,
    override_stage,
    record_actual,
    set_calendar,
)

__all__ = [
    "Anchors", "Proposal", "add_stage", "anchors_of", "build_timetable", "cancel_stage", "confirm_changes", "extend_stage", "move_dates",
    "override_stage", "problems", "proposals", "publish_timetable", "record_actual", "refuse_changes", "set_calendar",
]  # fmt: skip
