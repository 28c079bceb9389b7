"""`flask post`: JSON on standard output and nothing else; a plain word and status 2 when it cannot be done."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import Result
from flask import Flask

from tracker.kernel.clock import standing_at


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["post", *words])


def test_a_window_is_three_days(app: Flask) -> None:
    answer = run(app, "window", "--service", "first", "--handed-over", "2027-03-24T17:29", "--model", "notify")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert json.loads(answer.stdout) == {"printed_on": "2027-03-25", "earliest": "2027-03-27", "latest": "2027-03-27"}


def test_a_window_is_planned_with_unless_told_otherwise(app: Flask) -> None:
    words = ["window", "--service", "access-economy", "--handed-over", "2017-07-10T17:30:01", "--rules-of", "2027-01-04"]
    assert json.loads(run(app, *words).stdout) == json.loads(run(app, *words, "--model", "safe").stdout)
    explained = json.loads(run(app, *words, "--explain").stdout)
    assert (explained["printed_on"], explained["service"]) == ("2017-07-12", "economy")
    assert (explained["rule"]["safe_days"], explained["rule"]["safe_is_documented"]) == (8, False)


def test_the_last_handing_over_counts_its_slack_from_now(app: Flask) -> None:
    words = ["latest", "--service", "second", "--land-by", "2027-02-18T12:00"]
    with standing_at(datetime(2027, 2, 1, 9, tzinfo=UTC)):
        found = json.loads(run(app, *words).stdout)
    assert found == {"hand_over_by": "2027-02-09T17:29", "latest_delivery_day": "2027-02-17", "slack_days": 8}
    planned = run(app, *words, "--planned", "2027-02-10T09:00")
    assert json.loads(planned.stdout)["slack_days"] == -1


def test_the_last_handing_over_is_explained(app: Flask) -> None:
    words = ["--land-by", "2027-02-18T12:00", "--planned", "2027-02-01T09:00", "--price", "first=1.80", "--count", "1000"]
    found = json.loads(run(app, "latest", "--service", "second", *words, "--explain").stdout)
    assert (found["lands_by"], found["missing_costs_days"]) == ("2027-02-17", 1)
    assert found["alternatives"][0] == {
        "service": "first", "hand_over_by": "2027-02-11T17:29", "latest_delivery_day": "2027-02-17", "slack_days": 10,
        "days_gained": 2, "cost": "1800.00",
    }  # fmt: skip


def test_another_mailing_house_has_other_hours(app: Flask) -> None:
    words = ["--service", "second", "--land-by", "2027-02-18T17:00", "--cut-off", "12:00", "--print-days", "3"]
    assert json.loads(run(app, "latest", *words).stdout)["hand_over_by"] == "2027-02-08T11:59"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("window --handed-over 2027-03-24T17:29", "there is: first, second, economy"),
        ("window --service third --handed-over 2027-03-24T17:29", "no service 'third'"),
        ("window --service first", "give a day and an hour such as 2027-03-24T17:29"),
        ("window --service first --handed-over 2027-02-30T17:29", "give a day and an hour"),
        ("window --service first --handed-over 24/03/2027", "give a day and an hour"),
        ("window --service first --handed-over 2028-12-31T09:00", "install a newer list"),
        ("window --service first --handed-over 9999-12-31T23:00-10:00", "bank holidays are known from 2012-01-01 to"),
        ("window --service first --handed-over 2027-03-24T17:29 --model hope", "there is: safe, notify"),
        ("window --service access_priority --handed-over 2027-03-24T17:29 --model notify", "use another model"),
        ("window --service first --handed-over 2027-03-24T17:29 --cut-off 25:00", "give a time such as 17:30"),
        ("window --service first --handed-over 2027-03-24T17:29 --rules-of then", "give a day such as"),
        ("latest --service access_priority --land-by 2012-06-13T17:00", "only from 2025-07-28"),
        ("latest --service first --land-by 0001-01-01T00:00", "bank holidays are known from"),
        ("latest --service first --land-by 2027-02-18T12:00 --planned 9999-12-31T23:59", "bank holidays are known from"),
        ("latest --service first --land-by 2027-02-18T12:00 --price first=much", "such as first=1.80"),
        ("latest --service first --land-by 2027-02-18T12:00 --price first=-1", "such as first=1.80"),
        ("latest --service first --land-by 2027-02-18T12:00 --print-days -1", "0<=x<=60"),
    ],
)
def test_what_cannot_be_reckoned_is_said_plainly(app: Flask, words: str, says: str) -> None:
    answer = run(app, *words.split())
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr
