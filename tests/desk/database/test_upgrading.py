"""A desk with rows of the first version goes on: each is there, for its organisation alone, and means what it meant."""

import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import token_of
from counterfoil_desk.accounts.models import User
from counterfoil_desk.audit.actions import record
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.audit.sealing import seal_batch
from counterfoil_desk.audit.walking import walked
from counterfoil_desk.configuration import DATABASE_URL, SEALER_URL, SECRET_KEY
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.processes import python
from counterfoil_desk.records.models import Generation, RightRow, SharedRow
from counterfoil_desk.service.actions import Request, answered_once, screen_offers
from counterfoil_desk.service.models import Answer, DayCount, Tally
from desk.conftest import PASSWORD, Desk
from desk.database import old_desk
from desk.database.old_desk import BODY, CONTENTS, KEY, RECOVERY, SECRET, SEED, Own, django_at, urls

OFFER = {"id": "o-2", "title": "Replica Fjord Runner shoes 1:1", "price": "19.00 USD"}
PAGES = (
    *("home", "registers", "suspects", "audit", "members", "tokens", "grants", "organisation", "settings"),
    *("my-settings", "retention", "webhooks", "who-sees-what", "shared-with-us"),
)
OURS = """SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace = 'public'::regnamespace
    AND relname ~ '^(accounts|audit|records|retention|service|webhooks|mfa|account)_'"""


class Upgraded(NamedTuple):
    """The old desk after today's migrations, and its two organisations: the first granted its rights to the other."""

    desk: Desk
    one: Own
    other: Own


@pytest.fixture(scope="module")
def upgraded(desk: Desk) -> Iterator[Upgraded]:
    """Migrate a desk of the first version, as the operator does, and let Django work in it."""
    both = old_desk.made(desk)
    environment = {**os.environ, **desk.environment, **urls(desk), SECRET_KEY: settings.SECRET_KEY}
    for _ in range(2):  # the second changes nothing
        subprocess.run(python("-m", "counterfoil_desk", "migrate"), env=environment, check=True)
    with django_at(urls(desk)[DATABASE_URL]):
        yield Upgraded(desk, *both)


def seen(desk: Desk, own: Own | None) -> dict[str, str]:
    """Return what an organisation, or a stranger, sees of each table of ours, as text."""
    with psycopg.connect(urls(desk)[DATABASE_URL]) as link:
        link.execute("SELECT set_config('app.organisation', %s, true)", [str(own.organisation) if own else "0"])
        tables = [table for (table,) in link.execute(OURS).fetchall()]
        may_read = [table for table in tables if _may_read(link, table)]
        return {table: repr(link.execute(f"SELECT * FROM {table}").fetchall()) for table in may_read}


def _may_read(link: psycopg.Connection[tuple[object, ...]], table: str) -> bool:
    return link.execute("SELECT has_table_privilege(%s, 'SELECT')", [table]).fetchone() == (True,)


def test_every_row_is_there_for_its_organisation_and_for_nobody_else(upgraded: Upgraded) -> None:
    desk, one, other = upgraded
    for own, another in ((one, other), (other, one)):
        told = seen(desk, own)
        assert {name for name, rows in told.items() if own.canary in rows} >= {
            *old_desk.TABLES.values(),
            *("accounts_organisation", "accounts_apitoken", "accounts_user"),
            *("service_answer", "service_suspectoffer", "audit_value"),
        }
        assert {name for name, rows in told.items() if another.canary in rows} <= {"accounts_organisation"}  # the grant
    assert not any("canary" in rows for rows in seen(desk, None).values())
    with acting_as(organisation=other.organisation), transaction.atomic():
        assert [row.content for row in SharedRow.objects.all()] == [{"mark": "Fjord Runner"}]
        assert [row.content for row in RightRow.objects.all()] == [CONTENTS["rights"]]


def test_the_log_holds_and_goes_on(upgraded: Upgraded) -> None:
    with acting_as(organisation=upgraded.one.organisation), transaction.atomic():
        assert Entry.objects.filter(act="row added").count() == 3
        record(actor="system:test", act="after the upgrade", subject=("test", "1"))
    with psycopg.connect(urls(upgraded.desk)[SEALER_URL], autocommit=True) as link:
        assert seal_batch(link) >= 1
        found = walked(link)
    assert found.broken_at is None
    assert found.entries >= 7


def test_offers_are_held_against_what_was_live(upgraded: Upgraded) -> None:
    own = upgraded.one
    with acting_as(organisation=own.organisation), transaction.atomic():
        answer = screen_offers([OFFER], organisation=own.organisation, by="system:test")
        assert Generation.objects.get().number == answer["generation"]
        assert Generation.objects.get().number == 8  # the file that is live has another digest than before
    assert [(one["id"], one["right_id"]) for one in answer["results"]] == [("o-2", "r-1")]
    known = token_of(SECRET + own.canary)
    assert known is not None
    assert known.organisation_id == own.organisation


def test_a_second_factor_still_opens_and_lies_enciphered(upgraded: Upgraded) -> None:
    own = upgraded.one
    with acting_as(user=own.user), transaction.atomic():
        kept = {one.type: one for one in Authenticator.objects.all()}
        counter = next(yield_hotp_counters_from_time())
        assert TOTP(kept["totp"]).validate_code(format_hotp_value(hotp_value(SEED, counter)))
        assert len(RecoveryCodes(kept["recovery_codes"]).get_unused_codes()) == 10
        assert kept["recovery_codes"].data["used_mask"] == 0
    assert not any(seed in repr(one.data) for one in kept.values() for seed in (SEED, RECOVERY))


def test_pages_show_what_was_there(upgraded: Upgraded) -> None:
    client = Client()
    assert client.login(email=f"{upgraded.one.canary}@desk.example", password=PASSWORD)
    client.force_login(User.objects.get(pk=upgraded.one.user))
    pages = {name: client.get(reverse(name)) for name in PAGES}
    pages |= {name: client.get(reverse("register-rows", args=[name])) for name in CONTENTS}
    assert {name: page.status_code for name, page in pages.items() if page.status_code != 200} == {}
    suspects = pages["suspects"].content.decode()
    assert upgraded.one.canary in suspects
    address = suspects.partition('href="/suspects/')[2].partition('"')[0]
    assert client.get("/suspects/" + address).status_code == 200
    assert client.get(reverse("register-export", args=["rights"])).status_code == 405


def test_a_request_sent_again_over_the_upgrade_is_refused_and_nothing_is_done_twice(upgraded: Upgraded) -> None:
    """The digest of a request names its operation today: what was kept before is no answer to any request of now."""
    own, began = upgraded.one, dt.date(2026, 11, 22)
    with acting_as(organisation=own.organisation):
        with transaction.atomic():
            before = (list(DayCount.objects.values()), list(Tally.objects.values()), list(Answer.objects.values()))
        for body in (BODY, b"another"):
            request = Request("offers/screen", body, KEY)
            with pytest.raises(UserError, match="Use a new Idempotency-Key"), transaction.atomic():
                answered_once(request, organisation=own.organisation, work_out=lambda: {"done": 1})
        with transaction.atomic():
            now = (list(DayCount.objects.values()), list(Tally.objects.values()), list(Answer.objects.values()))
            assert now == before
            assert DayCount.objects.get(day=began, decision="suspect").offers == 3
