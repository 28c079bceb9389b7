"""Somebody at a real browser. Every page looked at is checked at desk and at telephone width."""

import json
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

DESK = (1280, 900)
TELEPHONE = (360, 740)
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
    .map(e => e.tagName.toLowerCase() + '.' + e.getAttribute('class'))"""
WIDTH = "() => document.scrollingElement.scrollWidth"
AXE = Axe()
VIOLATIONS = "standard => axe.run(document, standard).then(said => JSON.stringify(said.violations))"


@dataclass
class Visitor:
    """A person with a browser window of their own; `page` is what they look at.

    `access_at`: the widths the accessibility rules are tried at, in pixels.
    """

    page: Page
    address: str
    scripts: bool = True
    access_at: tuple[int, ...] = (TELEPHONE[0], DESK[0])
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("response", self._response)

    def visit(self, path: str) -> Page:
        """Go to an address of the application and look at the page."""
        self.page.goto(f"{self.address}{path}")
        return self.look()

    def look(self) -> Page:
        """Check the page in view: call it once a new page is there."""
        self.page.wait_for_load_state("load")
        for width, height in (TELEPHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": height})
            self._check_width(width)
            if self.scripts and width in self.access_at:  # the accessibility checks are a script themselves
                self._check_access(width)
        assert not self.complaints, self._said("\n".join(self.complaints))
        return self.page

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in by the form."""
        self.visit("/sign-in")
        self.page.locator("input[name=email]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.follow(self.page.locator("main button[type=submit]").first)
        assert "/sign-in" not in self.page.url, self._said("was not let in")
        return self.page

    def follow(self, control: Locator) -> Page:
        """Press what leads to a new page, and look at that page."""
        with self.page.expect_navigation(wait_until="load"):
            control.click()
        return self.look()

    def _check_width(self, width: int) -> None:
        wide = self.page.evaluate(WIDTH)
        assert wide <= width, self._said(f"{wide} px wide in a window of {width}: {self.page.evaluate(TOO_WIDE)}")

    def _check_access(self, width: int) -> None:
        self.page.evaluate(AXE.axe_script)
        found: list[dict[str, Any]] = json.loads(self.page.evaluate(VIOLATIONS, STANDARD))
        listed = [f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found]
        assert not found, self._said(f"at {width} px:\n" + "\n".join(listed))

    def _console(self, message: ConsoleMessage) -> None:
        expected = "Failed to load resource" in message.text and "status of 4" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url} answered {response.status}")

    def _said(self, what: str) -> str:
        return f"{self.page.url}: {what}"
