"""What tests of the registers' pages do again and again: put a row, upload a file, read a form as a browser does."""

import html
import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.models import RightRow, Row
from counterfoil_desk.records.registers import REGISTERS, RIGHTS

MARK = {"id": "r-1", "mark": "Orlune", "owner": "Maison Orlune", "aliases": ["Orluné", "Or Lune"], "price_floor": "79"}
FLOOR = {"price_floor_currency": "USD"}


def logged_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def kept(member: Member, model: type[Row] = RightRow) -> list[Row]:
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        return list(model._default_manager.order_by("key"))


def put(member: Member, register: str, content: dict[str, Any]) -> None:
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        put_row(REGISTERS[register], content, by=actor_of(member.user), organisation=member.organisation)


def given_by(client: Client, address: str) -> dict[str, str]:
    """Return what a browser would send of the form on a page as it stands."""
    form = client.get(address).content.decode().partition('class="fields"')[2]
    told = {name: html.unescape(text) for name, text in re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', form)}
    told |= {
        name: html.unescape(text) for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n([^<]*)<', form)
    }
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        told[name] = "".join(re.findall(r'value="([^"]*)" selected', options))
    return told


def error_at(page: str, field: str) -> str:
    """Return the errors that stand at a field of a page, as people read them."""
    found = re.search(rf'<ul class="errorlist" id="id_{field}_error">(.*?)</ul>', page, re.DOTALL)
    return html.unescape(found.group(1)) if found else ""


def counts(page: str) -> dict[str, int]:
    """Return what a page says of a file: how many rows are added, changed, the same, rejected."""
    return {name: int(number) for name, number in re.findall(r"<dt>([\w ]+)</dt><dd>(\d+)</dd>", page)}


def uploaded(member: Member, content: bytes, *, name: str = "rights.csv", register: str = RIGHTS) -> uuid.UUID:
    """Return the id of an upload that was looked through."""
    file = SimpleUploadedFile(name, content)
    answer = logged_in(member).post(reverse("register-import", args=[register]), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return uuid.UUID(answer["Location"].rsplit("/", 1)[1])
