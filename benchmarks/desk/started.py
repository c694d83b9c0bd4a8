"""A real desk for a measurement: `counterfoil desk serve` in a folder of its own, set up through its link, and filled.

What is done inside the desk (the register, the token) inside.py does, in a process of its own with the app's role.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from load import CONNECTIONS, Call, loaded

from counterfoil_desk.bundled.cluster import APP, Cluster, cluster_in
from counterfoil_desk.configuration import (
    CALLS_PER_SECOND,
    DATABASE_URL,
    PLAIN_HTTP,
    SECRET_KEY,
    WEBHOOK_NETWORKS,
    WEBHOOK_PORTS,
)
from counterfoil_desk.processes import python

HERE: Final = Path(__file__).parent
LONGEST: Final = 240.0  # seconds to a desk that answers, on a busy machine
ENDS_WITHIN: Final = 60.0
PAUSE: Final = 0.2
TOLD: Final = {  # to the desk and to inside.py, beside what `serve` says
    CALLS_PER_SECOND: "100000",  # the desk is measured, not its limit for one program
    WEBHOOK_NETWORKS: "127.0.0.0/8",
    WEBHOOK_PORTS: "1024-65535",
    "PYTHONFAULTHANDLER": "1",  # a part that hangs says where, when it is ended by SIGABRT
}
MAIL: Final = "first@desk.example"
PASSWORD: Final = "a rather long pass phrase 7"


@dataclass
class Desk:
    """A desk that runs."""

    process: subprocess.Popen[bytes]
    home: Path
    port: int
    cluster: Cluster
    token: str = ""

    @property
    def log(self) -> Path:
        """Return the file with what `serve` and its processes said."""
        return self.home.parent / "told.txt"

    def inside(self, *words: str, given: bytes = b"") -> Any:
        """Return what inside.py answers, as JSON. Raises CalledProcessError where it fails."""
        done = subprocess.run(
            python(str(HERE / "inside.py"), *words),
            env=self._environment(),
            input=given,
            check=True,
            stdout=subprocess.PIPE,
        )
        return json.loads(done.stdout)

    def inside_later(self, *words: str) -> subprocess.Popen[bytes]:
        """Start inside.py and return its process; it waits for a line on its input before it acts."""
        command = python(str(HERE / "inside.py"), *words)
        return subprocess.Popen(command, env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _environment(self) -> dict[str, str]:
        secret = (self.home / "secret-key").read_text(encoding="ascii")
        own = {DATABASE_URL: self.cluster.url(APP), SECRET_KEY: secret, PLAIN_HTTP: "1"}
        return {**os.environ, **TOLD, **own, "DJANGO_SETTINGS_MODULE": "counterfoil_desk.settings"}


@contextmanager
def desk(*, workers: int = 1, small: bool = False) -> Iterator[Desk]:
    """Start, set up, fill and warm a desk; stop it and take its folder away afterwards.

    `small`: a register of one mark, for tests. Raises RuntimeError with its last words where it does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="counterfoil-desk-"))
    folder.chmod(0o711)  # under root another user runs the database
    made = None
    try:
        made = _started(folder, workers)
        _set_up(made)
        made.token = made.inside("fill", *(["--small"] if small else []))["token"]
        yield made
    finally:
        if made is not None:
            _stopped(made)
        shutil.rmtree(folder, ignore_errors=True)


def warm(one: Desk, calls: list[Call]) -> None:
    """Send calls over every connection, gently: each thread and process opens the register and compiles."""
    loaded(one.port, calls, rate=20, connections=min(CONNECTIONS, len(calls)))


def _started(folder: Path, workers: int) -> Desk:
    port, home, told = _free_port(), folder / "home", folder / "told.txt"
    ours = ("COUNTERFOIL", "DATABASE", "DJANGO")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | TOLD
    words = ("serve", "--home", str(home), "--port", str(port), "--workers", str(workers))
    with told.open("wb") as stream:
        command = python("-m", "counterfoil_desk", *words)
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=environment)
    until = time.monotonic() + LONGEST
    while not is_ready(port):
        if process.poll() is not None or time.monotonic() > until:
            _ended(process)
            raise RuntimeError(f"The desk did not start: {told.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(PAUSE)
    return Desk(process, home, port, cluster_in(home))


def is_ready(port: int) -> bool:
    """Tell whether a desk answers that it is ready."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _set_up(one: Desk) -> None:
    """Go through the link as a person does."""
    found = re.search(r"/set-up/(\S+)", one.log.read_text(encoding="utf-8"))
    assert found is not None, "a fresh desk tells its link"
    with httpx.Client(base_url=f"http://127.0.0.1:{one.port}", timeout=30) as person:
        page = person.get(found[0]).text
        hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert hidden is not None
        form = {"name": "Example market", "kind": "marketplace", "email": MAIL, "password": PASSWORD}
        answer = person.post(found[0], data={**form, "csrfmiddlewaretoken": hidden[1]})
        assert answer.status_code == httpx.codes.FOUND, answer.text


def _stopped(one: Desk) -> None:
    if not _ended(one.process):
        one.cluster.stop()


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Ask `serve` to stop, with all that it started; kill it where it does not, and return False."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        return False
    return True


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
