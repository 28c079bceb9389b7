"""The edge commits; when even that fails, the answer says so."""

from collections.abc import Callable

import pytest
from flask import has_request_context
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tracker.extensions import db


def failing_with(lost: type[DBAPIError]) -> Callable[[Session], None]:
    def fail(_session: Session) -> None:
        if has_request_context():
            raise lost("COMMIT", {}, Exception("the server is gone"))

    return fail


@pytest.mark.parametrize(("lost", "code"), [(OperationalError, 503), (IntegrityError, 409)])
def test_a_commit_that_fails_is_answered_like_any_other_failure(client: PageClient, lost: type[DBAPIError], code: int) -> None:
    fail = failing_with(lost)
    event.listen(db.session, "before_commit", fail)
    try:
        answer = client.get("/sign-in", may_break=True)
    finally:
        event.remove(db.session, "before_commit", fail)
    assert answer.status_code == code
