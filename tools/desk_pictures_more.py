"""Pages that one comes to by doing something: the second factor, a grant to another organisation, what fails.

Used by `desk_pictures.py`. Pages of a desk whose database is away cannot be asked for: they are drawn here from their
templates, and the browser is told them in the place of an address.
"""

import os
import re
import time
from collections.abc import Iterable
from typing import Final

from playwright.sync_api import BrowserContext, Page

FAILED: Final = ("400", "403", "429", "500", "503")
WITH_SECOND_FACTOR: Final = {
    "second-factor-on": "/accounts/2fa/",
    "second-factor-off": "/accounts/2fa/totp/deactivate/",
    "recovery-codes": "/accounts/2fa/recovery-codes/",
    "recovery-codes-new": "/accounts/2fa/recovery-codes/generate/",
}
OF_ALLAUTH: Final = {
    "signup-closed": "/accounts/signup/",
    "account-closed": "/accounts/inactive/",
    "password-mail": "/accounts/password/reset/done/",
    "password-link-over": "/accounts/password/reset/key/1-nothing/",
    "password-is-set": "/accounts/password/reset/key/done/",
    "provider-failed": "/accounts/3rdparty/login/error/",
    "mail-sent": "/accounts/confirm-email/",
    "mail-confirmed": "/accounts/confirm-email/nothing/",
}


def told_failures(context: BrowserContext, languages: Iterable[str]) -> dict[str, str]:
    """Have the browser answer made-up addresses by the pages of failures; return them by name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterfoil_desk.settings_without_database")
    os.environ.setdefault("COUNTERFOIL_PLAIN_HTTP", "1")
    import django  # once its settings are named

    django.setup()
    from django.template.loader import render_to_string
    from django.utils import translation

    found = {}
    for language in languages:
        for name in FAILED:
            with translation.override(language):
                page = render_to_string(f"{name}.html").replace('"static/', '"/static/')
            path = f"/drawn/{language}/{name}"
            context.route(f"**{path}", _answering(page))
            found[f"failed-{name}"] = path
    return found


def _answering(page: str):  # type: ignore[no-untyped-def]  # of Playwright's routes
    return lambda route: route.fulfill(body=page, content_type="text/html; charset=utf-8")


def log_in_again(page: Page, password: str) -> None:
    """Give the password where it is asked for once more."""
    page.goto("/accounts/reauthenticate/")
    page.fill("main [name=password]", password)
    page.click("main form button")


def switch_second_factor_on(page: Page) -> None:
    """Set a second factor up as a person does, with the secret that the page shows."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    page.goto("/accounts/2fa/totp/activate/")
    secret = page.locator("main input.secret").input_value()
    page.fill("main [name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.click("main form button")


def give_to_another(page: Page) -> dict[str, str]:
    """Found another organisation, let it see rights, and be there; return the pages that show something then."""
    page.goto("/organisation/new")
    page.fill("main [name=name]", "Halvorsen Sport AS")
    page.click("main form button")
    page.goto("/organisation")
    address = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", page.locator("main").inner_text())
    assert address is not None
    switch = page.locator("header select[name=organisation]")
    switch.select_option(index=1 - switch.evaluate("one => one.selectedIndex"))
    page.locator("header form:has(select[name=organisation]) button").click()
    give = f"/grants/give?to={address[0]}&register=rights"
    page.goto(give)
    for field in ("mark", "owner", "status"):
        page.check(f"main input[value={field}]")
    page.fill("main [name=basis]", "contract of 1 November 2026")
    page.fill("main [name=until]", "2027-06-30")
    page.click("main form button")
    return {"grant-give-what": give, "grants-given": "/grants", "audit-grant": "/audit?act=grant+given"}


def join(person: Page, invitation: str, address: str, password: str) -> None:
    """Make an account by an invitation to an address, log in with it and join."""
    person.goto(invitation)
    person.fill("main [name=name]", "Bo")
    person.fill("main [name=password]", password)
    person.locator("main form button").first.click()
    person.fill("main [name=login]", address)
    person.fill("main [name=password]", password)
    person.locator("main form button").first.click()
    person.locator("main form button").first.click()


def end_memberships_of_others(page: Page) -> None:
    """Remove the members beside oneself."""
    page.goto("/members")
    form = page.locator("main form[action*='/remove']").filter(has_text="This person")
    form.first.evaluate("one => one.submit()")
