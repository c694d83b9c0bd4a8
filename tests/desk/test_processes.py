"""Parts that end are started again; those that cannot stay up end the desk; nothing is left running."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterfoil.errors import UserError
from counterfoil_desk import processes
from counterfoil_desk.configuration import SECRET_KEY
from counterfoil_desk.processes import Part, Stopped, Wanted, end_what_was_left, run_together

FOREVER = ("sleep", "600")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PAUSE", 0.01)
    monkeypatch.setattr(processes, "LONGEST_PAUSE", 0.02)


class Counted:
    """A part that ends as often as it is told to, and counts its starts."""

    name = "database"

    def __init__(self, *codes: int | None) -> None:
        self.codes, self.starts, self.refuses = iter(codes), 0, False

    def ended(self) -> int | None:
        code = next(self.codes, "over")
        if code == "over":
            raise Stopped
        return code  # type: ignore[return-value]

    def start(self) -> None:
        self.starts += 1
        if self.refuses:
            raise UserError("It does not start.", cure="Wait.")


def run(tmp_path: Path, *wanted: Wanted, beside: Part) -> tuple[str | None, list[str]]:
    told: list[str] = []
    ended = run_together(wanted, kept_in=tmp_path / "kept.json", tell=told.append, beside=[beside])
    assert not (tmp_path / "kept.json").exists()
    return ended, told


def test_a_part_that_was_killed_is_started_again(tmp_path: Path) -> None:
    part = Counted(None, -9, None, None, -9, None)
    assert run(tmp_path, beside=part) == (None, ["The database was killed by signal 9; it is started again."] * 2)
    assert part.starts == 2


def test_a_part_that_ends_by_itself_before_it_stood_ends_the_desk(tmp_path: Path) -> None:
    part = Counted(None, 1)
    assert run(tmp_path, beside=part) == ("database", [])


def test_a_part_that_stood_is_started_again_though_it_ends_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "STOOD", 0.0)
    part = Counted(None, 0, None)
    assert run(tmp_path, beside=part) == (None, ["The database ended by itself; it is started again."])


def test_a_part_that_ends_again_and_again_ends_the_desk(tmp_path: Path) -> None:
    part = Counted(*[-11] * 20)
    ended, told = run(tmp_path, beside=part)
    assert (ended, len(told), part.starts) == ("database", processes.MOST_ENDS, processes.MOST_ENDS)


def test_a_part_that_is_killed_while_it_comes_up_is_started_again(tmp_path: Path) -> None:
    part = Counted(-9, -9, -9)
    part.refuses = True
    ended, told = run(tmp_path, beside=part)
    assert (ended, part.starts) == (None, 3)
    assert told[1].startswith("It does not start.")


@pytest.fixture
def left() -> Iterator[list[int]]:
    """Return the numbers of processes that a test made, ended after it whatever came."""
    numbers: list[int] = []
    yield numbers
    for number in numbers:
        try:
            os.killpg(number, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_a_process_that_was_killed_takes_its_children_along_and_is_started_again(
    tmp_path: Path, left: list[int]
) -> None:
    child, kept = tmp_path / "child", tmp_path / "kept.json"
    wanted = Wanted("web", ("sh", "-c", f"sleep 600 & echo $! > {child}.partial; mv {child}.partial {child}; wait"), {})
    numbers: list[int] = []

    def kill() -> None:
        try:
            numbers.append(until(lambda: json.loads(kept.read_text())["web"]))
            numbers.append(until(lambda: int(child.read_text())))
            child.unlink()
            os.kill(numbers[0], signal.SIGKILL)
            numbers.append(until(lambda: int(child.read_text())))
            left.append(until(lambda: (now := json.loads(kept.read_text())["web"]) != numbers[0] and now))
        finally:  # else nobody ends the desk, and the test never fails
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=kill)
    thread.start()
    with processes.stopping_on_signals():
        assert run_together([wanted], kept_in=kept, tell=print) is None
    thread.join()
    assert left
    assert until(lambda: not any(map(is_running, numbers)))  # a process lives for a moment after it was killed


def test_what_a_killed_start_left_is_ended_though_its_first_process_is_gone(tmp_path: Path, left: list[int]) -> None:
    told = tmp_path / "child"
    script = f"sleep 600 & echo $! > {told}.partial; mv {told}.partial {told}; wait"
    first = subprocess.Popen(["sh", "-c", script], start_new_session=True, env={**os.environ, SECRET_KEY: "x"})
    left.append(first.pid)
    child = until(lambda: int(told.read_text()))
    first.kill()
    first.wait()
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"web": first.pid}))
    end_what_was_left(kept)
    assert until(lambda: not is_running(child))


def test_a_process_that_is_not_the_desks_is_left_alone(tmp_path: Path, left: list[int]) -> None:
    other = subprocess.Popen(FOREVER, start_new_session=True, env={"PATH": os.defpath})
    left.append(other.pid)
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"web": other.pid}))
    end_what_was_left(kept)
    assert other.poll() is None
    other.kill()
    other.wait()


def until(work):  # type: ignore[no-untyped-def]
    """Return what a function comes to as soon as it comes to something."""
    last = time.monotonic() + 30
    while time.monotonic() < last:
        try:
            if found := work():
                return found
        except (OSError, ValueError, KeyError):
            pass
        time.sleep(0.01)
    raise AssertionError


def is_running(number: int) -> bool:
    """Tell whether a process lives; one that nobody has buried does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
