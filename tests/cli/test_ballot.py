"""`flask ballot plan`: JSON on standard output and nothing else; a plain word and status 2 when it cannot be done."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tracker.kernel.clock import standing_at

ASKED = "--close 2027-02-18T12:00 --return first --outbound second --thinking-days 7"


def run(app: Flask, words: str, on: datetime = datetime(2026, 12, 1, 9, tzinfo=UTC)) -> Result:
    with standing_at(on):
        return app.test_cli_runner().invoke(args=["ballot", "plan", *words.split()])


def planned(app: Flask, words: str, on: datetime = datetime(2026, 12, 1, 9, tzinfo=UTC)) -> dict[str, Any]:
    found = run(app, words, on)
    assert (found.exit_code, found.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def test_a_ballot_is_planned(app: Flask) -> None:
    found = planned(app, ASKED)
    assert (found["usable_days"], found["works"], found["ways_out"], found["cost"]) == (8, True, [], None)
    assert [act["act"] for act in found["acts"]][:4] == ["copy_to_printer", "print", "hand_over", "lands"]
    assert found["acts"][0] == {
        "act": "copy_to_printer", "by": "2027-01-28", "at": "17:29", "who": "returning_officer", "slack_days": 58,
        "rule": "At the mailing house before 17:30; what comes later counts as of the next day",
        "source": "The mailing house’s hours", "binds": True,
    }  # fmt: skip
    assert (found["acts"][-1]["act"], found["acts"][-1]["by"], found["acts"][-1]["at"]) == ("ballot_close", "2027-02-18", "12:00")


def test_what_is_too_late_is_reckoned_from_now(app: Flask) -> None:
    found = planned(app, ASKED, on=datetime(2027, 2, 5, 9, tzinfo=UTC))
    assert (found["usable_days"], found["works"]) == (-2, False)
    assert found["problems"] == ["no_usable_day", "already_too_late", "no_reissue_by_post"]
    assert "-2 usable days" in found["says"]
    assert {way["change"] for way in found["ways_out"]} == {"later_close"}


def test_2012_under_the_post_of_today_leaves_no_usable_day(app: Flask) -> None:
    words = "--close 2012-06-13T17:00 --return second --outbound second --thinking-days 7 --posted 2012-05-29"
    then, now = planned(app, words), planned(app, f"{words} --rules-of 2027-01-04")
    assert (then["usable_days"], now["usable_days"]) == (6, -1)
    assert now["says"] == (
        "this cannot work: papers land by 2012-06-07 and the last safe posting is 2012-06-06: -1 usable days, "
        "and 7 are wanted; see ways_out for what would"
    )
    assert now["ways_out"][0] == {
        "change": "both_first", "close": "2012-06-13T17:00", "outbound": "first", "return": "first", "thinking_days": 7,
        "usable_days": 8,
    }  # fmt: skip


def test_a_plan_has_a_price(app: Flask) -> None:
    words = f"{ASKED} --price first=1.80 --price second=0.91 --papers 5000 --returns 2200 --print-days 0"
    assert planned(app, words)["cost"] == "8510.00"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "--close: give a day and an hour such as"),
        ("--close 2027-02-18", "--close: give a day and an hour"),
        ("--close 2029-02-18T12:00", "bank holidays are known from 2012-01-01"),
        (f"{ASKED} --outbound pigeon", "--outbound: there is no service 'pigeon'"),
        (f"{ASKED} --return pigeon", "--return: there is no service 'pigeon'"),
        ("--close 2012-06-13T17:00 --outbound access-priority", "only from 2025-07-28"),
        (f"{ASKED} --thinking-days -1", "0<=x<=365"),
        (f"{ASKED} --cut-off noon", "--cut-off: give a time"),
        (f"{ASKED} --ready soon", "--ready: give a day and an hour"),
        (f"{ASKED} --posted 2027-02-19", "--posted: 2027-02-19 is after the close"),
        (f"{ASKED} --price first=much", "such as first=1.80"),
    ],
)
def test_what_cannot_be_planned_is_said_plainly(app: Flask, words: str, says: str) -> None:
    found = run(app, words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert says in found.stderr
