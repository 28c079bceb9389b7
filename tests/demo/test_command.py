"""`flask demo load`."""

from dataclasses import replace

from flask import Flask


def test_the_command_says_whether_it_loaded(real_app: Flask) -> None:
    run = real_app.test_cli_runner().invoke
    assert "is loaded" in run(args=["demo", "load"]).output
    second = run(args=["demo", "load", "--scale", "50"])
    assert "loaded before: nothing is changed" in second.output
    assert "added: 50" in second.output


def test_production_refuses_it(real_app: Flask) -> None:
    settings = real_app.config["SETTINGS"]
    real_app.config["SETTINGS"] = replace(settings, TRACKER_MODE="production")
    refused = real_app.test_cli_runner().invoke(args=["demo", "load"])
    real_app.config["SETTINGS"] = settings
    assert refused.exit_code == 1
    assert "not loaded into production" in refused.output
