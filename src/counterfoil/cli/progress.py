"""Show how far a long run has come, on the error channel: a bar on a terminal, else plain lines, or lines of JSON."""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from counterfoil.cli.duration import in_short
from counterfoil.run.plan import Step

KINDS = ("auto", "plain", "json", "none")  # auto: a bar on a terminal, plain lines elsewhere
LINES_EVERY = 10.0  # seconds between two plain lines; what takes less shows none
JSON_EVERY = 1.0

Writing = Callable[[str], None]


class Watching(NamedTuple):
    """What a run tells: offers done of a step, and in all where known; and a sentence now and then."""

    tell: Callable[[Step, int, int | None], None]
    note: Callable[[str], None]


@contextmanager
def progress(kind: str = "auto") -> Iterator[Watching]:
    """Yield what a run tells its progress to, shown in one of KINDS."""
    console = Console(stderr=True)
    if kind == "auto" and console.is_terminal:
        with _bars(console) as watching:
            yield watching
    elif kind == "none":
        yield Watching(lambda *_: None, lambda _: None)
    else:
        yield as_json(_write) if kind == "json" else as_lines(_write)


def as_lines(write: Writing, *, clock: Callable[[], float] = time.monotonic) -> Watching:
    """Return what writes a plain line every LINES_EVERY seconds, and each sentence."""
    pace = _Pace(clock, LINES_EVERY)

    def tell(step: Step, done: int, total: int | None) -> None:
        if not pace.is_due(step, done):
            return
        of = f" of {total:,}" if total is not None else ""
        left = pace.seconds_left(done, total)
        rest = f", {in_short(left)} left" if left is not None else ""
        write(f"counterfoil: {step.telling}: {done:,}{of} offers, {pace.rate(done):,.0f} a second{rest}")

    return Watching(tell, lambda sentence: write(f"counterfoil: {sentence}"))


def as_json(
    write: Writing,
    *,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Watching:
    """Return what writes an object a line: at the beginning and the end of a step, and every JSON_EVERY seconds."""
    pace = _Pace(clock, JSON_EVERY)

    def put(event: str, told: dict[str, Any]) -> None:
        write(json.dumps({"event": event, "at": now().isoformat(timespec="milliseconds"), **told}, ensure_ascii=False))

    def tell(step: Step, done: int, total: int | None) -> None:
        begins = pace.step != step.name
        if not (pace.is_due(step, done) or begins or done == total):
            return
        left, rate = pace.seconds_left(done, total), pace.rate(done)
        counts = {"offers_done": done, "offers_total": total, "offers_per_second": round(rate, 1)}
        put("progress", {"step": step.name, **counts, "seconds_left": None if left is None else round(left, 1)})

    return Watching(tell, lambda sentence: put("note", {"sentence": sentence}))


@dataclass
class _Pace:
    """Offers a second in this process: what an interrupted run had done before does not count."""

    clock: Callable[[], float]
    every: float
    step: str = ""
    _began: float = 0.0
    _first: int = 0
    _told: float = 0.0

    def is_due(self, step: Step, done: int) -> bool:
        """Say whether it is time to tell again; the first call for a step begins it."""
        now = self.clock()
        if self.step != step.name:
            self.step, self._began, self._first, self._told = step.name, now, done, now
        if now - self._told < self.every:
            return False
        self._told = now
        return True

    def rate(self, done: int) -> float:
        passed = self.clock() - self._began
        return (done - self._first) / passed if passed > 0 else 0.0

    def seconds_left(self, done: int, total: int | None) -> float | None:
        rate = self.rate(done)
        return None if total is None or rate <= 0 else (total - done) / rate


def _write(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  the error channel, where nothing else is shown


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Return the offers a second."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def _bars(console: Console) -> Iterator[Watching]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {}

        def tell(step: Step, done: int, total: int | None) -> None:
            if step.name not in tasks:
                tasks[step.name] = bars.add_task(step.telling, total=total, completed=done)
            bars.update(tasks[step.name], completed=done, total=total)

        yield Watching(tell, lambda sentence: console.print(sentence, style="dim", highlight=False, markup=False))
