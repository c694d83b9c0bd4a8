"""A run that is killed at any moment leaves the last results whole, or no run.json; the next run succeeds."""

import hashlib
import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from integration.commands import command, ran, screen_example

PATIENCE = 60  # seconds; never waited for unless something is broken
MOMENTS = (
    ".partial/staged-offers.parquet",
    ".partial/decisions.parquet",
    ".partial/report.html",
    ".partial/run.json",
)


def is_whole(out: Path) -> bool:
    """Say whether run.json is there and every output is the one whose digest it holds."""
    if not (out / "run.json").exists():
        return False
    outputs = json.loads((out / "run.json").read_text("utf-8"))["outputs"]
    assert all(hashlib.sha256((out / name).read_bytes()).hexdigest() == digest for name, digest in outputs.items())
    return True


def killed_at(out: Path, moment: str) -> None:
    """Kill a run with SIGKILL as soon as a file of it appears."""
    process = subprocess.Popen(command(*screen_example(out)), stdout=subprocess.DEVNULL)
    limit = time.monotonic() + PATIENCE
    while not (out / moment).exists() and process.poll() is None and time.monotonic() < limit:
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_first_run_that_is_killed_leaves_nothing_that_looks_finished(tmp_path: Path, moment: str) -> None:
    killed_at(tmp_path / "out", moment)
    assert is_whole(tmp_path / "out") or not (tmp_path / "out" / "run.json").exists()


def test_a_run_killed_over_old_results_leaves_them_whole_and_the_next_succeeds(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert ran(*screen_example(out)).returncode == 0
    assert is_whole(out)
    for moment in MOMENTS[1:]:
        killed_at(out, moment)
        assert is_whole(out) or not (out / "run.json").exists()
    assert ran(*screen_example(out)).returncode == 0
    assert is_whole(out)
    assert not (out / ".partial").exists()
