"""The one command: everything up, set up through its link, down on a signal, and up again after a kill."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from counterfoil_desk.processes import python

LONGEST = 90  # seconds on a busy machine


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def started(home: Path, port: int, told: Path) -> subprocess.Popen[bytes]:
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


def test_it_starts_stops_and_starts_again_after_a_kill(open_folder: Path, tmp_path: Path) -> None:
    home, told = open_folder / "home", tmp_path / "told.txt"
    process = started(home, port := free_port(), told)
    assert re.search(rf"http://127\.0\.0\.1:{port}/set-up/\S{{40,}}", told.read_text())
    process.send_signal(signal.SIGKILL)
    process.wait()
    second = started(home, port, told)
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=LONGEST) == 0
    assert "Traceback" not in told.read_text()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2)
