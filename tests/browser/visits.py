"""Pages of a desk opened in real Chromium, each looked at on the way: a silent console, nothing out of the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import chromium

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WIDE, PHONE, HIGH = 1280, 390, 900
LONGEST = 20_000  # milliseconds that a page may take on a busy machine
# A violation of the policy is told as an event, whatever the console makes of it.
LISTEN = "document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective))"
FLOWING_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visitor:
    """One person at the desk, in a browser of his own."""

    def __init__(self, browser: Browser, address: str) -> None:
        context = browser.new_context(base_url=address, viewport={"width": WIDE, "height": HIGH})
        context.add_init_script(LISTEN)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(LONGEST)
        self.wrong: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path: str, *, status: int = 200) -> None:
        """Open a page by its address and look at it."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, (path, answer.status)
        if status != 200:  # Chromium writes it into the console
            self.wrong = [line for line in self.wrong if f"status of {status}" not in line]
        self.look()

    def click(self, name: str, *, role: Any = "button") -> None:
        """Click on what has a name, exactly, and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=True).first.click()
        self.look()

    def fill(self, **fields: str) -> None:
        """Fill fields by their names in the form."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def look(self) -> None:
        """Assert that the page runs out of no phone, and that nothing was said in the console."""
        self.page.set_viewport_size({"width": PHONE, "height": HIGH})
        beyond = self.page.evaluate(FLOWING_OUT)
        self.page.set_viewport_size({"width": WIDE, "height": HIGH})
        assert (self.page.url, beyond, self.wrong) == (self.page.url, 0, [])

    def text(self) -> str:
        """Return what people read on the page."""
        return self.page.locator("main").inner_text()

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium while inside; skip without one, but fail where CI must have it."""
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()
