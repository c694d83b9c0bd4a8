"""The one command: everything up, set up through its link, down on a signal, and up again after a kill."""

import signal
import urllib.request
from pathlib import Path

import pytest

from desk.served import LONGEST, free_port, setup_link, started


def test_it_starts_stops_and_starts_again_after_a_kill(open_folder: Path, tmp_path: Path) -> None:
    home, told = open_folder / "home", tmp_path / "told.txt"
    process = started(home, port := free_port(), told)
    assert setup_link(port, told)
    process.send_signal(signal.SIGKILL)
    process.wait()
    second = started(home, port, told)
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=LONGEST) == 0
    assert "Traceback" not in told.read_text()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2)
