"""The test client: every page it fetches is checked, and nothing may be written after the unit of work has ended."""

import contextvars
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction
from werkzeug.test import TestResponse

from tests.support.pages import LARGEST_PAGE, check_page, parse, text_of
from tracker.extensions import db
from tracker.kernel import unit_of_work

UNSETTLED = "unsettled"
BUTTONS = {"submit", "image"}


class LeftBehind(AssertionError):
    """A request ended with something written or wanted and never committed."""


class PageClient(FlaskClient):
    """Asks as a browser would: each request in a context of its own, forms sent as the page gives them."""

    def open(
        self,
        *args: Any,
        fragment: bool = False,
        limit: int = LARGEST_PAGE,
        csrf: bool = True,
        may_break: bool = False,
        **kwargs: Any,
    ) -> TestResponse:
        """Make one request.

        `fragment`: the answer is part of a page. `limit`: bytes allowed. `csrf`: False sends no token.
        `may_break`: an answer from 500 up is what the test is about; otherwise it fails the test.
        """
        if kwargs.get("method") == "POST" and csrf:
            kwargs["data"] = self._with_token(kwargs.get("data"))
        _let_others_see()
        left: list[str] = self.application.extensions["tests.left_behind"]
        left.clear()
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        _look_again()
        assert may_break or response.status_code < 500, f"{response.request.path} broke: see the log"
        if left:
            raise LeftBehind(f"{response.request.path}: {'; '.join(left)}")
        check_page(response, fragment=fragment, limit=limit)
        return response

    def submit(self, page: str, form: str | None = None, /, follow: bool = False, **fields: Any) -> TestResponse:
        """Fetch `page`, fill in its form and send it, as a person would.

        `form`: its id, or the end of its action, where the page has several that post. Fields not named keep what the
        page gave them; naming one the form does not have is an error. A button counts as a field: `submit="value"`.
        """
        shown = self.get(page)
        assert shown.status_code == 200, f"{page} answered {shown.status_code}, not a form"
        tree, _errors = parse(shown.text)
        element = _choose_form(tree, form)
        data = form_values(element)
        unknown = fields.keys() - _names(element)
        assert not unknown, f"the form on {page} has no field {sorted(unknown)}; it has {sorted(_names(element))}"
        data.update({name: value for name, value in fields.items() if value is not None})
        target = urljoin(shown.request.path, element.get("action") or page)
        return self.post(target, data=data, csrf=False, follow_redirects=follow)

    def _with_token(self, data: Any) -> Any:
        if data is not None and not isinstance(data, Mapping):
            return data
        with self.session_transaction() as session:
            session.setdefault("csrf_token", "0" * 40)
            secret = session["csrf_token"]
        return {"csrf_token": _signed(self.application, secret), **(data or {})}


def _signed(app: Flask, secret: str) -> str:
    def sign() -> str:
        with app.test_request_context() as context:
            context.session["csrf_token"] = secret
            return str(generate_csrf())

    return contextvars.Context().run(sign)


def form_values(form: Element) -> dict[str, Any]:
    """What a browser would send for `form` if nobody touched it."""
    values: dict[str, list[str]] = {}
    for control in form.iter():
        for value in _sent(control):
            values.setdefault(control.get("name", ""), []).append(value)
    return {name: given if len(given) > 1 else given[0] for name, given in values.items() if name}


def _sent(control: Element) -> list[str]:
    if "disabled" in control.attrib:
        return []
    if control.tag == "textarea":
        return [control.text or ""]
    if control.tag == "select":
        return _chosen(control)
    kind = control.get("type", "text")
    if control.tag != "input" or kind in {"file", "button", "reset"} | BUTTONS:
        return []
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")] if "checked" in control.attrib else []
    return [control.get("value", "")]


def _chosen(select: Element) -> list[str]:
    options = list(select.iter("option"))
    chosen = [option for option in options if "selected" in option.attrib]
    if not chosen and "multiple" not in select.attrib:
        chosen = options[:1]
    return [option.get("value", text_of(option)) for option in chosen]


def _names(form: Element) -> set[str]:
    return {name for control in form.iter() if (name := control.get("name"))}


def _choose_form(tree: Element, wanted: str | None) -> Element:
    forms = [form for form in tree.iter("form") if form.get("method", "get").lower() == "post"]
    if wanted is None:
        inside = [form for main in tree.iter("main") for form in main.iter() if form in forms]
        forms = inside or forms
    else:
        forms = [f for f in forms if f.get("id") == wanted or (f.get("action") or "").endswith(wanted)]
    assert len(forms) == 1, f"{len(forms)} forms match {wanted!r}: {[(f.get('id'), f.get('action')) for f in forms]}"
    return forms[0]


def _let_others_see() -> None:
    """What the test itself has written is committed, as its own unit of work."""
    if has_app_context():
        unit_of_work.commit()


def _look_again() -> None:
    if has_app_context():
        db.session.expire_all()


def watch(app: Flask) -> None:
    """Note, at the end of every request of `app`, what was not committed or rolled back."""
    left: list[str] = app.extensions.setdefault("tests.left_behind", [])

    @app.teardown_request
    def _note(_error: BaseException | None) -> None:
        session = db.session()
        wanted = [*session.new, *session.dirty, *session.deleted]
        if wanted:
            left.append(f"never flushed: {wanted}")
        if session.info.get(UNSETTLED):
            left.append("written after the unit of work had ended")


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: object) -> None:
    session.info[UNSETTLED] = True


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info[UNSETTLED] = True


@event.listens_for(Session, "after_transaction_end")
def _settled(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(UNSETTLED, None)
