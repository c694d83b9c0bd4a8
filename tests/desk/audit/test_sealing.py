"""The audit log: written with the act, sealed in an order that no late commit upsets, changed by nobody."""

import threading
import time
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from counterfoil.custody.commitments import commitment
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit import sealer as sealers
from counterfoil_desk.audit import sealing
from counterfoil_desk.audit.actions import forget, record
from counterfoil_desk.audit.eras import begin_era_where_moved, was_moved
from counterfoil_desk.audit.models import Entry, Value
from counterfoil_desk.audit.sealer import Sealer
from counterfoil_desk.audit.sealing import BATCH, seal_batch
from counterfoil_desk.audit.walking import walked
from counterfoil_desk.configuration import django_database
from counterfoil_desk.organisation import acting_as
from desk.audit.made_log import seal_all, told_by
from desk.conftest import APP, SEALER, SUPERUSER, Desk

APPEND = "SELECT set_config('app.organisation', %s, false)"
WRITE = "SELECT audit_append('system:test', %s, 'test', '1', '{}', '{}')"


def test_an_act_that_is_rolled_back_leaves_no_entry(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        with transaction.atomic():
            record(actor="system:test", act="undone", subject=("test", "1"))
            transaction.set_rollback(True)
        with transaction.atomic():
            assert not Entry.objects.filter(act="undone").exists()


def test_seals_hold_and_a_late_commit_comes_after_what_was_sealed(desk: Desk, admin: Member) -> None:
    number = str(admin.organisation_id)
    with psycopg.connect(desk.cluster.url(APP)) as late, desk.link(APP) as early:
        late.execute(APPEND, [number])
        late.execute(WRITE, ["began first, committed last"])  # a transaction that is still running
        early.execute(APPEND, [number])
        early.execute(WRITE, ["began last, committed first"])
        seal_all(desk)
        with desk.link(SUPERUSER) as link:
            told = {
                row[0] for row in link.execute("SELECT e.act FROM audit_seal s JOIN audit_entry e ON e.id = entry_id")
            }
        assert "began last, committed first" not in told  # an older transaction may still put one before it
        late.commit()
    assert seal_all(desk) == 2
    with desk.link(SEALER) as link:
        found = walked(link)
        order = [
            row[0]
            for row in link.execute(
                "SELECT e.act FROM audit_seal s JOIN audit_entry e ON e.id = entry_id ORDER BY number"
            )
        ]
    assert found.broken_at is None
    assert order[-2:] == ["began first, committed last", "began last, committed first"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET act = 'another' WHERE id = (SELECT max(entry_id) FROM audit_seal)",
        "UPDATE audit_entry SET at = at - interval '1 day' WHERE id = (SELECT max(entry_id) FROM audit_seal)",
        "DELETE FROM audit_seal WHERE number = (SELECT max(number) - 1 FROM audit_seal)",
    ],
)
def test_a_change_behind_the_guards_is_found(desk: Desk, admin: Member, change: str) -> None:
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        for _ in range(3):
            record(actor="system:test", act="done", subject=("test", "1"))
    seal_all(desk)
    with psycopg.connect(desk.cluster.url(SUPERUSER)) as link:
        link.execute("SET session_replication_role = replica")  # triggers sleep: what a thief with all rights does
        link.execute(change)
        assert walked(link).broken_at is not None
        link.rollback()
        assert walked(link).broken_at is None


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_seal", "TRUNCATE audit_value"]
)
def test_nobody_changes_it_not_even_a_superuser(desk: Desk, admin: Member, statement: str) -> None:
    with desk.link(SUPERUSER) as link, pytest.raises(psycopg.errors.RaiseException, match="only ever added to"):
        link.execute(statement)
    with desk.link(APP) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(statement)


def test_an_entry_can_not_be_written_past_the_function(desk: Desk) -> None:
    with desk.link(APP) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(
            "INSERT INTO audit_entry (organisation_id, actor, act, subject_kind, subject_id) VALUES (1,'a','b','c','d')"
        )


def test_an_act_is_done_for_an_organisation(desk: Desk) -> None:
    with pytest.raises(ProgrammingError, match="done for an organisation"), transaction.atomic():
        record(actor="system:test", act="done", subject=("test", "1"))


def test_what_is_forgotten_cannot_be_known_and_is_still_proven(desk: Desk, admin: Member) -> None:
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        with transaction.atomic():
            entry = record(actor="system:test", act="told", subject=("test", "1"), told={"name": "Ada Example"})
            kept = Value.objects.get(entry_id=entry)
            digest = Entry.objects.get(pk=entry).digests["name"]
            assert digest == commitment(kept.salt, "name", "Ada Example")
        seal_all(desk)
        with transaction.atomic():
            assert forget(entry, actor="system:test", why="Asked for under art. 17 GDPR.") == 1
        with transaction.atomic():
            assert not Value.objects.filter(entry_id=entry).exists()
            assert "Ada" not in str(Entry.objects.get(pk=entry).__dict__)
    seal_all(desk)
    with desk.link(SEALER) as link:
        assert walked(link).broken_at is None


def test_many_writers_and_two_sealers_make_one_chain(desk: Desk, admin: Member) -> None:
    def write() -> None:
        with desk.link(APP) as link:
            link.execute(APPEND, [str(admin.organisation_id)])
            for _ in range(50):
                link.execute(WRITE, ["at once"])

    def seal_often() -> None:
        with desk.link(SEALER) as link:
            for _ in range(40):
                seal_batch(link)

    threads = [threading.Thread(target=work) for work in (write, write, write, write, seal_often, seal_often)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_all(desk)
    with desk.link(SEALER) as link:
        found = walked(link)
        sealed = link.execute("SELECT count(*) FROM audit_seal").fetchone()
        written = link.execute("SELECT count(*) FROM audit_entry").fetchone()
    assert found.broken_at is None
    assert sealed == written == (found.entries,)


def test_a_sealer_that_is_killed_in_the_middle_leaves_a_whole_chain(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_by(admin, "Ada", "Bea", "Cem")
    whole, seen = sealing.entry_bytes, []

    def cut_off(row: dict[str, Any]) -> bytes:
        seen.append(row["id"])
        if len(seen) == 2:
            with desk.link(SUPERUSER) as link:
                link.execute("SELECT pg_terminate_backend(%s)", [number])
        return whole(row)

    with desk.link(SEALER) as link:
        (number,) = link.execute("SELECT pg_backend_pid()").fetchone() or (0,)
        monkeypatch.setattr(sealing, "entry_bytes", cut_off)
        with pytest.raises(psycopg.OperationalError):
            seal_batch(link)
    monkeypatch.undo()
    assert len(seen) >= 2
    assert seal_all(desk) >= 3
    _every_entry_is_sealed(desk)


def test_the_sealer_goes_on_after_the_database_was_away(
    desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealers, "AWAY", 0.01)
    monkeypatch.setattr(sealers, "LOOK", 0.0)
    looked: list[int] = []

    def look(link: psycopg.Connection[Any]) -> None:
        looked.append(1)
        if len(looked) == 1:  # its connection is cut off, as by a restart of the database
            with desk.link(SUPERUSER) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [link.info.backend_pid])
            told_by(admin, "while it was away")
        elif len(looked) > 3:
            sealer.stop()

    sealer = Sealer(desk.cluster.url(SEALER))
    monkeypatch.setattr(sealer, "look", look)
    sealer.run()
    _every_entry_is_sealed(desk)


def test_the_sealer_rests_unless_it_found_more_than_it_could_take(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """A seal for every few entries costs a commit each, and as much of a processor as the entries themselves."""
    found, told = iter([BATCH, 3, 0]), list[str]()
    monkeypatch.setattr(sealers, "seal_batch", lambda link: told.append("sealed") or next(found))
    monkeypatch.setattr(time, "sleep", lambda seconds: told.append("rested"))
    sealer = Sealer(desk.cluster.url(SEALER))
    monkeypatch.setattr(sealer, "look", lambda link: sealer.stop() if told.count("sealed") == 3 else None)
    sealer.run()
    assert told == ["sealed", "sealed", "rested", "sealed", "rested"]


def test_a_transaction_that_is_left_open_is_cut_off(desk: Desk) -> None:
    """It would hold the sealing of the whole log back."""
    with connection.cursor() as cursor:
        for name in ("idle_in_transaction_session_timeout", "statement_timeout"):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == ("1min",)
    told = django_database("postgresql://a@/b?options=-c%20statement_timeout%3D5s")
    assert told["OPTIONS"]["options"] == "-c statement_timeout=5s"


def test_a_log_from_another_cluster_waits_for_its_era(desk: Desk) -> None:
    with psycopg.connect(desk.cluster.url(SUPERUSER)) as link:
        assert not was_moved(link)
        link.execute("INSERT INTO audit_era (number, cluster) VALUES (7, 1)")
        assert was_moved(link)
        assert begin_era_where_moved(link)
        assert not was_moved(link)
        assert link.execute("SELECT max(number) FROM audit_era").fetchone() == (8,)
        link.rollback()


def _every_entry_is_sealed(desk: Desk) -> None:
    with desk.link(SEALER) as link:
        found = walked(link)
        written = link.execute("SELECT count(*) FROM audit_entry").fetchone()
    assert (found.broken_at, (found.entries,)) == (None, written)
