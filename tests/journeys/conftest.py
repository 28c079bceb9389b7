"""A real server with the demonstration, and people at real browsers. `visitor.visit("/contests")` checks as it goes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.patience import PATIENCE
from tests.support.server import demonstration, serving
from tests.support.visitor import Visitor

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
ADVICE = "Chromium is not installed: on Debian `apt-get install chromium`, elsewhere put it on PATH"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, run_folder: Path) -> Iterator[str]:
    """The address of a server with the demonstration."""
    folder = shutil.copytree(demonstration(run_folder), tmp_path_factory.mktemp("journeys") / "instance")
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, which reaches nothing but this machine."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert path, ADVICE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_visitor(server: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Makes people, each with a browser window of their own: `new_visitor(locale="cy", scripts=False)`."""
    opened = []

    def make(locale: str = "en-GB", *, scripts: bool = True) -> Visitor:
        context = browser.new_context(locale=locale, java_script_enabled=scripts, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        return Visitor(context.new_page(), server, scripts)

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """One person, in English."""
    return new_visitor()
