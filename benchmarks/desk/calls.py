"""How long does one screening call take at a steady rate, what does it cost whom, and does the web grow?

Beside it: the same server and middleware without any work of the desk (/healthz), and the engine alone in one process.
"""

import itertools
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final, NamedTuple

import marketplace
import polars as pl
from load import Call, Loaded, call_of, loaded, screening_calls, told
from options import Figure, Options, figure
from spent import cpu_seconds, memory
from started import Desk, desk, warm

from counterfoil.intake.offers import read_offers
from counterfoil.screening.marks import build_marks
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.references import of_marks_alone
from counterfoil.screening.screen import screen

TARGET: Final = 25  # ms
WARM: Final = 200  # calls before anything is measured
FLOOR_SECONDS: Final = 20.0
LOOKS: Final = 5.0  # seconds between two looks at the memory
SETTLED: Final = 60.0  # seconds of load after which memory is taken to have found its level
ALONE: Final = 200  # offers that the engine screens one by one


Row = tuple[str, float, str, str | None, dict[str, float]]  # name, value, unit, target, peers


class Measured(NamedTuple):
    """What a run came to: the load, the floor, CPU seconds by part, the web's MiB over time, the engine's ms."""

    done: Loaded
    floor: Loaded
    spent: dict[str, float]
    memory: list[tuple[float, float]]
    alone: float


def figures(options: Options) -> list[Figure]:
    """Return the figures of a steady load, ten minutes of it unless `options` say otherwise."""
    series = f"call-{time.time_ns()}"
    rights = marketplace.rights()
    drawn = marketplace.offers(marketplace.marks_of(rights), series=series)
    with desk(workers=options.workers) as one:
        warm(one, screening_calls(drawn, token=one.token, count=WARM))
        calls = screening_calls(drawn, token=one.token, count=int(options.rate * options.seconds))
        before = cpu_seconds(one)
        with watched(one) as seen:
            done = loaded(one.port, calls, rate=options.rate)
        spent = {name: used - before.get(name, 0.0) for name, used in cpu_seconds(one).items()}
        print(told(done))
        floor = loaded(one.port, floor_calls(options.rate), rate=options.rate)
        print(f"floor: {told(floor)}")
    return _figures(options, rights.height, Measured(done, floor, spent, seen, engine_alone(rights)))


def floor_calls(rate: float) -> list[Call]:
    """Return calls that cost the desk nothing but its server and its middleware."""
    return [call_of("/healthz", b"", {}, method="GET")] * int(rate * FLOOR_SECONDS)


@contextmanager
def watched(one: Desk) -> Iterator[list[tuple[float, float]]]:
    """Fill a list with the seconds since the beginning and the web's memory in MiB, while inside."""
    seen: list[tuple[float, float]] = []
    stop, begun = threading.Event(), time.monotonic()

    def look() -> None:
        while not stop.wait(LOOKS):
            seen.append((time.monotonic() - begun, memory(one).get("web", 0.0)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


def engine_alone(rights: pl.DataFrame) -> float:
    """Return the CPU milliseconds that reading and screening one offer take in the engine, nothing kept: the median."""
    references = of_marks_alone(build_marks(rights))
    drawn = marketplace.offers(marketplace.marks_of(rights), series="alone")
    times = []
    for offer in itertools.islice(drawn, ALONE):
        clock = time.process_time()
        (batch,) = read_offers(BytesIO(json.dumps(offer).encode()), file="request")
        screen(prepared(batch.kept.drop("line")), references)
        times.append((time.process_time() - clock) * 1000)
    return float(pl.Series(times).median() or 0.0)  # type: ignore[arg-type]


def _figures(options: Options, marks: int, seen: Measured) -> list[Figure]:
    load = f"{options.rate:g}/s for {options.seconds:g} s"
    data = f"{marks:,} rights; one drawn offer a call, each with an idempotency key; {load}; {options.workers} web"
    words = f"--only call --rate {options.rate:g} --seconds {options.seconds:g} --workers {options.workers}"
    made = [*_times(options, seen), *_costs(seen), *_memory(options, seen)]
    return [
        figure(name, value, unit, target=target, peers=peers, data=data, words=words)
        for name, value, unit, target, peers in made
    ]


def _times(options: Options, seen: Measured) -> Iterator[Row]:
    for share, name in ((0.5, "p50"), (0.95, "p95"), (0.99, "p99"), (0.999, "p99.9")):
        target = f"<= {TARGET}" if name == "p99" else None
        beside = {"/healthz: server and middleware alone": seen.floor.percentile(share)}
        shown = f"one screening call at {options.rate:g}/s, {name}"
        yield shown, seen.done.percentile(share), "ms", target, beside
    yield "calls answered", seen.done.rate, "1/s", f">= {options.rate * 0.99:g}", {}
    yield "calls not answered with 200", seen.done.failed, "calls", "<= 0", {}


def _costs(seen: Measured) -> Iterator[Row]:
    answered = max(1, seen.done.statuses["200"])
    for part, used in sorted({**seen.spent, "generator": seen.done.cpu}.items()):
        beside = {"the engine alone": seen.alone} if part == "web" else {}
        yield f"CPU of {part}, one call", used * 1000 / answered, "ms of CPU", None, beside


def _memory(options: Options, seen: Measured) -> Iterator[Row]:
    settled = [mib for at, mib in seen.memory if at >= min(SETTLED, options.seconds / 2)] or [0.0]
    yield "memory of the web, at the end", settled[-1], "MiB", None, {}
    yield "memory of the web, growth after the first minute", settled[-1] - settled[0], "MiB", None, {}
