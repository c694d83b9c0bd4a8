"""A desk as the first version left it (f8a4b56): its tables, its rows, its seals; none of it made by today's code.

What the first version wrote stands here as it wrote it: published files without keys of rows, seals without `blind`,
second-factor seeds in plain, digests of requests without their operation, and registers that grants let others read.
"""

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import polars as pl
import psycopg
from django.apps.registry import Apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg.rows import dict_row

from counterfoil.custody.canonical import canonical
from counterfoil.custody.chain import beginning, seal
from counterfoil.custody.commitments import commitment
from counterfoil.tables.contract import completed
from counterfoil.tables.right import Right
from counterfoil_desk.configuration import DATABASE_URL, OWNER_URL, SEALER_URL, django_database
from counterfoil_desk.organisation import acting_as
from desk.conftest import APP, OWNER, PASSWORD, SEALER, SUPERUSER, Desk

LEAVES: Final = [
    *(("accounts", "0003_user_language"), ("audit", "0002_models"), ("records", "0002_row_security")),
    *(
        ("service", "0002_row_security"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ),
    *(("auth", "0012_alter_user_first_name_max_length"), ("account", "0009_emailaddress_unique_primary_email")),
    *(("mfa", "0003_authenticator_type_uniq"), ("procrastinate", "0041_post_retry_failed_job")),
]
DATABASE: Final = "of_the_first_version"
SHARED: Final = """ALTER POLICY read ON {table} USING (organisation_id = app_organisation() OR EXISTS (
    SELECT 1 FROM accounts_grant g WHERE g.organisation_id = {table}.organisation_id
      AND g.to_organisation_id = app_organisation() AND g.register = '{register}'
      AND (g.row_id IS NULL OR g.row_id = {table}.public_id) AND g.until > now() AND g.ended_at IS NULL))"""
TABLES: Final = {
    "rights": "records_rightrow",
    "authorisations": "records_authorisationrow",
    "sellers": "records_sellerrow",
    "facilities": "records_facilityrow",
}
PRIVILEGES: Final = f"""GRANT USAGE ON SCHEMA public TO {APP}, {SEALER};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP};
    GRANT EXECUTE ON FUNCTION audit_append, audit_forget TO {APP};"""
ENTRIES: Final = """SELECT id, organisation_id, at, actor, act, subject_kind, subject_id, digests
    FROM audit_entry ORDER BY written_in, id"""
SECRET: Final = "cfl_a token of the first version"
SEED: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RECOVERY: Final = "0f" * 40
BODY: Final = b'{"offers": [{"id": "o-1"}]}'
KEY: Final = "a-key-of-before"
SALT: Final = "ab" * 16
CONTENTS: Final[dict[str, dict[str, Any]]] = {
    "rights": {"id": "r-1", "mark": "Fjord Runner", "owner": "Halvorsen Sport AS"},
    "authorisations": {"seller": "s-1", "right_id": "r-1"},
    "sellers": {"id": "s-1", "name": "Øst Handel"},
    "facilities": {"place": "Reno", "latitude": 39.53, "longitude": -119.81},
}


class Own(NamedTuple):
    """One organisation of the old desk, its administrator, and the mark by which its rows are told from others'."""

    organisation: int
    user: int
    canary: str


def urls(desk: Desk) -> dict[str, str]:
    """Return where the old desk is, for each of its roles."""
    roles = {DATABASE_URL: APP, OWNER_URL: OWNER, SEALER_URL: SEALER}
    return {name: desk.cluster.url(role, database=DATABASE) for name, role in roles.items()}


@contextmanager
def django_at(url: str) -> Iterator[None]:
    """Let Django work in another database while inside."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(django_database(url))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def made(desk: Desk) -> tuple[Own, Own]:
    """Make the old desk with two organisations, the first of which grants its rights to the second; return both."""
    with desk.link(SUPERUSER) as link:
        link.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0")
    with django_at(urls(desk)[OWNER_URL]):
        executor = MigrationExecutor(connection)
        executor.migrate(LEAVES)
        with connection.cursor() as cursor:
            cursor.execute(PRIVILEGES)
            for register, table in TABLES.items():
                cursor.execute(SHARED.format(table=table, register=register))
    with django_at(urls(desk)[DATABASE_URL]):
        apps = executor.loader.project_state(LEAVES).apps
        both = tuple(_filled(apps, Own(90_001 + place, 91_001 + place, f"canary{place}")) for place in range(2))
        _granted(apps, *both)
    with psycopg.connect(urls(desk)[OWNER_URL]) as link:
        for own in both:
            link.execute("SELECT set_config('app.organisation', %s, true)", [str(own.organisation)])
            _seal_as_it_did(link)
    return both[0], both[1]


def _filled(apps: Apps, own: Own) -> Own:
    """Write a row of each kind for an organisation."""
    now = dt.datetime.now(dt.UTC)
    with transaction.atomic():
        user = apps.get_model("accounts", "User").objects.create(
            pk=own.user, email=f"{own.canary}@desk.example", password=make_password(PASSWORD), name=own.canary
        )
        seeds = {"totp": {"secret": SEED}, "recovery_codes": {"seed": RECOVERY, "used_mask": 0}}
        for kind, data in seeds.items():
            apps.get_model("mfa", "Authenticator").objects.create(user_id=user.pk, type=kind, data=data)
    with acting_as(organisation=own.organisation, user=own.user), transaction.atomic():
        of = {"organisation_id": own.organisation}
        apps.get_model("accounts", "Organisation").objects.create(
            pk=own.organisation, kind="marketplace", name=own.canary
        )
        apps.get_model("accounts", "Member").objects.create(**of, user_id=user.pk, role="administrator")
        apps.get_model("accounts", "ApiToken").objects.create(
            **of, name=own.canary, digest=_sha256((SECRET + own.canary).encode()), scopes=["screen"], until=_later(now)
        )
        for register, content in CONTENTS.items():
            model = next(one for one in apps.get_models() if one._meta.db_table == TABLES[register])
            model._default_manager.create(**of, key=f"{own.canary} {register}", content=content)
        _published(apps, of)
        _served(apps, of, own)
        _told(own)
    return own


def _published(apps: Apps, of: dict[str, int]) -> None:
    stream = io.BytesIO()
    Right.cast(completed(pl.DataFrame([CONTENTS["rights"]]), Right)).write_parquet(stream)
    digest = _sha256(stream.getvalue())
    apps.get_model("records", "PublishedFile").objects.create(**of, sha256=digest, content=stream.getvalue())
    apps.get_model("records", "Generation").objects.create(**of, number=7, digests={"rights": digest})


def _served(apps: Apps, of: dict[str, int], own: Own) -> None:
    result = {"id": "o-1", "decision": "suspect", "score": 90, "right_id": "r-1", "reasons": own.canary}
    answer = {"generation": 7, "digests": {}, "engine_version": "0", "results": [result], "rejects": []}
    apps.get_model("service", "Answer").objects.create(**of, key=KEY, request_sha256=_sha256(BODY), content=answer)
    apps.get_model("service", "DayCount").objects.create(**of, day=dt.date(2026, 11, 22), decision="suspect", offers=3)
    offer = {"id": "o-1", "title": own.canary}
    apps.get_model("service", "SuspectOffer").objects.create(
        **of, offer_id="o-1", offer=offer, decision="suspect", answer=result
    )


def _told(own: Own) -> None:
    with connection.cursor() as cursor:
        for number in range(3):
            digests = {"mark": commitment(SALT, "mark", [None, own.canary])}
            told = {"mark": [SALT, [None, own.canary]]}
            cursor.execute(
                "SELECT audit_append(%s, 'row added', 'rights', %s, %s, %s)",
                [f"user:{own.user}", str(number), json.dumps(digests), json.dumps(told)],
            )


def _granted(apps: Apps, owner: Own, other: Own) -> None:
    with acting_as(organisation=owner.organisation, user=owner.user), transaction.atomic():
        apps.get_model("accounts", "Grant").objects.create(
            organisation_id=owner.organisation,
            to_organisation_id=other.organisation,
            register="rights",
            fields=["mark"],
            basis="a contract",
            until=_later(dt.datetime.now(dt.UTC)),
        )


def _seal_as_it_did(link: psycopg.Connection[Any]) -> None:
    """Seal what the transaction sees, without the column that came later."""
    with link.cursor(row_factory=dict_row) as cursor:
        last = cursor.execute("SELECT number, seal FROM audit_seal ORDER BY number DESC LIMIT 1").fetchone()
        number, chain = (last["number"], bytes.fromhex(last["seal"])) if last else (0, beginning("counterfoil desk"))
        for place, row in enumerate(cursor.execute(ENTRIES).fetchall(), number + 1):
            at = row["at"].astimezone(dt.UTC).isoformat(timespec="microseconds")
            chain = seal(canonical({**_renamed(row), "at": at}), chain)
            cursor.execute(
                "INSERT INTO audit_seal (number, entry_id, seal) VALUES (%s, %s, %s)", [place, row["id"], chain.hex()]
            )


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    return {"organisation" if name == "organisation_id" else name: value for name, value in row.items()}


def _later(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(days=30)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
