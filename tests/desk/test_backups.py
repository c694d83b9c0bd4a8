"""A backup brought back elsewhere: the log holds and goes on, and every role may do what it could, no more."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.sealing import seal_batch
from counterfoil_desk.audit.walking import walked
from counterfoil_desk.backups import backup, restore
from counterfoil_desk.bundled.cluster import APP, DATABASE, OWNER, SEALER, SUPERUSER, Cluster, cluster_in
from counterfoil_desk.cli import desk as command
from counterfoil_desk.configuration import BACKUP_URL, DATABASE_URL, OWNER_URL, SEALER_URL
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import put_row
from counterfoil_desk.records.registers import REGISTERS, RIGHTS
from desk.audit.made_log import seal_all, signed, told_by
from desk.conftest import Desk, new_member
from desk.records.test_shared_rows import MARK, granted

WRITE = "SELECT audit_append('system:test', %s, 'test', '1', '{}', '{}')"
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("COUNTERFOIL", "DATABASE", "DJANGO"))}
FOR_WHOM = "SELECT set_config('app.organisation', %s, false)"


@pytest.fixture
def other(open_folder: Path) -> Iterator[Cluster]:
    """Yield a second cluster, running, which is empty."""
    cluster = cluster_in(open_folder / "home")
    cluster.start()
    yield cluster
    cluster.stop()


def link(cluster: Cluster, role: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster.url(role), autocommit=True)


def test_a_backup_comes_back_elsewhere(desk: Desk, admin: Member, other: Cluster, tmp_path: Path) -> None:
    stranger = new_member(desk, role="administrator")
    told_by(admin, "Ada Example")
    seal_all(desk)
    signed(desk)
    told_by(admin, "of the time after the last seal")
    file, home = tmp_path / "desk.backup", other.home.parent
    size = backup(file, home=tmp_path, environment={**desk.environment, BACKUP_URL: desk.cluster.url(SUPERUSER)})
    assert size == file.stat().st_size > 10_000
    assert file.stat().st_mode & 0o077 == 0
    assert restore(file, home=home, environment=BARE).holds
    _log_goes_on(other, admin)
    _nobody_may_more(other, admin, stranger)
    with pytest.raises(UserError, match="not empty"):
        restore(file, home=home, environment=BARE)


def _log_goes_on(other: Cluster, admin: Member) -> None:
    """What was not sealed is, and what is written here comes after it, though numbers of transactions began anew."""
    with link(other, APP) as app, link(other, SEALER) as sealer:
        app.execute(FOR_WHOM, [str(admin.organisation_id)])
        app.execute(WRITE, ["after the restore"])
        while seal_batch(sealer):
            pass
        order = sealer.execute(
            "SELECT e.act, e.era FROM audit_seal s JOIN audit_entry e ON e.id = entry_id ORDER BY number"
        )
        told = order.fetchall()
        unsealed = sealer.execute(
            "SELECT count(*) FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id WHERE s.entry_id IS NULL"
        )
        assert unsealed.fetchone() == (0,)
        assert told[-2:] == [("told", 1), ("after the restore", 2)]
        assert walked(sealer).broken_at is None


def _nobody_may_more(other: Cluster, admin: Member, stranger: Member) -> None:
    with link(other, APP) as app:
        app.execute(FOR_WHOM, [str(stranger.organisation_id)])
        for table in ("accounts_member", "audit_entry", "audit_value"):
            found = app.execute(f"SELECT count(*) FROM {table} WHERE organisation_id = %s", [admin.organisation_id])
            assert found.fetchone() == (0,), table
        for statement in (
            "UPDATE audit_entry SET act = 'x'",
            "INSERT INTO audit_seal (number, entry_id, seal) VALUES (99999, 1, '')",
            "SELECT * FROM django_migrations",
            "ALTER TABLE accounts_member DISABLE ROW LEVEL SECURITY",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)
    with link(other, OWNER) as owner:
        tables = {row[0] for row in owner.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'public'")}
        free = owner.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND NOT relforcerowsecurity"
        ).fetchone()
    assert tables == {OWNER}
    assert free == (0,)
    with link(other, SUPERUSER) as powerful, pytest.raises(psycopg.errors.RaiseException, match="only ever added"):
        powerful.execute("DELETE FROM audit_seal")


def _of_other_names(other: Cluster) -> dict[str, str]:
    """Return the environment of a database whose roles all have other names than where the backup was made."""
    with psycopg.connect(other.url(SUPERUSER, database="postgres"), autocommit=True) as powerful:
        powerful.execute(f"DROP DATABASE {DATABASE}")
        for role in (OWNER, APP, SEALER):
            powerful.execute(f"DROP ROLE {role}")
        for role, right in (("desk_tables", ""), ("desk_web", ""), ("desk_seals", "BYPASSRLS")):
            powerful.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'x' {right}")
        powerful.execute("CREATE DATABASE production OWNER desk_tables")

    def url(role: str) -> str:
        return f"postgresql://{role}:x@/production?host={other.sockets}"

    urls = {DATABASE_URL: url("desk_web"), OWNER_URL: url("desk_tables"), SEALER_URL: url("desk_seals")}
    return {**BARE, **urls, "COUNTERFOIL_SECRET_KEY": "of a test" * 9}


def test_a_backup_comes_back_under_roles_of_other_names(
    desk: Desk, admin: Member, other: Cluster, tmp_path: Path
) -> None:
    held = new_member(desk, role="reader")
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        put_row(REGISTERS[RIGHTS], MARK, by="system:test", organisation=admin.organisation)
    granted(admin, held, RIGHTS, "mark")
    told_by(admin, "not sealed yet")
    file = tmp_path / "desk.backup"
    backup(file, home=tmp_path, environment={**desk.environment, BACKUP_URL: desk.cluster.url(SUPERUSER)})
    elsewhere = _of_other_names(other)
    assert restore(file, home=tmp_path, environment=elsewhere).holds
    with psycopg.connect(elsewhere[DATABASE_URL], autocommit=True) as app:
        everywhere = {row[0] for row in app.execute("SELECT every_organisation()")}
        unsealed = app.execute("SELECT entries FROM entries_unsealed()").fetchone()
        assert app.execute("SELECT count(*) FROM records_sharedrow").fetchone() == (0,)
        app.execute(FOR_WHOM, [str(held.organisation_id)])
        shared = app.execute("SELECT content FROM records_sharedrow").fetchall()
        app.execute("SET app.everywhere = 'on'")  # which is for the owner's functions alone
        seen = app.execute("SELECT DISTINCT organisation_id FROM audit_entry").fetchall()
    assert {admin.organisation_id, held.organisation_id} <= everywhere
    assert unsealed is not None
    assert unsealed[0] > 0
    assert shared == [({"mark": MARK["mark"]},)]
    assert seen in ([], [(held.organisation_id,)])


def test_what_cannot_be_backed_up_or_restored_is_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "desk.backup"
    with pytest.raises(UserError, match="COUNTERFOIL_BACKUP_URL is not set"):
        backup(file, home=tmp_path, environment=desk.environment)
    bound = {**desk.environment, BACKUP_URL: desk.cluster.url(APP)}  # row-level security would leave rows out
    with pytest.raises(UserError, match="pg_dump failed: pg_dump: error: query failed"):
        backup(file, home=tmp_path, environment=bound)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UserError, match="no desk here"):
        backup(file, home=tmp_path / "nothing", environment={})
    file.write_bytes(b"no dump")
    with pytest.raises(UserError, match="no backup"):
        restore(file, home=tmp_path, environment={})
    file.write_bytes(b"PGDMP cut short")
    with pytest.raises(UserError, match="not empty"):
        restore(file, home=tmp_path, environment=desk.environment)


def test_commands_on_the_log_reach_the_database(
    desk: Desk, admin: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry,) = told_by(admin, "Ada Example")
    seal_all(desk)
    signed(desk)
    for name, value in {**desk.environment, BACKUP_URL: desk.cluster.url(SUPERUSER)}.items():
        monkeypatch.setenv(name, value)
    kept, log = tmp_path / "kept", tmp_path / "own.log"
    whose = ("--organisation", str(admin.organisation.public_id))
    for arguments, says in (
        (["checkpoints", "-o", str(kept)], "Hold a log against it"),
        (["log", "verify", "--since", str(kept)], "It goes on from what kept has seen"),
        (["log", "forget", *whose, "--entry", str(entry), "--ground", "Art. 17 GDPR", "--yes"], "1 values are deleted"),
    ):
        done = CliRunner().invoke(command, arguments, catch_exceptions=False)
        assert (done.exit_code, says in " ".join(done.output.split())) == (0, True), done.output
    seal_all(desk)
    done = CliRunner().invoke(command, ["log", "export", *whose, "-o", str(log)], catch_exceptions=False)
    assert "counterfoil verify" in done.output
    assert "Ada Example" not in log.read_text()
    unknown = ["log", "export", "--organisation", str(admin.user.public_id), "-o", str(log)]
    with pytest.raises(UserError, match="no such organisation"):
        CliRunner().invoke(command, unknown, catch_exceptions=False)
    assert DATABASE_URL in desk.environment
