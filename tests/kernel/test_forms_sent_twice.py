"""A form sent twice makes one record; a refusal frees its token."""

from collections.abc import Callable

import pytest
from flask import Flask, request
from sqlalchemy import func, select
from werkzeug.wrappers import Response as WerkzeugResponse

from tracker.accounts.models import Account
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.guards import UnguardedRoute, public, refuse_unguarded
from tracker.kernel.once import Submission, first_time_only


def make_account() -> WerkzeugResponse | tuple[str, int]:
    if request.form.get("bad"):
        return "refused", 422
    db.session.add(
        Account(
            email=f"{now().timestamp()}.{request.form['name']}@example.invalid",
            name="Twice Invented",
            created_at=now(),
        )
    )
    db.session.flush()
    return WerkzeugResponse(status=303, headers={"Location": "/made"})


@pytest.fixture
def sending(app: Flask, session: object) -> Callable[..., WerkzeugResponse]:
    def send(token: str, name: str = "a", **fields: str) -> WerkzeugResponse:
        with app.test_request_context("/x", method="POST", data={"once": token, "name": name, **fields}):
            return app.make_response(first_time_only(make_account))

    return send


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Account)) or 0


def test_the_second_sending_is_led_to_where_the_first_went(sending) -> None:
    first, second = sending("one-token"), sending("one-token", name="b")
    assert (first.status_code, first.location) == (303, "/made")
    assert (second.status_code, second.location) == (302, "/made")
    assert count() == 1


def test_two_forms_make_two_records(sending) -> None:
    sending("first-token")
    sending("second-token", name="b")
    assert count() == 2


@pytest.mark.parametrize("token", ["", "x" * 65, "a\x00b"])
def test_a_token_that_cannot_be_one_is_left_aside(sending, token: str) -> None:
    sending(token)
    assert count() == 1
    assert db.session.scalars(select(Submission)).all() == []


def test_an_application_with_an_unguarded_route_does_not_start() -> None:
    app = Flask("trial")
    app.add_url_rule("/fine", "fine", public("for the trial")(lambda: "fine"))
    refuse_unguarded(app)
    app.add_url_rule("/open", "left_open", lambda: "open")
    with pytest.raises(UnguardedRoute, match="left_open"):
        refuse_unguarded(app)
