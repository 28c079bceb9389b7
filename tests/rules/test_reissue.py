"""Another paper: until when, by which way, and why not."""

from dataclasses import replace
from datetime import datetime

import pytest

from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.reissue import (
    LISTS,
    USUAL_QUESTIONS,
    Asker,
    Question,
    Refusal,
    ReissueReason,
    Windows,
    all_right,
    answered_rightly,
    arrives,
    judge,
    next_run,
    questions_of,
    ways,
)
from tracker.rules.working_days import calendar_named

# Labour's national executive ballot of 2020: papers out on 19 October, close at noon on 12 November.
WINDOWS = Windows(
    datetime(2020, 10, 26, 9), datetime(2020, 11, 5, 12), datetime(2020, 11, 9, 17), datetime(2020, 11, 12, 12),
    datetime(2020, 11, 10, 17, 30),
)  # fmt: skip
ANYBODY = Asker(has_paper=True, has_email=True, shares_email=False, has_address=True, granted=0)
WORKING = calendar_named("england-and-wales")


def run_of(at: datetime) -> datetime:
    return next_run(at, lambda day: WORKING.is_working_day(day.date()))


def asked(channel: Channel, at: datetime, asker: Asker = ANYBODY) -> Refusal | None:
    return judge(channel, asker, at, WINDOWS, run_of(at)).refusal


@pytest.mark.parametrize(("at", "by_post", "by_email"), [
    (datetime(2020, 10, 26, 8, 59), Refusal.NOT_OPEN, Refusal.NOT_OPEN),
    (datetime(2020, 10, 26, 9), None, None),
    (datetime(2020, 11, 5, 11, 59), None, None),
    (datetime(2020, 11, 5, 12), Refusal.POST_TOO_LATE, None),
    (datetime(2020, 11, 9, 16, 59), Refusal.POST_TOO_LATE, None),
    (datetime(2020, 11, 9, 17), Refusal.POST_TOO_LATE, Refusal.EMAIL_TOO_LATE),
    (datetime(2020, 11, 12, 11, 59), Refusal.POST_TOO_LATE, Refusal.EMAIL_TOO_LATE),
    (datetime(2020, 11, 12, 12), Refusal.CLOSED, Refusal.CLOSED),
])  # fmt: skip
def test_each_way_has_its_own_window(at: datetime, by_post: Refusal | None, by_email: Refusal | None) -> None:
    assert (asked(Channel.POST, at), asked(Channel.EMAIL, at)) == (by_post, by_email)


def test_post_that_would_come_after_the_last_useful_day_is_refused_though_its_window_is_open() -> None:
    at = datetime(2020, 11, 5, 10)
    assert arrives(run_of(at)) > datetime(2020, 11, 6)
    early = replace(WINDOWS, last_useful=datetime(2020, 11, 6, 12))
    assert judge(Channel.POST, ANYBODY, at, early, run_of(at)).refusal is Refusal.POST_TOO_LATE


@pytest.mark.parametrize(("asker", "by_post", "by_email"), [
    (replace(ANYBODY, identified=False), Refusal.IDENTITY, Refusal.IDENTITY),
    (replace(ANYBODY, has_paper=False), Refusal.NO_PAPER, Refusal.NO_PAPER),
    (replace(ANYBODY, granted=2), Refusal.LIMIT, Refusal.LIMIT),
    (replace(ANYBODY, has_email=False), None, Refusal.NO_EMAIL),
    (replace(ANYBODY, shares_email=True), None, Refusal.SHARED_EMAIL),
    (replace(ANYBODY, has_address=False), Refusal.NO_ADDRESS, None),
])  # fmt: skip
def test_who_asks_decides_too(asker: Asker, by_post: Refusal | None, by_email: Refusal | None) -> None:
    at = datetime(2020, 10, 28, 10)
    found = ways(asker, at, WINDOWS, {channel: run_of(at) for channel in Channel})
    assert {verdict.channel: verdict.refusal for verdict in found} == {Channel.POST: by_post, Channel.EMAIL: by_email}


@pytest.mark.parametrize(("at", "closes"), [
    (datetime(2020, 10, 28, 17, 29), datetime(2020, 10, 28, 17, 29)),
    (datetime(2020, 10, 28, 17, 30), datetime(2020, 10, 29, 17, 29)),
    (datetime(2020, 10, 30, 18), datetime(2020, 11, 2, 17, 29)),
    (datetime(2020, 12, 24, 18), datetime(2020, 12, 29, 17, 29)),
])  # fmt: skip
def test_a_run_closes_at_the_cut_off_of_a_working_day(at: datetime, closes: datetime) -> None:
    assert run_of(at) == closes


@pytest.mark.parametrize(("question", "answer", "stored", "right"), [
    (Question.MEMBERSHIP_NUMBER, " a 1234 ", "A1234", True),
    (Question.MEMBERSHIP_NUMBER, "1234", "0001234", True),
    (Question.MEMBERSHIP_NUMBER, "1235", "1234", False),
    (Question.POSTCODE, "cf101aa", "CF10 1AA", True),
    (Question.POSTCODE, "CF10 1AB", "CF10 1AA", False),
    (Question.ADDRESS, "12 stryd", "12 Stryd y Sampl", True),
    (Question.ADDRESS, "12, Stryd y Llall", "12 Stryd y Sampl", True),
    (Question.ADDRESS, "14 Stryd y Sampl", "12 Stryd y Sampl", False),
    (Question.JOINED, "in 2009, I think", "2009-05-01", True),
    (Question.JOINED, "before 2009 or 2010", "2010-05-01", False),
    (Question.POSTCODE, "", "", False),
    (Question.JOINED, "no idea", "", False),
])  # fmt: skip
def test_answers_are_compared_as_they_are_said(question: Question, answer: str, stored: str, right: bool) -> None:
    assert answered_rightly(question, answer, stored) is right


def test_every_question_asked_must_be_answered_rightly() -> None:
    assert all_right({Question.POSTCODE: True, Question.JOINED: False}, (Question.POSTCODE,))
    assert not all_right({Question.POSTCODE: True}, (Question.POSTCODE, Question.JOINED))


def test_a_rule_names_the_questions() -> None:
    assert questions_of("postcode, address_1") == (Question.POSTCODE, Question.ADDRESS)
    assert questions_of("") == questions_of("shoe size") == USUAL_QUESTIONS


def test_each_reason_has_its_list() -> None:
    assert set(LISTS) == set(ReissueReason)
    assert set(LISTS.values()) == {PaperState.LOST, PaperState.SPOILT, PaperState.CANCELLED}
