"""Kill parts of a desk at random moments while programs call it; then hold what they were told against what it keeps.

Shared by benchmarks/desk/kills.py (a hundred kills) and tests/desk/kills (five). A caller who gets no answer asks
again with the same key, or gives up: an accepted request must be there once with all that belongs to it, one that was
given up once or not at all.
"""

import itertools
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
from load import SCREEN
from marketplace import SMALL
from spent import children, family, numbers_of
from started import LONGEST, Desk, is_ready

WEB, WEB_WORKER, WORKER, SEALER, DATABASE, BACKEND = TARGETS = (
    "web",
    "web worker",
    "worker",
    "sealer",
    "database",
    "backend",
)
CALLERS: Final = 4
THINKS: Final = 0.05  # seconds between two calls of one caller
GIVES_UP: Final = 0.3  # share of the calls without an answer that nobody asks again
ASKS_AGAIN: Final = 0.1  # share of the answers that are asked for once more
PATIENCE: Final = 60.0  # seconds: how long an answer is asked for again, and the longest that a desk should be away
TIMEOUT: Final = 15.0
AT_ONCE: Final = 0.25  # share of the kills after which nobody waits for the desk
LOOKS: Final = 0.2  # seconds between two looks whether a part is back
LAST_WORDS: Final = 12_000  # characters
BACKEND_OF_APP: Final = b"counterfoil_app"
Json = dict[str, Any]
Found = TypeVar("Found")


@dataclass
class Book:
    """What the callers wrote down: what was sent by key, and what was answered."""

    sent: dict[str, list[Json]] = field(default_factory=dict)
    accepted: dict[str, Json] = field(default_factory=dict)
    unanswered: Counter[str] = field(default_factory=Counter)  # calls, by what came instead
    asked_again: int = 0
    other_answers: list[str] = field(default_factory=list)  # keys that got two answers
    kills: Counter[str] = field(default_factory=Counter)
    returns: dict[str, list[float]] = field(
        default_factory=dict
    )  # by target: seconds from its kill until calls are answered


class Caller(threading.Thread):
    """One program that calls: two offers a call, one of them a fake."""

    def __init__(self, desk: Desk, book: Book, number: int, *, stop: threading.Event) -> None:
        super().__init__(name=f"caller-{number}")
        self._desk, self._book, self._stop_asked = desk, book, stop
        self._draw, self._names = random.Random(number), (f"c{number}-{turn}" for turn in itertools.count())
        self.failed: Exception | None = None

    def run(self) -> None:
        """Call until asked to stop; an exception is kept for who waits for us."""
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{self._desk.port}", timeout=TIMEOUT) as http:
                while not self._stop_asked.wait(THINKS):
                    self._call(http, next(self._names))
        except Exception as failure:
            self.failed = failure

    def _call(self, http: httpx.Client, key: str) -> None:
        self._book.sent[key] = offers = offers_of(key)
        until = time.monotonic() + PATIENCE
        while (answer := ask(self._desk, http, key, offers)) is None or isinstance(answer, str):
            self._book.unanswered[answer or "cut"] += 1
            if self._draw.random() < GIVES_UP or time.monotonic() > until:
                return
            time.sleep(THINKS)
        self._book.accepted[key] = answer
        if self._draw.random() < ASKS_AGAIN:
            self._again(http, key)

    def _again(self, http: httpx.Client, key: str) -> None:
        again = ask(self._desk, http, key, self._book.sent[key])
        if isinstance(again, dict):
            self._book.asked_again += 1
            if again != self._book.accepted[key]:
                self._book.other_answers.append(key)


def offers_of(key: str) -> list[Json]:
    """Return the offers of a call: one that is suspect, one that is clear."""
    fake = {"title": f"Replica {SMALL} trail shoes 1:1 AAA", "price": "19.00 USD"}
    fair = {"title": "Garden hose, 20 m", "price": "25.00 USD"}
    seller = {"external_seller_id": "s-9"}
    return [{"id": f"{key}-fake", **fake, **seller}, {"id": f"{key}-fair", **fair, **seller}]


def ask(desk: Desk, http: httpx.Client, key: str, offers: list[Json]) -> Json | str | None:
    """Return the answer to a call; the status as text where it failed, None where the connection was cut.

    Raises AssertionError where the desk refuses what is in order.
    """
    headers = {"Authorization": f"Bearer {desk.token}", "Idempotency-Key": key}
    try:
        answer = http.post(SCREEN, json={"offers": offers}, headers=headers)
    except httpx.TransportError:
        return None
    if answer.status_code == httpx.codes.OK:
        told: Json = answer.json()
        return told
    assert answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR, answer.text
    return str(answer.status_code)


@contextmanager
def calling(desk: Desk, book: Book) -> Iterator[None]:
    """Let callers call while inside; what they began is finished, or given up, before it ends."""
    stop = threading.Event()
    callers = [Caller(desk, book, number, stop=stop) for number in range(CALLERS)]
    for caller in callers:
        caller.start()
    try:
        yield
    finally:
        stop.set()
        for caller in callers:
            caller.join()
    for caller in callers:
        if caller.failed is not None:
            raise caller.failed


def kill_at_random(desk: Desk, book: Book, *, kills: int, seed: int, pauses: tuple[float, float]) -> None:
    """Kill so many parts, each target about as often as any other, after pauses drawn between two lengths (s).

    The first falls when calls are answered: on a fresh machine code is compiled until then, for half a minute. So do
    most others; one in four may meet a desk that is still getting up from the one before, but no empty place.
    Raises TimeoutError where the desk does not come back, with where its web stands.
    """
    draw = random.Random(seed)
    turns = itertools.chain.from_iterable(draw.sample(TARGETS, len(TARGETS)) for _ in itertools.count())
    until(lambda: book.accepted, "calls are answered", within=LONGEST)
    try:
        with ThreadPoolExecutor(max_workers=kills) as looking:
            backs = []
            for target in itertools.islice(turns, kills):
                time.sleep(draw.uniform(*pauses))
                number = until(lambda target=target: _number(desk, target, draw), f"the {target} is up", within=LONGEST)
                os.kill(number, signal.SIGKILL)
                book.kills[target] += 1
                backs.append(looking.submit(_look_back, desk, book, target, number))
                if draw.random() > AT_ONCE:
                    backs[-1].result()
            for back in backs:
                back.result()
    except TimeoutError as late:
        raise TimeoutError(f"{late}; killed {dict(book.kills)}; its last words:\n{_last_words(desk)}") from late


def _look_back(desk: Desk, book: Book, target: str, killed: int) -> None:
    """Write down how long it takes until another process has the place of the one killed and calls are answered."""
    begun, why = time.monotonic(), f"after the {target} was killed"

    def is_replaced() -> bool:
        there = _numbers(desk, target)
        return killed not in there and bool(there or target == BACKEND)

    until(is_replaced, f"another is up {why}", pause=LOOKS, within=LONGEST)
    until(lambda: is_ready(desk.port), f"the desk is ready {why}", pause=LOOKS, within=LONGEST)
    before = len(book.accepted)
    until(lambda: len(book.accepted) > before, f"calls are answered {why}", within=LONGEST)
    book.returns.setdefault(target, []).append(time.monotonic() - begun)


def _last_words(desk: Desk) -> str:
    """End the web so that it tells where each of its threads stands; return the end of what the desk has said."""
    web = numbers_of(desk).get(WEB)
    for number in family(web) if web else []:
        os.kill(number, signal.SIGABRT)
    time.sleep(1)
    told = desk.log.read_text(encoding="utf-8")
    return "\n".join(line for line in told[-LAST_WORDS:].splitlines() if not line.startswith("Extension modules"))


def until(look: Callable[[], Found | None], what: str, *, pause: float = 0.05, within: float) -> Found:
    """Return what a look comes to as soon as it comes to something. Raises TimeoutError where it does not."""
    last = time.monotonic() + within
    while time.monotonic() < last:
        if found := look():
            return found
        time.sleep(pause)
    raise TimeoutError(f"after {within:.0f} s it is not so that {what}")


def _number(desk: Desk, target: str, draw: random.Random) -> int | None:
    """Return the number of a process that a target is just now, None while there is none."""
    found = _numbers(desk, target)
    return draw.choice(found) if found else None


def _numbers(desk: Desk, target: str) -> list[int]:
    """Return the numbers of the processes that a target is just now."""
    parent = numbers_of(desk).get({WEB_WORKER: WEB, BACKEND: DATABASE}.get(target, target))
    if target not in (WEB_WORKER, BACKEND):
        return [parent] if parent else []
    found = children(parent) if parent else []
    return [number for number in found if target == WEB_WORKER or BACKEND_OF_APP in _command(number)]


def _command(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""
