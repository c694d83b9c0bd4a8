"""The database that comes along: made once, started anew after a kill, each role no more than it should be."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from counterfoil.errors import UserError
from counterfoil_desk.bundled.binaries import Programs
from counterfoil_desk.bundled.cluster import (
    APP,
    OWNER,
    SEALER,
    SUPERUSER,
    cluster_in,
    forget_the_dead,
    refuse_the_unreachable,
)
from desk.conftest import Desk


def test_it_starts_again_after_a_kill(open_folder: Path) -> None:
    cluster = cluster_in(open_folder / "home")
    try:
        cluster.start()
        cluster.start()  # what runs is left running
        with psycopg.connect(cluster.url(OWNER)) as link:
            link.execute("CREATE TABLE kept AS SELECT 1 AS one")
        os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        cluster_in(open_folder / "home").start()
        with psycopg.connect(cluster.url(OWNER)) as link:
            assert link.execute("SELECT one FROM kept").fetchone() == (1,)
    finally:
        cluster.stop()
    assert not cluster.is_running()


def test_roles_are_no_more_than_they_should_be(desk: Desk) -> None:
    asked = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = ANY(%s)"
    with desk.link(SUPERUSER) as link:
        rows = {row[0]: row[1:] for row in link.execute(asked, [[OWNER, APP, SEALER]])}
    nothing = (False, False, False, False)
    assert rows == {OWNER: nothing, APP: nothing, SEALER: (False, True, False, False)}
    with desk.link(OWNER) as link:
        found = {row[0] for row in link.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'public'")}
    assert found == {OWNER}


def test_secrets_are_for_their_owner_alone(desk: Desk) -> None:
    home = desk.cluster.home.parent
    assert (home / "passwords.json").stat().st_mode & 0o077 == 0
    assert desk.cluster.home.stat().st_mode & 0o077 == 0


def test_nobody_gets_in_without_a_password(desk: Desk) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"password|no password supplied"):
        psycopg.connect(f"postgresql://{OWNER}@/counterfoil?host={desk.cluster.sockets}", passfile="/nonexistent")


def test_a_long_path_gets_its_socket_elsewhere(open_folder: Path) -> None:
    cluster = cluster_in(open_folder / ("deep" * 25))
    assert len(str(cluster.sockets)) < 90
    assert cluster_in(open_folder / ("deep" * 25)).sockets == cluster.sockets


def test_only_the_pid_file_of_a_dead_server_is_removed(tmp_path: Path) -> None:
    pid_file = tmp_path / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n")
    forget_the_dead(pid_file)
    assert pid_file.exists()
    forget_the_dead(tmp_path / "none")
    child = os.posix_spawn("/bin/true", ["true"], {})
    while Path(f"/proc/{child}/stat").read_text().split()[2] != "Z":
        pass
    pid_file.write_text(f"{child}\n")
    forget_the_dead(pid_file)
    assert not pid_file.exists()
    os.waitpid(child, 0)


def test_a_place_that_the_database_cannot_reach_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(UserError, match="--home"):
        refuse_the_unreachable(tmp_path / "home", Programs(tmp_path, "nobody"))
    refuse_the_unreachable(tmp_path / "home", Programs(tmp_path, None))  # who runs us reaches his own folders
