"""The command line as a process: exit codes, what goes where, the same bytes on any number of threads."""

import json
import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from counterfoil.run.plan import SCREENING
from integration.commands import EXAMPLES, OUTPUTS, command, looks_whole, ran, screen_example


def test_the_same_input_gives_the_same_bytes_on_one_thread_and_on_two(tmp_path: Path) -> None:
    folders = []
    for number, threads in enumerate(("1", "2", "2")):
        folders.append(tmp_path / str(number))
        done = ran(*screen_example(folders[-1]), POLARS_MAX_THREADS=threads, PYTHONHASHSEED=str(number))
        assert done.returncode == 0, done.stderr
    for name in OUTPUTS:
        assert len({(folder / f"{name}.parquet").read_bytes() for folder in folders}) == 1, name


def test_where_nobody_watches_progress_is_plain_lines_and_none_of_a_short_run(tmp_path: Path) -> None:
    done = ran(*screen_example(tmp_path / "out"))
    assert "\x1b" not in done.stderr
    assert all(line.startswith("counterfoil: ") for line in done.stderr.splitlines())
    assert "316 offers read, 5 set aside, 311 screened" in done.stdout


def test_progress_can_be_lines_of_json_or_nothing(tmp_path: Path) -> None:
    done = ran(*screen_example(tmp_path / "out", "--progress", "json"))
    told = [json.loads(line) for line in done.stderr.splitlines()]
    steps = [line["step"] for line in told]
    assert list(dict.fromkeys(steps)) == [step.name for step in SCREENING if step.name != "pictures"]  # none given
    last = next(line for line in reversed(told) if line["step"] == "screening")
    assert (last["offers_done"], last["offers_total"], last["seconds_left"]) == (311, 311, 0.0)
    assert ran(*screen_example(tmp_path / "out", "--progress", "none")).stderr == ""


def test_on_a_terminal_progress_is_told_on_the_error_channel(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    words = command(*screen_example(tmp_path / "out"))
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=follower, env=os.environ | {"TERM": "xterm"})
    os.close(follower)
    told = read_to_end(leader)
    shown, _ = process.communicate()
    assert process.returncode == 0
    assert b"Reading offers" in told
    assert b"Reading offers" not in shown


def read_to_end(terminal: int) -> bytes:
    """Return what was written to a terminal; its last writer's end is an error on Linux."""
    parts = []
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts)


@pytest.mark.parametrize(
    "words",
    [
        ("screen", "absent.csv", "--rights", EXAMPLES / "rights.csv"),
        ("screen", EXAMPLES / "offers.xml", "--rights", "absent.csv"),
        ("screen", EXAMPLES / "offers.xml", "--rights", EXAMPLES / "rights.csv", "--encoding", "klingon"),
        ("prices", EXAMPLES / "rates.csv"),
    ],
)
def test_a_users_mistake_is_one_sentence_and_exit_code_two(tmp_path: Path, words: tuple[object, ...]) -> None:
    done = ran(*words, "-o", tmp_path / "out.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("counterfoil: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert looks_whole(tmp_path / "out.csv") == []
