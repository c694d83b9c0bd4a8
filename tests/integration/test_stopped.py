"""A command that is stopped, or given what cannot be read twice, says so and leaves nothing that looks whole."""

import os
import signal
import subprocess
import time
from pathlib import Path

from integration.commands import EXAMPLES, command


def test_ctrl_c_ends_with_130_and_leaves_no_results(tmp_path: Path) -> None:
    offers = tmp_path / "offers.csv"
    offers.write_text("id,title\n" + "".join(f"{n},Halvorsen shoes {n}\n" for n in range(200_000)))
    out = tmp_path / "out"
    given = command("screen", offers, "--rights", EXAMPLES / "rights.csv", "-o", out)
    with subprocess.Popen(given, stderr=subprocess.PIPE, text=True) as process:
        while not (out / ".partial").exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped" in told
    assert "Traceback" not in told
    assert not (out / "run.json").exists()
    assert not (out / ".partial").exists()


def test_a_pipe_is_refused_with_its_cure(tmp_path: Path) -> None:
    pipe = tmp_path / "offers"
    os.mkfifo(pipe)
    given = command("screen", pipe, "--rights", EXAMPLES / "rights.csv", "-o", tmp_path / "out")
    done = subprocess.run(given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "pipe" in done.stderr
    assert "Save its content to a file first." in done.stderr
