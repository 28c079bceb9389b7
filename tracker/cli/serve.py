"""`flask serve`: everything one machine needs: the newest schema, the web server and the worker."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request

import click
from flask import current_app
from flask.cli import with_appcontext

from config import ROOT, Settings, SettingsError
from tracker.accounts import demonstration
from tracker.cli.children import BREATH, Children
from tracker.cli.demo import load_demonstration
from tracker.extensions import db
from tracker.kernel import migrating
from tracker.kernel.words import word

FEWEST_PROCESSES = 2
PATIENCE = 120.0  # a busy machine takes long to begin; whoever waits sees that nothing is announced
WORKER = (sys.executable, "-m", "flask", "--app", "wsgi", "worker")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


@click.command("serve")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", envvar="PORT", default=8000, type=click.IntRange(1, 65535), show_default=True, help="Port to listen on.")
@with_appcontext
def serve(host: str, port: int) -> None:
    """Bring the database up to date, load the demonstration once, and serve until a signal."""
    settings: Settings = current_app.config["SETTINGS"]
    _check_is_free(host, port)
    _prepare(settings)
    sign_ins = demonstration.sign_ins()
    table = [(person.email, _roles(person)) for person in sign_ins]
    db.session.remove()
    db.engine.dispose()
    address = f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}"
    environment = {} if settings.is_production or "PUBLIC_URL" in os.environ else {"PUBLIC_URL": address}
    with Children(ROOT, environment) as children:
        children.start("web server", _web_server(host, port))
        is_up = _wait_until_up(address, children)
        children.start("worker", WORKER)  # only now, so as not to slow down the first page
        if is_up:
            _announce(address, table)
        ended = children.watch()
    if ended:
        raise click.ClickException(f"the {ended} ended by itself, so everything was stopped; what it said is above")


def _check_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"cannot listen on {host} port {port}: {error.strerror}. Choose another port: PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def _prepare(settings: Settings) -> None:
    """Newest migrations; in the demonstration its data, once; in production none of it."""
    migrating.upgrade()
    try:
        demonstration.refuse_in_production()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    if settings.TRACKER_MODE == "demonstration":
        click.get_current_context().invoke(load_demonstration)


def _web_server(host: str, port: int) -> list[str]:
    """One thread a process, one process a core: threads make SQLite slower, processes do not."""
    processes = max(FEWEST_PROCESSES, os.cpu_count() or 1)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(processes),
        "--blocking-threads", "1", "--log-level", "warning", "--respawn-failed-workers", "wsgi:app",
    ]  # fmt: skip


def _wait_until_up(address: str, children: Children) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not children.asked_to_stop and not children.ended():
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(BREATH)
    return False


def _announce(address: str, sign_ins: list[tuple[str, str]]) -> None:
    click.echo(f"\nTracker is at {address}")
    if sign_ins:
        click.echo(f"Mail it would send is at {address}/dev/outbox\n")
        click.echo(f"Sign in at {address}/sign-in with the password: {demonstration.PASSWORD}\n")
        width = max(len(email) for email, _role in sign_ins)
        for email, role in sign_ins:
            click.echo(f"  {email.ljust(width)}  {role}")
    click.echo("\nCtrl-C stops it.")


def _roles(person: demonstration.SignIn) -> str:
    return "; ".join(f"{word(grant.role)}: {grant.scope_label}" for grant in person.roles)
