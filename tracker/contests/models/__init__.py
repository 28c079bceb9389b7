"""Contests, the people standing in them, and their timetable."""

from tracker.contests.models.candidacies import Candidacy
from tracker.contests.models.contests import Contest, ContestRule, Office
from tracker.contests.models.timetable import ChangeKind, ChangeState, Stage, StageChange

__all__ = ["Candidacy", "ChangeKind", "ChangeState", "Contest", "ContestRule", "Office", "Stage", "StageChange"]
