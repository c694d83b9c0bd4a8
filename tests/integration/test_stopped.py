"""A command that is stopped, or given what cannot be read twice, says so and leaves nothing that looks whole."""

import os
import signal
import subprocess
from pathlib import Path

from integration.commands import EXAMPLES, command, ran
from integration.interrupted import in_small_parts, write_offers


def test_ctrl_c_ends_with_130_keeps_what_is_finished_and_says_so(tmp_path: Path) -> None:
    offers, out = tmp_path / "offers.csv", tmp_path / "out"
    write_offers(offers)
    given = in_small_parts(["screen", str(offers), "--rights", str(EXAMPLES / "rights.csv"), "-o", str(out)])
    with subprocess.Popen([*given, "--progress", "json"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while '"keys"' not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert f"What is finished is kept in {out / '.partial'}: the same command continues there." in told
    assert "stopped; no results were written" in told
    assert "Traceback" not in told
    assert not (out / "run.json").exists()
    assert (out / ".partial" / "intake" / "00000").is_dir()


def test_a_second_run_into_the_folder_is_refused_while_the_first_is_alive(tmp_path: Path) -> None:
    offers, out = tmp_path / "offers.csv", tmp_path / "out"
    write_offers(offers)
    words = ["screen", str(offers), "--rights", str(EXAMPLES / "rights.csv"), "-o", str(out)]
    with subprocess.Popen(in_small_parts([*words, "--progress", "json"]), stderr=subprocess.PIPE) as first:
        assert first.stderr is not None
        first.stderr.readline()
        first.send_signal(signal.SIGSTOP)
        second = ran(*words)
        first.kill()
    assert second.returncode == 2
    assert "Another run is writing into this folder. Wait until it has ended" in second.stderr
    assert ran(*words).returncode == 0


def test_a_pipe_is_refused_with_its_cure(tmp_path: Path) -> None:
    pipe = tmp_path / "offers"
    os.mkfifo(pipe)
    given = command("screen", pipe, "--rights", EXAMPLES / "rights.csv", "-o", tmp_path / "out")
    done = subprocess.run(given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "pipe" in done.stderr
    assert "Save its content to a file first." in done.stderr
