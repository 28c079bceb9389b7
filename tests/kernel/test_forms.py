"""Fields that every room uses say once, in plain words, what is wrong."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tracker.kernel.forms import CountField, TrackerForm


class CountingForm(TrackerForm):
    votes = CountField("Votes")


@pytest.mark.parametrize("given", ["12.5", "many", "-1", "9" * 30, "١٢", "999999999"])
def test_what_is_no_count_is_said_once(app: Flask, given: str) -> None:
    with app.test_request_context():
        form = CountingForm(MultiDict({"votes": given}), meta={"csrf": False})
        assert not form.validate()
        assert form.votes.errors == ["Enter a whole number from 0 to 100,000,000."]


def test_a_count_may_have_separators_and_may_be_empty(app: Flask) -> None:
    with app.test_request_context():
        for given, counted in (("1,250", 1250), ("0", 0), ("", None)):
            form = CountingForm(MultiDict({"votes": given}), meta={"csrf": False})
            assert form.validate()
            assert form.votes.data == counted
