"""Every address of the application: guarded, and spelled as addresses are."""

import re

import pytest
from flask import Flask

import tracker
from config import Settings
from tracker import create_app
from tracker.kernel.guards import UnguardedRoute

PART = re.compile(r"<(?:[a-z_]+(?:\([^)]*\))?:)?[a-z_]+>")
KEBAB = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")


@pytest.fixture(scope="module")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(settings_in(tmp_path_factory.mktemp("instance")))


def settings_in(folder: object) -> Settings:
    return Settings(TRACKER_MODE="testing", INSTANCE_PATH=str(folder))


def test_every_route_says_who_may_use_it(bare_app: Flask) -> None:
    guarded = [rule for rule in bare_app.url_map.iter_rules() if rule.endpoint != "static"]
    assert guarded
    for rule in guarded:
        assert bare_app.view_functions[rule.endpoint].__dict__["guarded_by"], rule.endpoint


def test_an_unguarded_route_stops_the_start(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Planted(Flask):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passes on what it was given
            self.add_url_rule("/planted", "planted", lambda: "open to all")

    monkeypatch.setattr(tracker, "Flask", Planted)
    with pytest.raises(UnguardedRoute, match="planted"):
        create_app(settings_in(tmp_path))


def test_addresses_are_in_kebab_case(bare_app: Flask) -> None:
    wrong = [
        rule.rule
        for rule in bare_app.url_map.iter_rules()
        if rule.endpoint != "static"
        for part in rule.rule.strip("/").split("/")
        if part and not KEBAB.fullmatch(PART.sub("part", part))
    ]
    assert not wrong


def test_no_two_routes_answer_one_request(bare_app: Flask) -> None:
    asked = [
        (PART.sub("<>", rule.rule), method)
        for rule in bare_app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
    ]
    assert len(asked) == len(set(asked)), sorted({pair for pair in asked if asked.count(pair) > 1})
