"""Start the desk with one command: database, migrations, web, worker, sealer; and stop all of it cleanly."""

import secrets
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil.errors import UserError
from counterfoil_desk.bundled.cluster import APP, OWNER, SEALER, Cluster, cluster_in
from counterfoil_desk.configuration import DATABASE_URL, HOSTS, OWNER_URL, PLAIN_HTTP, SEALER_URL, SECRET_KEY
from counterfoil_desk.kept_secrets import kept_secret
from counterfoil_desk.processes import (
    Part,
    Wanted,
    end_what_was_left,
    python,
    run_together,
    stopping_on_signals,
)
from counterfoil_desk.starting_alone import alone_in, refuse_a_taken_address

WEB_THREADS: Final = 4  # to one process: measured (facts of the desk's stack)
MODULE: Final = "counterfoil_desk"
ONE_THREAD: Final = {"POLARS_MAX_THREADS": "1", "NUMBA_NUM_THREADS": "1"}  # of each process of the web
SECRET_LENGTH: Final = 50


@dataclass(frozen=True, kw_only=True)
class ServeRequest:
    """Where the desk keeps its things, and where it listens."""

    home: Path
    host: str
    port: int
    workers: int = 1


def serve(request: ServeRequest, *, tell: Callable[[str], None], environment: Mapping[str, str]) -> None:
    """Run the desk until it is asked to stop; `tell` is given the sentences that the user reads.

    With DATABASE_URL in the environment that database is used, and none is started. A part that ends is started again.
    Raises UserError where one does not start, or ends again and again.
    """
    if environment.get(DATABASE_URL):
        request.home.mkdir(parents=True, exist_ok=True)
        with alone_in(request.home):
            _run(request, environment, tell)
        return
    cluster = cluster_in(request.home)
    with alone_in(request.home), stopping_on_signals():
        try:
            cluster.start()
            urls = {DATABASE_URL: cluster.url(APP), OWNER_URL: cluster.url(OWNER), SEALER_URL: cluster.url(SEALER)}
            local = {
                HOSTS: f"localhost,127.0.0.1,{request.host}",
                PLAIN_HTTP: "1",
                SECRET_KEY: _secret_key(request.home),
            }
            _run(request, {**environment, **urls, **local}, tell, beside=[_Database(cluster)])
        finally:
            cluster.stop()


class _Database:
    """The bundled database as a part that is kept up."""

    name: Final = "database"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def ended(self) -> int | None:
        """Return None while its first process lives; how it ended nobody is told, so it counts as killed."""
        return None if self._cluster.is_alive() else -signal.SIGKILL

    def start(self) -> None:
        """Start it again; it recovers by itself, its roles among the rest. Raises UserError where it cannot."""
        self._cluster.bring_up()


def _run(
    request: ServeRequest, environment: Mapping[str, str], tell: Callable[[str], None], *, beside: Sequence[Part] = ()
) -> None:
    kept_in = request.home / "processes.json"
    end_what_was_left(kept_in)
    refuse_a_taken_address(request.host, request.port)
    _prepare(environment)
    address = f"http://{request.host}:{request.port}"
    told = _setup_link(environment)
    tell(f"The desk is at {address} (Ctrl-C stops it).")
    if told:
        tell(f"Set it up here, once, within a day: {address}/set-up/{told}")
    web = {name: value for name, value in environment.items() if name not in (OWNER_URL, SEALER_URL)} | ONE_THREAD
    address_options = ("--host", request.host, "--port", str(request.port))
    granian = (
        *("-m", "granian", "--interface", "wsgi", "--workers", str(request.workers), "--no-ws"),
        *(
            "--respawn-failed-workers",
            "--blocking-threads",
            str(WEB_THREADS),
            "--log-level",
            "warning",
            *address_options,
        ),
    )
    ended = run_together(
        [
            Wanted("web", python(*granian, f"{MODULE}.wsgi:application"), web),
            Wanted("worker", python("-m", MODULE, "worker"), web),
            Wanted("sealer", python("-m", MODULE, "seal"), environment),
        ],
        kept_in=kept_in,
        tell=tell,
        beside=beside,
    )
    if ended:
        raise UserError(f"The {ended} does not stay up, so the desk was stopped.", cure="Its last lines stand above.")


def _prepare(environment: Mapping[str, str]) -> None:
    """Migrate in a process of its own, which alone is given the owner's connection."""
    done = subprocess.run(  # noqa: S603  our own program
        python("-m", MODULE, "migrate"), env=dict(environment), check=False, capture_output=True, text=True
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["nothing"]
        raise UserError(f"The database could not be prepared: {last[0]}", cure="Run: counterfoil desk migrate")


def _setup_link(environment: Mapping[str, str]) -> str:
    """Return the secret of a new one-time link, empty where the desk is set up."""
    done = subprocess.run(  # noqa: S603  our own program
        python("-m", MODULE, "setup-link"), env=dict(environment), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def _secret_key(home: Path) -> str:
    """Return the secret that signs sessions."""
    return kept_secret(home / "secret-key", lambda: secrets.token_urlsafe(SECRET_LENGTH))
