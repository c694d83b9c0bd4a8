"""Start the desk with one command: database, migrations, web, worker, sealer; and stop all of it cleanly."""

import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil.errors import UserError
from counterfoil_desk.bundled.cluster import Cluster, cluster_in
from counterfoil_desk.configuration import BACKUP_URL, DATABASE_URL, HOSTS, NOT_OF_THE_WEB, OWNER_URL, PLAIN_HTTP
from counterfoil_desk.configured import ADDRESS
from counterfoil_desk.example_files import check_example
from counterfoil_desk.migrating import migrate_apart
from counterfoil_desk.processes import (
    Part,
    Wanted,
    end_what_was_left,
    python,
    run_together,
    stopping_on_signals,
)
from counterfoil_desk.reaching import bundled_environment
from counterfoil_desk.starting_alone import alone_in, refuse_a_taken_address

WEB_THREADS: Final = 4  # to one process: measured (facts of the desk's stack)
MODULE: Final = "counterfoil_desk"
LOOPBACK: Final = "localhost,127.0.0.1"
METRICS_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"  # in which the processes of the web share what they count
ONE_THREAD: Final = {"POLARS_MAX_THREADS": "1", "NUMBA_NUM_THREADS": "1"}  # of each process of the web


@dataclass(frozen=True, kw_only=True)
class ServeRequest:
    """Where the desk keeps its things, and where it listens."""

    home: Path
    host: str
    port: int
    workers: int = 1
    example: Path | None = None  # the folder of the example marketplace, loaded where the desk is new


def serve(request: ServeRequest, *, tell: Callable[[str], None], environment: Mapping[str, str]) -> None:
    """Run the desk until it is asked to stop; `tell` is given the sentences that the user reads.

    With DATABASE_URL in the environment that database is used, and none is started. A part that ends is started again.
    Raises UserError where one does not start, or ends again and again, and where there is no example in the folder.
    """
    if request.example is not None:
        check_example(request.example)
    if environment.get(DATABASE_URL):
        request.home.mkdir(parents=True, exist_ok=True)
        with alone_in(request.home):
            _run(request, environment, tell)
        return
    cluster = cluster_in(request.home)
    with alone_in(request.home), stopping_on_signals():
        try:
            cluster.start()
            told = bundled_environment(cluster, request.home, environment)
            names = [environment.get(HOSTS, ""), LOOPBACK, request.host]
            _run(request, {**told, HOSTS: ",".join(filter(None, names))}, tell, beside=[_Database(cluster)])
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
    migrate_apart(environment)
    by_proxy = environment.get(ADDRESS, "").rstrip("/") if environment.get(PLAIN_HTTP) != "1" else ""
    address = by_proxy or f"http://{request.host}:{request.port}"
    web = {name: value for name, value in environment.items() if name not in NOT_OF_THE_WEB}
    told = _setup_link(web, request.example)
    tell(f"The desk is at {address} (Ctrl-C stops it).")
    if told:
        tell(f"Set it up here, once, within a day: {address}/set-up/{told}")
    elif request.example is not None:
        tell("It is set up already, so no example was loaded; --home names another folder, for a desk of its own.")
    web |= ONE_THREAD | {METRICS_FOLDER: str(_metrics_folder(request.home))}
    sealer = {name: value for name, value in environment.items() if name not in (OWNER_URL, BACKUP_URL)}
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
            Wanted("sealer", python("-m", MODULE, "seal"), sealer),
        ],
        kept_in=kept_in,
        tell=tell,
        beside=beside,
    )
    if ended:
        raise UserError(f"The {ended} does not stay up, so the desk was stopped.", cure="Its last lines stand above.")


def _metrics_folder(home: Path) -> Path:
    """Return the folder in which this start's processes count; what an earlier start counted is forgotten."""
    folder = home / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _setup_link(environment: Mapping[str, str], example: Path | None) -> str:
    """Return the secret of a new one-time link, empty where the desk is set up; load the example where one is named."""
    options = () if example is None else ("--example", str(example))
    done = subprocess.run(  # noqa: S603  our own program
        python("-m", MODULE, "setup-link", *options),
        env=dict(environment),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip()
