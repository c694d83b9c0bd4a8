"""Pictures of every page of a desk with the example marketplace: wide and narrow, light and dark.

    python tools/desk_pictures.py FOLDER [--only registers] [--language de]

A desk of its own is started and set up, some offers are screened, then every page is opened in Chromium
(`apt-get install chromium`). What runs out of a phone's width, or is said in the console, is printed.
"""

import argparse
import datetime as dt
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from desk_pictures_more import (
    OF_ALLAUTH,
    WITH_SECOND_FACTOR,
    end_memberships_of_others,
    give_to_another,
    join,
    log_in_again,
    switch_second_factor_on,
    told_failures,
)

BINARIES: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WIDTHS: Final = {"wide": 1280, "narrow": 390}
SCHEMES: Final = ("light", "dark")
LONGEST: Final = 120  # seconds until a desk answers
ADMINISTRATOR: Final = "ada@desk.example"
INVITED: Final = "bo@desk.example"
PASSWORD: Final = "a rather long pass phrase 7"
PLAIN: Final = {
    "home": "/",
    "suspects": "/suspects",
    "registers": "/registers",
    "rights": "/registers/rights",
    "rights-search": "/registers/rights?search=Halv",
    "sellers": "/registers/sellers",
    "facilities": "/registers/facilities",
    "row-add": "/registers/rights/add",
    "authorisation-add": "/registers/authorisations/add",
    "import": "/registers/rights/import",
    "shared-with-us": "/registers/shared-with-us",
    "grants": "/grants",
    "grant-give": "/grants/give",
    "members": "/members",
    "tokens": "/tokens",
    "webhooks": "/webhooks",
    "given-up": "/webhooks/given-up",
    "audit": "/audit",
    "audit-filter": "/audit?act=token+issued",
    "audit-forget": "/audit/forget?subject=token",
    "log-out": "/accounts/logout/",
    "organisation": "/organisation",
    "organisation-new": "/organisation/new",
    "settings": "/settings",
    "retention": "/settings/retention",
    "who-sees-what": "/settings/who-sees-what",
    "account": "/accounts/email/",
    "my-settings": "/settings/mine",
    "password": "/accounts/password/change/",
    "second-factor": "/accounts/2fa/",
    "once-more": "/accounts/reauthenticate/",
    "not-there": "/nowhere",
    "interface": "/interface",
}
STRANGERS: Final = {"login": "/accounts/login/", "password-lost": "/accounts/password/reset/", **OF_ALLAUTH}
OFFERS: Final = [
    {"id": f"o-{number}", "title": title, "price": f"{price}.00 USD", "external_seller_id": f"s-9{number}"}
    for number, (title, price) in enumerate(
        [
            ("Fjord Runner trail shoes", 19),
            ("Replica Halvorsen running shoes 1:1 AAA", 25),
            ("Halv0rsen shoelaces, box of 40", 12),
            ("Fjord Runner trail shoes, worn twice", 64),
            ("Garden hose, 20 m", 25),
        ]
    )
]


def main() -> None:
    """Write the pictures into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--language", default="en")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    with desk() as link, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BINARIES)), None)
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        draw(browser, link, told.folder, only=told.only, language=told.language)
        browser.close()


@contextmanager
def desk() -> Iterator[str]:
    """Run a desk with the example while inside; give its one-time link."""
    home = Path(tempfile.mkdtemp(prefix="counterfoil-pictures-"))
    home.chmod(0o711)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "counterfoil_desk", "serve", "--example", "--home", str(home), "--port", port]
    with (home / "told.txt").open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)
    try:
        yield _link(process, home / "told.txt")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        shutil.rmtree(home)


def _link(process: "subprocess.Popen[bytes]", told: Path) -> str:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"http://\S+/set-up/\S{40,}", told.read_text())
        if found and _answers(found[0]):
            return found[0]
        time.sleep(0.3)
    raise SystemExit(told.read_text())


def _answers(link: str) -> bool:
    try:
        with urllib.request.urlopen(link.split("/set-up/")[0] + "/readyz", timeout=2):
            return True
    except OSError:
        return False


def draw(browser: Browser, link: str, folder: Path, *, only: str, language: str) -> None:
    """Set the desk up, fill it, and write a picture of every page in every width and scheme."""
    address = link.split("/set-up/")[0]
    known = browser.new_context(base_url=address, locale=language)
    stranger = browser.new_context(base_url=address, locale=language)
    strangers = {"set-up": link, **STRANGERS, **told_failures(stranger, [language])}
    for page, path in _wanted(strangers, only):
        _pictures(stranger, folder, page, path)
    first = known.new_page()
    pages = {**PLAIN, **filled(first, link, language)}
    for page, path in _wanted(pages, only):
        _pictures(known, folder, page, path)
    _of_a_second_person(browser.new_context(base_url=address, locale=language), first, pages, folder, only=only)
    log_in_again(first, PASSWORD)
    for page, path in _wanted({"second-factor-new": "/accounts/2fa/totp/activate/"}, only):
        _pictures(known, folder, page, path)
    switch_second_factor_on(first)
    others = {**WITH_SECOND_FACTOR, **give_to_another(first)}
    for page, path in _wanted(others, only):
        _pictures(known, folder, page, path)
    asked = browser.new_context(base_url=address, locale=language)
    first = asked.new_page()
    first.goto("/accounts/login/")
    first.fill("main [name=login]", ADMINISTRATOR)
    first.fill("main [name=password]", PASSWORD)
    first.click("main form button")
    for page, path in _wanted({"second-factor-asked": "/accounts/2fa/authenticate/"}, only):
        _pictures(asked, folder, page, path)


def _of_a_second_person(
    context: BrowserContext, first: Page, pages: dict[str, str], folder: Path, *, only: str
) -> None:
    """Draw what somebody who was invited may not see, and what is left to him once he is no member any more."""
    wanted = dict(_wanted({"not-allowed": "/registers/rights/add", "no-member": "/"}, only))
    if wanted:
        join(context.new_page(), pages["invitation"], INVITED, PASSWORD)
        for page, path in wanted.items():
            if page == "no-member":
                end_memberships_of_others(first)
            _pictures(context, folder, page, path)


def _wanted(pages: dict[str, str], only: str) -> list[tuple[str, str]]:
    return [(name, path) for name, path in pages.items() if only in name]


def filled(page: Page, link: str, language: str) -> dict[str, str]:
    """Set the desk up and do a little of everything; return pages whose addresses came with it."""
    page.goto(link)
    page.fill("main [name=email]", ADMINISTRATOR)
    page.fill("main [name=password]", PASSWORD)
    page.click("main form button")
    page.goto("/settings/mine")
    page.select_option("main [name=language]", language)
    page.click("main form:has([name=language]) button")
    _screen(page)
    page.goto("/members")
    page.fill("main [name=email]", INVITED)
    page.click("main form:has([name=email]) button")
    invitation = page.locator("input.secret").input_value()
    page.goto("/webhooks")
    page.fill("main [name=address]", "https://192.0.43.8/counterfoil")
    page.locator("main [name=events]").first.check()
    page.click("main form:has([name=address]) button")
    endpoint = _first(page, "/webhooks", "main a[href^='/webhooks/']:not([href*=given])")
    row = _first(page, "/registers/rights", "main td a")
    return {
        "suspect": _first(page, "/suspects", "main td a"),
        "row": row,
        "row-change": f"{row}/change",
        "row-remove": f"{row}/remove",
        "upload": _upload(page),
        "webhook": endpoint,
        "entry": _first(page, "/audit", "main td a"),
        "entry-of-import": _first(page, "/audit?act=rights+imported", "main td a"),
        "found": "/organisation/new",
        "invitation": invitation,
    }


def _screen(page: Page) -> None:
    page.goto("/tokens")
    page.fill("main [name=name]", "shop feed")
    page.locator("main [name=scopes]").first.check()
    page.locator("main [name=scopes][value=screen]").check()
    page.fill("main [name=until]", (dt.datetime.now(dt.UTC) + dt.timedelta(days=90)).date().isoformat())
    page.click("main form:has([name=scopes]) button")
    secret = page.locator("main .card.new input.secret").input_value()
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    address = page.url.removesuffix("/tokens") + "/api/v1/offers/screen"
    request = urllib.request.Request(address, json.dumps({"offers": OFFERS}).encode(), headers)
    urllib.request.urlopen(request, timeout=LONGEST).read()


def _upload(page: Page) -> str:
    content = (
        b"id,mark,owner,goods\nr-01,Halvorsen,Halvorsen Sport AS,shoes\nr-98,Orlune,Maison Orlune SA,bags\nr-99,,x,\n"
    )
    page.goto("/registers/rights/import")
    page.set_input_files("[name=file]", {"name": "rights of May.csv", "mimeType": "text/csv", "buffer": content})
    page.click("main form button")
    return page.url


def _first(page: Page, path: str, link: str) -> str:
    page.goto(path)
    found = page.locator(link)
    return str(found.first.get_attribute("href")) if found.count() else path


def _pictures(context: BrowserContext, folder: Path, name: str, path: str) -> None:
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    for width, pixels in WIDTHS.items():
        page.set_viewport_size({"width": pixels, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=_scheme(scheme))
            page.goto(path)
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond:
            print(f"{name}: {beyond} px too wide at {pixels}")
    for line in dict.fromkeys(said):
        print(f"{name}: {line}")
    page.close()


def _scheme(name: str) -> Any:
    return name


if __name__ == "__main__":
    main()
