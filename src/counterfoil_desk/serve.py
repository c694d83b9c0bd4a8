"""Start the desk with one command: database, migrations, web, worker, sealer; and stop all of it cleanly."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil.errors import UserError
from counterfoil_desk.bundled.cluster import cluster_in
from counterfoil_desk.configuration import BACKUP_URL, DATABASE_URL, HOSTS, NOT_OF_THE_WEB, OWNER_URL
from counterfoil_desk.migrating import migrate_apart
from counterfoil_desk.processes import Wanted, python, run_together, stopping_on_signals
from counterfoil_desk.reaching import bundled_environment

WEB_THREADS: Final = 4  # to one process: measured (facts of the desk's stack)
MODULE: Final = "counterfoil_desk"
ONE_THREAD: Final = {"POLARS_MAX_THREADS": "1", "NUMBA_NUM_THREADS": "1"}  # of each process of the web


@dataclass(frozen=True, kw_only=True)
class ServeRequest:
    """Where the desk keeps its things, and where it listens."""

    home: Path
    host: str
    port: int
    workers: int = 1


def serve(request: ServeRequest, *, tell: Callable[[str], None], environment: Mapping[str, str]) -> None:
    """Run the desk until it is asked to stop; `tell` is given the sentences that the user reads.

    With DATABASE_URL in the environment that database is used, and none is started. Raises UserError where a part does
    not start, or ends by itself.
    """
    if environment.get(DATABASE_URL):
        _run(request, environment, tell)
        return
    cluster = cluster_in(request.home)
    with stopping_on_signals():
        try:
            cluster.start()
            told = bundled_environment(cluster, request.home, environment)
            _run(request, {**told, HOSTS: f"localhost,127.0.0.1,{request.host}"}, tell)
        finally:
            cluster.stop()


def _run(request: ServeRequest, environment: Mapping[str, str], tell: Callable[[str], None]) -> None:
    migrate_apart(environment)
    address = f"http://{request.host}:{request.port}"
    told = _setup_link(environment)
    request.home.mkdir(parents=True, exist_ok=True)
    tell(f"The desk is at {address} (Ctrl-C stops it).")
    if told:
        tell(f"Set it up here, once, within a day: {address}/set-up/{told}")
    web = {name: value for name, value in environment.items() if name not in NOT_OF_THE_WEB} | ONE_THREAD
    sealer = {name: value for name, value in environment.items() if name not in (OWNER_URL, BACKUP_URL)}
    address_options = ("--host", request.host, "--port", str(request.port))
    granian = (
        *("-m", "granian", "--interface", "wsgi", "--workers", str(request.workers), "--no-ws"),
        *("--blocking-threads", str(WEB_THREADS), "--log-level", "warning", *address_options),
    )
    ended = run_together(
        [
            Wanted("web", python(*granian, f"{MODULE}.wsgi:application"), web),
            Wanted("worker", python("-m", MODULE, "worker"), web),
            Wanted("sealer", python("-m", MODULE, "seal"), sealer),
        ],
        kept_in=request.home / "processes.json",
    )
    if ended:
        raise UserError(f"The {ended} ended by itself, so the desk was stopped.", cure="Its last lines stand above.")


def _setup_link(environment: Mapping[str, str]) -> str:
    """Return the secret of a new one-time link, empty where the desk is set up."""
    done = subprocess.run(  # noqa: S603  our own program
        python("-m", MODULE, "setup-link"), env=dict(environment), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()
