"""A whole desk, started by its one command on a free port, as people start it."""

import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from counterfoil_desk.processes import python

LONGEST = 180  # seconds on a busy machine: 70 were seen at a load of 15 on two cores


def free_port() -> int:
    """Return a port of loopback at which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def started(home: Path, port: int, told: Path) -> subprocess.Popen[bytes]:
    """Return a desk that answers; what it says stands in a file. Raises AssertionError where it never does."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("COUNTERFOIL", "DATABASE"))
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = python("-m", "counterfoil_desk", "serve", "--home", str(home), "--port", str(port))
    with told.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=environment)
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and process.poll() is None:
        if "The desk is at" not in told.read_text():  # until then a killed one's web may still answer
            time.sleep(0.3)
            continue
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                assert json.load(answer) == {"ready": True}
                return process
        except OSError:
            time.sleep(0.3)
    raise AssertionError(told.read_text())


def setup_link(port: int, told: Path) -> str:
    """Return the one-time link that a desk printed."""
    found = re.search(rf"http://127\.0\.0\.1:{port}/set-up/\S{{40,}}", told.read_text())
    assert found, told.read_text()
    return found[0]
