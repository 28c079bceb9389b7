"""The pictures of README.md, taken from a fresh demonstration in a folder of its own: `make screenshots`."""

import shutil
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.server import ROOT, serving
from tracker.accounts.demonstration import PASSWORD

PICTURES = ROOT / "docs" / "pictures"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars", "--lang=en-GB"]
DESK, TELEPHONE = (1280, 900), (360, 760)
SAMPLE = "/contests/sample-regional-board"
NIA = f"{SAMPLE}/candidates/nia-pugh-example"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, who looks, at what, in which language and window."""

    name: str
    who: str
    path: str
    language: str = "en"
    window: tuple[int, int] = DESK


PICTURES_TAKEN = (
    Picture("home-of-an-officer", "second-officer", "/"),
    Picture("contest", "officer", SAMPLE),
    Picture("timetable", "officer", f"{SAMPLE}/timetable"),
    Picture("endorsements", "officer", f"{SAMPLE}/endorsements"),
    Picture("log-an-endorsement", "officer", f"{SAMPLE}/endorsements/new"),
    Picture("supporters", "candidate", f"{NIA}/supporters"),
    Picture("supporters-in-welsh", "candidate", f"{NIA}/supporters", "cy"),
    Picture("mailing", "organiser", f"{SAMPLE}/mailings/1"),
    Picture("ballot-plan", "returning-officer", f"{SAMPLE}/ballot"),
    Picture("result", "officer", "/contests/south-wales-2012/result"),
    Picture("telephone", "candidate", "/", window=TELEPHONE),
)


def main() -> int:
    """Take every picture. Answers the exit status."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="tracker-pictures-") as folder, serving(Path(folder)) as address, _browser() as browser:
        for picture in PICTURES_TAKEN:
            take(browser, address, picture, PICTURES / f"{picture.name}.webp")
    return 0


def take(browser: Browser, address: str, picture: Picture, target: Path) -> None:
    """Take one picture, as WebP."""
    width, height = picture.window
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    _sign_in(page, address, picture)
    page.goto(f"{address}{picture.path}")
    session = context.new_cdp_session(page)
    page.evaluate("document.fonts.ready")
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 80})
    target.write_bytes(b64decode(shot["data"]))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")
    context.close()


def _sign_in(page: Page, address: str, picture: Picture) -> None:
    page.goto(f"{address}/sign-in")
    page.locator("input[name=email]").fill(f"{picture.who}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.goto(f"{address}/language/{picture.language}")


@contextmanager
def _browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        sys.exit("Chromium is not installed: on Debian `apt-get install chromium`, elsewhere put it on PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
