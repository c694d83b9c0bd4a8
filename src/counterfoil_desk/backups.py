"""Write the whole database into one file, and bring it back into an empty one: whole or not at all.

The dump is PostgreSQL's own (custom format), without owners and rights: those are said anew where it is restored, and
so are the policies that name the owner (`database.owners_policies`), who may have another name there.
Not in it, on purpose: passwords, the key that signs sessions, and the key that signs checkpoints of the log.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from counterfoil.custody.checks import Verdict
from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole
from counterfoil_desk.audit.verifying import verdict_of_live
from counterfoil_desk.bundled.binaries import client
from counterfoil_desk.configuration import BACKUP_URL, OWNER_URL, SEALER_URL
from counterfoil_desk.database.owners_policies import NAMES
from counterfoil_desk.migrating import migrate_apart
from counterfoil_desk.reaching import needed, reached

MAGIC: Final = b"PGDMP"
BARE: Final = ("--no-owner", "--no-privileges")
OWNERS_POLICY: Final = re.compile(rf"\d+; \d+ \d+ POLICY public \S+ ({'|'.join(sorted(NAMES))}) ")
THINGS: Final = """
SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v', 'm')
"""
READER: Final = "Give it a role with BYPASSRLS and pg_read_all_data (docs/desk.md)."


def backup(file: Path, *, home: Path, environment: Mapping[str, str]) -> int:
    """Write a backup of the desk's database and return its size in bytes; it is whole or absent.

    Raises UserError where no role is named that reads everything, or PostgreSQL refuses.
    """
    with reached(home, environment) as told, whole(file) as partial:
        url = needed(told, BACKUP_URL, cure=READER)
        partial.touch(mode=0o600)  # everything stands in it
        with partial.open("wb") as stream:
            _run("pg_dump", ["--format=custom", *BARE], url, out=stream.fileno())
            stream.flush()
            os.fsync(stream.fileno())
        return partial.stat().st_size


def restore(file: Path, *, home: Path, environment: Mapping[str, str]) -> Verdict:
    """Bring a backup back into an empty database, give every role its rights, and return what the log proves there.

    Raises UserError where the file is no backup, the database is not empty, or PostgreSQL refuses: nothing is then
    there.
    """
    with opened(file) as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise UserError("This is no backup.", cure="Name a file made by: counterfoil desk backup", file=str(file))
    with reached(home, environment, new=True) as told:
        url = needed(told, OWNER_URL, cure="Give it the role that shall own the tables (docs/desk.md).")
        _refuse_the_used(url)
        with _contents(file, url) as contents:
            options = ["--exit-on-error", "--single-transaction", *BARE, f"--use-list={contents}"]
            _run("pg_restore", [*options, f"--dbname={_without_password(url)}", str(file)], url)
        migrate_apart(told)
        with psycopg.connect(told[SEALER_URL], autocommit=True) as link:
            return verdict_of_live(link)


def _refuse_the_used(url: str) -> None:
    with psycopg.connect(url) as owner:
        found = owner.execute(THINGS).fetchone()
    if found and found[0]:
        cure = "Restore into a new database (another --home, or a new DATABASE_URL): nothing is ever written over."
        raise UserError(f"This database is not empty: {found[0]} tables and sequences are there.", cure=cure)


@contextmanager
def _contents(file: Path, url: str) -> Iterator[str]:
    """Yield the name of a file that lists what of a backup is brought back: all but the policies of its owner."""
    with tempfile.TemporaryFile() as every, tempfile.NamedTemporaryFile("w", encoding="utf-8") as kept:
        _run("pg_restore", ["--list", str(file)], url, out=every.fileno())
        every.seek(0)
        lines = every.read().decode().splitlines(keepends=True)
        kept.writelines(line for line in lines if not OWNERS_POLICY.match(line))
        kept.flush()
        yield kept.name


def _run(name: str, options: list[str], url: str, *, out: int | None = None) -> None:
    """Run a client of PostgreSQL; the password goes by its environment, where no other user can read it."""
    program = client(name)
    if name == "pg_dump":
        options = [*options, f"--dbname={_without_password(url)}"]
    password = str(conninfo_to_dict(url).get("password") or os.environ.get("PGPASSWORD", ""))
    done = subprocess.run(  # noqa: S603  our own program
        [str(program), "--no-password", *options],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=out if out is not None else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C"},
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["nothing"]
        raise UserError(f"PostgreSQL's {program} failed: {said[0][:300]}", cure="See docs/desk.md, on backups.")


def _without_password(url: str) -> str:
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if name != "password"}
    return make_conninfo("", **parts)
