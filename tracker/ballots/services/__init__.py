"""What is done to ballots."""

from tracker.ballots.services.batches import StepDetails, make_batch, record_step
from tracker.ballots.services.counts import explain_variance, record_count, record_turnout, sign_variance
from tracker.ballots.services.draws import draw
from tracker.ballots.services.editions import EditionDetails, change_edition, make_edition, move_edition
from tracker.ballots.services.issuing import make_issue_list
from tracker.ballots.services.non_arrivals import (
    Office,
    clear_non_arrival_alarm,
    enter_offices,
    report_non_arrival,
)
from tracker.ballots.services.numbers import read_numbers
from tracker.ballots.services.plans import adopt
from tracker.ballots.services.reissues import Request, answer, close_run
from tracker.ballots.services.times import extend_act, plan_act, see_act

__all__ = [
    "EditionDetails", "Office", "Request", "StepDetails", "adopt", "answer", "change_edition", "clear_non_arrival_alarm",
    "close_run", "draw", "enter_offices", "explain_variance", "extend_act", "make_batch", "make_edition", "make_issue_list",
    "move_edition", "plan_act", "read_numbers", "record_count", "record_step", "record_turnout", "report_non_arrival",
    "see_act", "sign_variance",
]  # fmt: skip
