"""Done, rate and time left, as lines for people and for programs."""

import datetime as dt
import json
from collections.abc import Callable

import pytest

from counterfoil.cli.duration import in_short
from counterfoil.cli.progress import as_json, as_lines
from counterfoil.run.plan import Step

READING = Step("intake", (), (), "Reading offers")
SCREENING = Step("screening", (), (), "Screening")
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def clock() -> tuple[Callable[[float], None], Callable[[], float]]:
    """Return what sets a clock, and the clock."""
    now = [0.0]

    def set_to(seconds: float) -> None:
        now[0] = seconds

    return set_to, lambda: now[0]


def test_lines_come_now_and_then_with_rate_and_time_left() -> None:
    written: list[str] = []
    set_to, now = clock()
    watching = as_lines(written.append, clock=now)
    for seconds, done in ((0, 0), (4, 400), (10, 1_000), (11, 1_100), (21, 2_000)):
        set_to(seconds)
        watching.tell(SCREENING, done, 1_000_000)
    watching.note("Continues.")
    assert written == [
        "counterfoil: Screening: 1,000 of 1,000,000 offers, 100 a second, 2 h 46 min left",
        "counterfoil: Screening: 2,000 of 1,000,000 offers, 95 a second, 2 h 55 min left",
        "counterfoil: Continues.",
    ]


def test_what_an_interrupted_run_had_done_is_not_counted_as_speed() -> None:
    written: list[str] = []
    set_to, now = clock()
    watching = as_lines(written.append, clock=now)
    watching.tell(SCREENING, 420_000, 1_000_000)
    set_to(10)
    watching.tell(SCREENING, 430_000, 1_000_000)
    assert written == ["counterfoil: Screening: 430,000 of 1,000,000 offers, 1,000 a second, 10 min left"]


def test_an_unknown_total_tells_no_time_left() -> None:
    written: list[str] = []
    set_to, now = clock()
    watching = as_lines(written.append, clock=now)
    watching.tell(READING, 0, None)
    set_to(20)
    watching.tell(READING, 5_000, None)
    assert written == ["counterfoil: Reading offers: 5,000 offers, 250 a second"]


def test_json_lines_mark_beginning_and_end_of_a_step() -> None:
    written: list[str] = []
    set_to, now = clock()
    watching = as_json(written.append, clock=now, now=lambda: NOW)
    for seconds, done in ((0, 0), (0.5, 50), (2, 200), (2.1, 210), (3, 300)):
        set_to(seconds)
        watching.tell(SCREENING, done, 300)
    watching.note("An “odd” sentence.")
    told = [json.loads(line) for line in written]
    assert [line.get("offers_done") for line in told] == [0, 200, 300, None]
    assert told[1] == {
        "event": "progress",
        "at": "2026-03-01T12:00:00.000+00:00",
        "step": "screening",
        "offers_done": 200,
        "offers_total": 300,
        "offers_per_second": 100.0,
        "seconds_left": 1.0,
    }
    assert told[3]["sentence"] == "An “odd” sentence."


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.4, "0 s"), (119, "119 s"), (125, "2 min"), (7_100, "118 min"), (12_000, "3 h 20 min")]
)
def test_a_duration_in_short(seconds: float, told: str) -> None:
    assert in_short(seconds) == told
