"""Work beside a response: is what waits for its reader bounded, and is nothing lost where nobody reads?"""

import threading

import pytest

from counterfoil.errors import UserError
from counterfoil_desk.service import background
from counterfoil_desk.service.background import Background, Tell


def test_what_waits_for_its_reader_is_bounded_and_the_work_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "MOST_WAITING", 100)
    sizes: list[int] = []

    def work(tell: Tell) -> None:
        for _ in range(50):
            tell(b"x" * 40)
            sizes.append(made._written)

    made = Background(work)
    assert b"".join(made) == b"x" * 2000
    assert max(sizes) <= 100


def test_who_reads_nothing_ends_the_work_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "MOST_WAITING", 100)
    monkeypatch.setattr(background, "PATIENCE", 0.1)
    ended = threading.Event()

    def work(tell: Tell) -> None:
        try:
            for _ in range(50):
                tell(b"x" * 40)
        except UserError as problem:
            tell(str(problem).encode())
        finally:
            ended.set()

    made = Background(work)
    first = next(made)
    assert ended.wait(20)
    told = first + b"".join(made)
    assert told.lstrip(b"x").startswith(b"More than 100 bytes wait")
    assert told.count(b"x" * 40) < 50


def test_where_nothing_is_read_what_was_done_is_told_before_the_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "MOST_WAITING", 10)
    monkeypatch.setattr(background, "PATIENCE", 0.1)
    done: list[int] = []

    def work(tell: Tell) -> None:
        try:
            for number in range(50):
                done.append(number)
                tell(b"%d\n" % number)
        except UserError:
            tell(b"problem\n")

    made = Background(work)
    first = next(made)
    made._thread.join(20)  # type: ignore[union-attr]
    *told, last = (first + b"".join(made)).split()
    assert (last, list(map(int, told))) == (b"problem", done)
