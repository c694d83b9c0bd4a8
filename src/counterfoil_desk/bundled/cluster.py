"""Make, start and stop the bundled database: one folder, reached through a socket in it, with a password for each role.

The roles: `counterfoil_owner` owns the tables and migrates; `counterfoil_app` is the web's and the jobs', neither owner
nor superuser; `counterfoil_sealer` seals the audit log and may read past row-level security, as backups must.
A start finds out first whether the server runs: one that was killed leaves its pid file behind.
"""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from counterfoil.errors import UserError
from counterfoil_desk.bundled.binaries import Programs, is_open_to_others, programs
from counterfoil_desk.kept_secrets import kept_secret

OWNER, APP, SEALER = "counterfoil_owner", "counterfoil_app", "counterfoil_sealer"
SUPERUSER: Final = "postgres"
ROLES: Final[Mapping[str, str]] = {OWNER: "", APP: "", SEALER: "BYPASSRLS"}
DATABASE: Final = "counterfoil"
LONGEST_SOCKET: Final = 90  # bytes of the folder's path; the kernel takes 107 with the file's name
STARTED_WITHIN: Final = 60  # seconds
ENDED_WITHIN: Final = 10  # seconds that processes of a killed server may take to end
PAUSE: Final = 0.2  # seconds between two tries
NO_ANSWER: Final = 2  # exit code of pg_isready; 1 is a server that is still starting
SETTINGS: Final = """
listen_addresses = ''
max_connections = 60
shared_buffers = 128MB
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1440
log_statement = none
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_error_statement = panic
timezone = 'UTC'
recovery_init_sync_method = syncfs
"""  # statements and parameters may hold personal data: none is logged


@dataclass(frozen=True)
class Cluster:
    """A database in a folder; made by `cluster_in`."""

    home: Path
    sockets: Path
    programs: Programs
    passwords: Mapping[str, str]

    @property
    def data(self) -> Path:
        """The folder that PostgreSQL keeps."""
        return self.home / "data"

    def url(self, role: str, *, database: str = DATABASE) -> str:
        """Return the connection string of a role."""
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={self.sockets}"

    def is_running(self) -> bool:
        """Tell whether the server answers, or is about to. A killed one that nobody has buried does not."""
        return self._run("pg_isready", "-q", "-h", str(self.sockets), check=False).returncode != NO_ANSWER

    def is_alive(self) -> bool:
        """Tell whether the server's first process lives, without asking it; cheap enough to be asked all the time."""
        number = server_number(self.data / "postmaster.pid")
        return number is not None and _state(number) not in ("", "Z")

    def start(self) -> None:
        """Start the server where it does not run, and see to roles and database. Raises UserError where it fails."""
        self.bring_up()
        self._see_to_roles()

    def bring_up(self) -> None:
        """Start the server where it does not run. Raises UserError where it fails.

        After a kill the processes of the old server end within moments; until then a start is refused, and tried again.
        """
        self._own(self.sockets)
        tries = int(ENDED_WITHIN / PAUSE)
        for attempt in range(tries):
            if self.is_running():
                break
            forget_the_dead(self.data / "postmaster.pid")
            self._run("pg_ctl", *self._start_options(), check=attempt == tries - 1)
            if not self.is_running():
                time.sleep(PAUSE)

    def stop(self) -> None:
        """Stop the server where it runs; open connections are ended."""
        if self.is_running():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))

    def make(self) -> None:
        """Make the database's files where there are none; they are whole or absent."""
        if self.data.is_dir():
            return
        partial = self.home / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        password = self.home / "superuser.partial"
        password.write_text(self.passwords[SUPERUSER], encoding="ascii")
        self._own(password)
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
        access = ("--auth=scram-sha-256", f"--username={SUPERUSER}", f"--pwfile={password}")
        self._run("initdb", "-D", str(partial), *locale, *access)
        password.unlink()
        with (partial / "postgresql.conf").open("a", encoding="ascii") as stream:
            stream.write(SETTINGS)
        partial.rename(self.data)

    def _start_options(self) -> tuple[str, ...]:
        sockets = f"-c unix_socket_directories='{self.sockets}'"
        return ("start", "-w", "-t", str(STARTED_WITHIN), "-D", str(self.data), "-o", sockets)

    def _own(self, path: Path) -> None:
        if self.programs.user is not None:
            shutil.chown(path, user=self.programs.user)

    def _run(self, program: str, *options: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL. Raises UserError with what it said where it fails."""
        command = [str(self.programs.folder / program), *options]
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told:  # a pipe would be held open by the server
            done = subprocess.run(  # noqa: S603  our own program and paths
                command,
                check=False,
                stdout=told,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.home,
                user=self.programs.user,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
                text=True,
            )
            told.seek(0)
            said = told.read()
        if check and done.returncode:
            last = said.strip().splitlines()[-1:] or ["nothing"]
            raise UserError(
                f"The database's program {program} failed; its last words: {last[0]}",
                cure=f"Read {self.data / 'log'}, or set DATABASE_URL to a PostgreSQL of your own.",
            )
        return subprocess.CompletedProcess(command, done.returncode, said)

    def _see_to_roles(self) -> None:
        with psycopg.connect(self.url(SUPERUSER, database="postgres"), autocommit=True) as link:
            known = {row[0] for row in link.execute("SELECT rolname FROM pg_roles")}
            for role, right in ROLES.items():
                verb = "ALTER" if role in known else "CREATE"
                link.execute(
                    sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE {} PASSWORD {}").format(
                        sql.SQL(verb), sql.Identifier(role), sql.SQL(right), sql.Literal(self.passwords[role])
                    )
                )
            there = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
            if there is None:
                owned = sql.SQL("CREATE DATABASE {} OWNER {}")
                link.execute(owned.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
            taken = sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE))
            link.execute(taken)
            for role in (APP, SEALER):
                given = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
                link.execute(given.format(sql.Identifier(DATABASE), sql.Identifier(role)))


def forget_the_dead(pid_file: Path) -> None:
    """Remove the pid file of a server that was killed: while nobody has buried it, its number looks alive.

    PostgreSQL itself refuses to start while processes of that server still hold its memory, so nothing is opened twice.
    """
    number = server_number(pid_file)
    if number is not None and _state(number) == "Z":
        pid_file.unlink(missing_ok=True)


def server_number(pid_file: Path) -> int | None:
    """Return the number of the server's first process as its pid file names it, None where there is none."""
    try:
        return int(pid_file.read_text(encoding="ascii").split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None


def _state(number: int) -> str:
    """Return the letter by which the kernel tells the state of a process, empty where there is none."""
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return told.rpartition(")")[2].split()[0]


def cluster_in(home: Path) -> Cluster:
    """Return the database of a folder, made where there is none, not yet started.

    Raises UserError where its programs are missing or the folder cannot be used.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700 if os.geteuid() else 0o711)  # under root another user reaches its own files through it
    except OSError as cause:
        raise UserError(
            "The desk's folder cannot be made here.", cure="Name another with --home.", file=str(home)
        ) from cause
    home = home.resolve()
    found = programs(home)
    refuse_the_unreachable(home, found)
    database = home / "database"
    database.mkdir(exist_ok=True, mode=0o700)
    made = Cluster(database, _sockets(home), found, _passwords(home))
    made._own(database)
    made.make()
    return made


def refuse_the_unreachable(home: Path, found: Programs) -> None:
    """Raise UserError where the user that runs the database cannot walk to its folder."""
    closed = [folder for folder in home.parents if found.user and not is_open_to_others(folder)]
    if closed:
        raise UserError(
            f"PostgreSQL runs as the user {found.user}, to whom {closed[0]} is closed.",
            cure="Name an open place with --home, such as /var/lib/counterfoil/desk, or run as another user than root.",
            file=str(home),
        )


def _sockets(home: Path) -> Path:
    """Return the folder of the socket: in `home`, or, where that path is too long, a private one elsewhere."""
    own = home / "socket"
    if len(os.fsencode(own)) <= LONGEST_SOCKET:
        own.mkdir(exist_ok=True, mode=0o700)
        return own
    kept = home / "socket-folder"
    if kept.exists() and Path(kept.read_text(encoding="utf-8")).is_dir():
        return Path(kept.read_text(encoding="utf-8"))
    made = Path(tempfile.mkdtemp(prefix="counterfoil-"))
    kept.write_text(str(made), encoding="utf-8")
    return made


def _passwords(home: Path) -> dict[str, str]:
    """Return a password for each role, made once."""

    def drawn() -> str:
        return json.dumps({role: secrets.token_urlsafe(24) for role in (SUPERUSER, *ROLES)})

    kept: dict[str, str] = json.loads(kept_secret(home / "passwords.json", drawn))
    return kept
