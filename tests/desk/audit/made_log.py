"""Entries, seals and files of a log, for tests."""

import datetime as dt
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.actions import record
from counterfoil_desk.audit.checkpoints import Often, sign_if_due
from counterfoil_desk.audit.exporting import exported_log, snapshot_link
from counterfoil_desk.audit.sealing import seal_batch
from counterfoil_desk.organisation import Acting, acting_as
from desk.conftest import APP, SEALER, SUPERUSER, Desk

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
EACH = Often(entries=1)


def seal_all(desk: Desk) -> int:
    with desk.link(SEALER) as link:
        total = 0
        while sealed := seal_batch(link):
            total += sealed
        return total


def told_by(member: Member, *names: str) -> list[int]:
    """Write an entry for each name and return their numbers."""
    with acting_as(organisation=member.organisation_id, user=member.user_id), transaction.atomic():
        return [record(actor="system:test", act="told", subject=("test", "1"), told={"name": name}) for name in names]


def signed(desk: Desk, *, now: dt.datetime = NOW) -> int | None:
    with desk.link(SEALER) as link:
        return sign_if_due(link, KEY, EACH, now=now)


def own_export(desk: Desk, member: Member, file: Path) -> Path:
    """Write what the web gives a member: over the app's connection, his organisation's entries."""
    acting = Acting(organisation=member.organisation_id, user=member.user_id)
    with snapshot_link(desk.cluster.url(APP), acting=acting) as link:
        file.write_bytes(b"".join(exported_log(link, at=NOW, organisation=member.organisation_id, acting=acting)))
    return file


def whole_export(desk: Desk, file: Path, *, values: bool = True) -> Path:
    with snapshot_link(desk.cluster.url(SUPERUSER)) as link:
        file.write_bytes(b"".join(exported_log(link, at=NOW, organisation=None, values=values)))
    return file
