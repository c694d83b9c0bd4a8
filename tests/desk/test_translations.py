"""Every text that a person reads is there in every language; a page is told in its reader's language and time zone."""

import re
import subprocess
import sys
from pathlib import Path

from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.actions import change_organisation, change_own
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from desk.conftest import Desk

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "src" / "counterfoil_desk" / "pages" / "templates"


def test_no_text_is_without_a_translation() -> None:
    command = [sys.executable, str(ROOT / "tools" / "translations.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"})
    assert done.returncode == 0, f"{done.stdout}\nrun python tools/translations.py"


def test_numbers_in_addresses_are_not_told_for_people() -> None:
    """A page above 999 would be “1,000” in English and “1.000” in German."""
    told = [
        f"{path.name}: {found}"
        for path in TEMPLATES.rglob("*.html")
        for found in re.findall(r"[?&;]\w+=\{\{[^}]*(?:number|page)[^}]*\}\}", path.read_text(encoding="utf-8"))
        if "unlocalize" not in found
    ]
    assert told == []


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def change(member: Member, **settings: str) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        change_organisation(by=member.user, organisation=member.organisation, settings=settings)


def change_mine(member: Member, **settings: str) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        change_own(member, settings=settings)


def test_a_stranger_reads_the_language_of_his_browser(desk: Desk) -> None:
    page = Client().get(reverse("account_login"), headers={"Accept-Language": "de-AT, en;q=0.5"})
    assert '<html lang="de">' in page.content.decode()
    assert page["Content-Language"] == "de"
    assert '<html lang="en">' in Client().get(reverse("account_login")).content.decode()


def test_a_members_own_language_and_zone_come_before_the_organisations(desk: Desk, admin: Member) -> None:
    change(admin, language="de", time_zone="Asia/Tokyo")
    page = logged_in(admin).get(reverse("audit"), headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="de">' in page
    assert re.search(
        r'<time datetime="\S+\+00:00" title="[^"]+\+09:00 Asia/Tokyo">\d\d\.\d\d\.\d{4} [\d:]{8} JST<', page
    )
    assert "Organisation geändert" in page.replace("organisation geändert", "Organisation geändert")
    change_mine(admin, language="en", time_zone="America/St_Johns")
    page = logged_in(admin).get(reverse("audit")).content.decode()
    assert '<html lang="en">' in page
    assert re.search(r">\d\d? \w{3} \d{4} [\d:]{8} N[SD]T<", page)


def test_programs_read_english_whoever_they_are(desk: Desk) -> None:
    answer = Client().get("/api/v1/openapi.json", headers={"Accept-Language": "de"})
    assert answer["Content-Language"] == "en"


def test_a_zone_that_this_machine_does_not_know_is_told_in_utc(desk: Desk, admin: Member) -> None:
    change_mine(admin, language="xx", time_zone="Mars/Olympus")
    page = logged_in(admin).get(reverse("audit")).content.decode()
    assert re.search(r"[\d:]{8} UTC<", page)
    assert '<html lang="en">' in page
