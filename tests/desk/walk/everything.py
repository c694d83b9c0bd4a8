"""An organisation that has a row of everything, each with canary texts; and others who ask for them.

The samples make what addresses name. What no address names is made here: a row of each other register, a delivery,
an imported run, an answer that was kept, a denied list, and the names of organisation and administrator.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.test import Client
from django.utils import timezone
from psycopg import sql

from counterfoil_desk.accounts.actions import digest_of_secret, give, issue_token
from counterfoil_desk.accounts.models import Grant, Member, Organisation, Scope, User
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.registers import AUTHORISATIONS, FACILITIES, REGISTERS, RIGHTS, SELLERS
from counterfoil_desk.service.models import Answer, DeniedLists, ImportedRun
from counterfoil_desk.webhooks.models import Delivery, Endpoint, State
from desk.conftest import SUPERUSER, Desk, new_member
from desk.walk.samples import CANARY, MARK, SAMPLES

WORD: Final = re.compile(rf"{CANARY}([a-z]*)", re.IGNORECASE)
KEYS: Final = {
    RIGHTS: MARK["id"],
    SELLERS: "s-1",
    FACILITIES: "f-1",
}  # an authorisation's is the digest of what it says
ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    AUTHORISATIONS: {"seller": f"{CANARY}dealer", "owner": "Walked", "right_id": MARK["id"]},
    SELLERS: {"id": KEYS[SELLERS], "name": f"{CANARY}seller", "country": "NO"},
    FACILITIES: {"place": KEYS[FACILITIES], "name": f"{CANARY}facility", "latitude": "59.9", "longitude": "10.7"},
}
CALLED: Final = ("/api/v1/offers/screen", "/api/v1/sellers/check")  # idempotency keys of the owner's kept answers
HOUR: Final = dt.timedelta(hours=1)


class Owner(NamedTuple):
    """The administrator of the organisation that has everything; what stands in addresses; its programs' secrets."""

    admin: Member
    samples: Mapping[str, Mapping[str, Any]]
    keys: Mapping[str, str]
    given_up: Delivery
    over: tuple[str, str]  # an ended and a revoked token


class Asker(NamedTuple):
    """Somebody else: a client that is logged in, a token with all scopes, and what the owner granted, if anything."""

    client: Client
    secret: str | None
    grant: Grant | None


def canaries(text: str) -> set[str]:
    """Return what the canaries in a text are of."""
    return {word.lower() for word in WORD.findall(text)}


def told_by(answer: Any) -> str:
    """Return all that an answer tells: its status line, its headers, its body."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
    cookies = answer.cookies.output()
    return f"{answer.status_code} {answer.reason_phrase}\n{headers}{cookies}\n{body.decode('utf-8', 'replace')}"


def owner_of_everything(desk: Desk) -> Owner:
    """Make the organisation and its rows."""
    admin = new_member(desk, role="administrator")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        with transaction.atomic():
            Organisation.objects.filter(pk=admin.organisation_id).update(name=f"{CANARY}organisation")
            mail = f"{CANARY.lower()}mail.{admin.pk}@desk.example"
            User.objects.filter(pk=admin.user_id).update(name=f"{CANARY}admin", email=mail)
            admin = Member.objects.select_related("user", "organisation").get(pk=admin.pk)
        for name, row in ROWS.items():
            put_row(REGISTERS[name], row, by="system:walk", organisation=admin.organisation)
        samples = {name: sample(admin) for name, sample in SAMPLES.items()}
        with transaction.atomic():
            keys = {
                name: one.model._default_manager.values_list("key", flat=True)[0] for name, one in REGISTERS.items()
            }
            given_up = _beside_the_samples(admin.organisation)
    over = (token_of(admin), token_of(admin))
    with desk.link(SUPERUSER) as link:
        for secret, change in zip(over, ("until = now()", "revoked_at = now()"), strict=True):
            changed = sql.SQL("UPDATE accounts_apitoken SET {} WHERE digest = %s").format(sql.SQL(change))
            link.execute(changed, [digest_of_secret(secret)])
    return Owner(admin, samples, keys, given_up, over)


def _beside_the_samples(own: Organisation) -> Delivery:
    ImportedRun.objects.create(
        organisation=own, sha256="0" * 64, started_at=timezone.now(), engine_version=f"{CANARY}engine", counts={}
    )
    DeniedLists.objects.create(organisation=own, sha256="0" * 64, content=f"{CANARY}denied".encode(), parties=1)
    for key in CALLED:
        Answer.objects.create(organisation=own, key=key, request_sha256="0" * 64, content={"told": f"{CANARY}answer"})
    endpoint = Endpoint.objects.first()
    dead = {"state": State.DEAD, "settled_at": timezone.now(), "next_try_at": None}
    return Delivery.objects.create(
        organisation=own, endpoint=endpoint, event="ping", payload={"by": f"{CANARY}payload"}, **dead
    )


def token_of(member: Member) -> str:
    """Return the secret of a program of the member's organisation that may do everything."""
    with acting_as(organisation=member.organisation_id, user=member.user_id):
        own, until = member.organisation, timezone.now() + HOUR
        return issue_token(by=member.user, organisation=own, name="walk", scopes=Scope.values, until=until)[1]


def asker(desk: Desk, *, granted_by: Member | None = None, changed: Mapping[str, Any] | None = None) -> Asker:
    """Make another organisation; `granted_by` lets it see one field of its rights, by a grant that is then changed."""
    member, grant = new_member(desk, role="administrator"), None
    if granted_by is not None:
        giver = granted_by
        with acting_as(organisation=giver.organisation_id, user=giver.user_id):
            grant = give(
                by=giver.user,
                organisation=giver.organisation,
                to=member.organisation,
                register=RIGHTS,
                fields=["mark"],
                basis=f"{CANARY}basis",
                until=timezone.now() + HOUR,
            )
            with transaction.atomic():
                Grant.objects.filter(pk=grant.pk).update(**(changed or {"row_id": None}))
    return Asker(logged_in(member), token_of(member), grant)


def of_no_organisation(desk: Desk) -> Asker:
    """Make a person who is no member of anything any more."""
    member = new_member(desk, role="administrator")
    client = logged_in(member)
    with desk.link(SUPERUSER) as link:
        link.execute("DELETE FROM accounts_member WHERE id = %s", [member.pk])
    return Asker(client, None, None)


def logged_in(member: Member) -> Client:
    """Return a client by which a member has logged in."""
    client = Client()
    client.force_login(member.user)
    return client


def state_of(desk: Desk, owner: Owner) -> dict[str, tuple[object, ...] | None]:
    """Return, by table, how many rows the owner has and their digest, as the superuser sees them."""
    with desk.link(SUPERUSER) as link:
        tables = link.execute(
            "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
            " USING (table_schema, table_name) WHERE c.table_schema = 'public' AND c.column_name = 'organisation_id'"
            " AND t.table_type = 'BASE TABLE' ORDER BY 1"
        ).fetchall()
        of_each = [(str(name), "organisation_id", owner.admin.organisation_id) for (name,) in tables]
        people = [
            ("accounts_organisation", "id", owner.admin.organisation_id),
            ("accounts_user", "id", owner.admin.user_id),
        ]
        counted = sql.SQL("SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {} t WHERE {} = %s")
        return {
            table: link.execute(counted.format(sql.Identifier(table), sql.Identifier(column)), [number]).fetchone()
            for table, column, number in of_each + people
        }
