"""The log as a file: anyone checks it offline, an organisation is told its own and of others nothing."""

import datetime as dt
import random
import time
from pathlib import Path

import pytest
from django.db import transaction
from psycopg.conninfo import make_conninfo

from counterfoil.errors import UserError
from counterfoil.run.custody import extract, verify
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit import exporting
from counterfoil_desk.audit.actions import forget, forget_older
from counterfoil_desk.audit.models import Value
from counterfoil_desk.organisation import Acting, acting_as
from desk.audit.made_log import NOW, own_export, seal_all, signed, told_by, whole_export
from desk.conftest import APP, SUPERUSER, Desk, new_member

WHY = "Art. 17 GDPR, request of 3 May"


def says(file: Path) -> str:
    return " ".join(check.says for check in verify(file).checks)


def test_an_organisation_is_told_its_own_and_of_others_nothing(desk: Desk, admin: Member, tmp_path: Path) -> None:
    other = new_member(desk, role="administrator")
    told_by(other, "Bea Other")
    told_by(admin, "Ada Example", "Cem Example")
    told_by(other, "Dee Other")
    seal_all(desk)
    signed(desk)
    file = own_export(desk, admin, tmp_path / "own.log")
    found = verify(file)
    assert found.holds
    assert found.signer is not None
    text = file.read_text()
    assert "Ada Example" in text
    assert "Other" not in text
    assert f'"organisation":{other.organisation_id}' not in text
    assert "told by their digest alone" in says(file)
    with exporting.snapshot_link(desk.cluster.url(APP)) as link:  # who acts for nobody is told nothing
        data = b"".join(exporting.exported_log(link, at=NOW, organisation=None))
    assert b'"entry"' not in data


def test_the_whole_log_holds_and_any_changed_byte_is_found(desk: Desk, admin: Member, tmp_path: Path) -> None:
    told_by(admin, "Ada Example", "Cem Example")
    seal_all(desk)
    signed(desk)
    file = whole_export(desk, tmp_path / "whole.log")
    data = file.read_bytes()
    assert verify(file).holds
    chance = random.Random(3)
    for _ in range(25):
        at = chance.randrange(len(data))
        file.write_bytes(data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :])
        assert not verify(file).holds, at
    bare = whole_export(desk, tmp_path / "bare.log", values=False)
    assert verify(bare).holds
    assert "Ada Example" not in bare.read_text()
    with pytest.raises(UserError, match="the log of a desk"):
        extract(bare, tmp_path / "folder")


def test_what_was_forgotten_is_gone_and_proven_with_its_ground(desk: Desk, admin: Member, tmp_path: Path) -> None:
    (entry, _) = told_by(admin, "Ada Example", "Cem Example")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        salt = Value.objects.get(entry_id=entry).salt
        assert forget(entry, actor="system:test", why=f"  {WHY}\n") == 1
        assert forget(entry, actor="system:test", why=WHY) == 0
    seal_all(desk)
    file = own_export(desk, admin, tmp_path / "own.log")
    assert verify(file).holds
    assert f"ground “{WHY}”" in says(file)
    text = file.read_text()
    assert "Ada" not in text
    assert salt not in text
    assert "Cem Example" in text


def test_a_deletion_needs_a_ground_and_is_not_deleted_itself(desk: Desk, admin: Member) -> None:
    (entry,) = told_by(admin, "Ada Example")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        for why in (" ", "x" * 301):
            with pytest.raises(UserError, match="needs its ground"):
                forget(entry, actor="system:test", why=why)
        forget(entry, actor="system:test", why=WHY)
        deletion = Value.objects.filter(field="why").latest("entry_id").entry_id
        with pytest.raises(UserError, match="its ground stays"):
            forget(deletion, actor="system:test", why=WHY)
    (of_another,) = told_by(admin, "Eve")
    other = new_member(desk, role="administrator")
    with acting_as(organisation=other.organisation_id, user=other.user_id), transaction.atomic():
        assert forget(of_another, actor="system:test", why=WHY) == 0


def test_what_was_kept_for_its_time_is_deleted_with_one_act(desk: Desk, admin: Member, tmp_path: Path) -> None:
    told_by(admin, "Ada Example", "Cem Example", "Dee Example")
    before = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        assert forget_older(before, actor="system:test", why="Kept for a year", most=2) == 2
        assert forget_older(before, actor="system:test", why="Kept for a year", most=2) == 1
        assert forget_older(before, actor="system:test", why="Kept for a year", most=2) == 0
    seal_all(desk)
    file = own_export(desk, admin, tmp_path / "own.log")
    assert verify(file).holds
    assert "3 of 3 entries" in says(file)
    assert "Example" not in file.read_text()


def test_a_value_that_vanished_without_a_ground_is_found(desk: Desk, admin: Member, tmp_path: Path) -> None:
    (entry,) = told_by(admin, "Ada Example")
    seal_all(desk)
    file = own_export(desk, admin, tmp_path / "own.log")
    lines = file.read_bytes().split(b"\n")
    assert any(b'"Ada Example"' in line for line in lines)
    with desk.link(SUPERUSER) as link:
        link.execute("DELETE FROM audit_value WHERE entry_id = %s", [entry])
    assert "values are missing, and no act says why" in says(own_export(desk, admin, tmp_path / "later.log"))


def test_an_export_waits_for_the_sealing_of_a_deletion(
    desk: Desk, admin: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry,) = told_by(admin, "Ada Example")
    seal_all(desk)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        forget(entry, actor="system:test", why=WHY)
    monkeypatch.setattr(exporting, "SEALED_WITHIN", 0.0)
    with pytest.raises(UserError, match="not sealed yet"):
        own_export(desk, admin, tmp_path / "own.log")
    monkeypatch.setattr(exporting, "SEALED_WITHIN", 5.0)
    monkeypatch.setattr(exporting, "PAUSE", 0.0)
    monkeypatch.setattr(exporting.time, "sleep", lambda _seconds: seal_all(desk))
    assert verify(own_export(desk, admin, tmp_path / "own.log")).holds


def test_nothing_that_no_checker_reads_is_sealed(desk: Desk, admin: Member) -> None:
    from counterfoil_desk.audit.actions import record

    with pytest.raises(ValueError, match="fraction"):
        record(actor="system:test", act="told", subject=("test", "1"), told={"score": 0.5})


def test_what_was_forgotten_leaves_no_byte_once_the_table_is_written_anew(desk: Desk, admin: Member) -> None:
    (entry,) = told_by(admin, name := "Zoë Vanished-Example")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        salt = Value.objects.get(entry_id=entry).salt
    assert _in_tables(desk, salt)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id), transaction.atomic():
        forget(entry, actor="system:test", why=WHY)
    with desk.link(SUPERUSER) as link:
        link.execute("VACUUM FULL audit_value")
    assert not _in_tables(desk, salt)
    assert not _in_tables(desk, name)


def _in_tables(desk: Desk, text: str) -> bool:
    with desk.link(SUPERUSER) as link:
        link.execute("CHECKPOINT")
    return any(text.encode() in path.read_bytes() for path in (desk.cluster.data / "base").rglob("*") if path.is_file())


def test_a_slow_reader_of_the_file_is_not_cut_off(desk: Desk, admin: Member) -> None:
    """Between two parts the transaction is idle for as long as the reader takes; a request's may not be."""
    told_by(admin, *(f"Ada {number}" for number in range(3)))
    seal_all(desk)
    acting = Acting(organisation=admin.organisation_id)
    url = make_conninfo(desk.cluster.url(APP), options="-c idle_in_transaction_session_timeout=20ms")
    with exporting.snapshot_link(url, acting=acting) as link:
        lines = exporting.exported_log(link, at=NOW, organisation=admin.organisation_id, acting=acting)
        first = next(lines)
        time.sleep(0.1)
        rest = list(lines)
        limit = link.execute("SHOW idle_in_transaction_session_timeout").fetchone()
    assert first
    assert sum(b"Ada" in line for line in rest) == 3
    assert limit == ("10min",)  # and who reads nothing at all is cut off yet


def test_the_time_of_a_slow_reader_outlives_the_wait_for_the_sealer(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "SEALED_WITHIN", 0.05)
    monkeypatch.setattr(exporting, "PAUSE", 0.01)
    (number,) = told_by(admin, "Ada")
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        forget(number, actor="system:test", why=WHY)
    with exporting.snapshot_link(desk.cluster.url(SUPERUSER)) as link:
        with pytest.raises(UserError, match="not sealed yet"):
            list(exporting.exported_log(link, at=NOW, organisation=None))
        assert link.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("10min",)
    seal_all(desk)
