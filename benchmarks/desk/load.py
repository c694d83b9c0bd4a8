"""How long does a call wait at a steady rate? An open loop: calls are due by the clock, whether or not others are back.

    python benchmarks/desk/load.py --url http://127.0.0.1:8000 --token cfl_… --rate 100 --seconds 60

Latency counts from the moment a call was due, not from when a connection was free to send it: a desk that stalls is
charged for every call that it kept waiting. Connections are kept alive. What was not answered is counted, too.
"""

import argparse
import asyncio
import itertools
import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import marketplace
import numpy as np
from wire import Answer, Wire

CONNECTIONS: Final = 64
MOST_WAITING: Final = 3_000  # calls under way: beyond it the desk does not keep up, and the run ends
ANSWERED_WITHIN: Final = 30.0  # seconds that calls still under way are given after the last was due
SCREEN: Final = "/api/v1/offers/screen"
OK: Final = 200


Call = bytes  # a whole request as it goes over the wire


class Seen(NamedTuple):
    """One answer: when its call was due, sent and answered (seconds of the monotonic clock), and by which port."""

    due: float
    sent: float
    done: float
    port: int
    answer: Answer


@dataclass
class Loaded:
    """What came of a run: milliseconds from due to answered, and what else was seen."""

    asked_rate: float
    milliseconds: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)  # by how much the generator itself was late, ms
    statuses: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    cpu: float = 0.0  # seconds of the generator
    unanswered: int = 0
    gave_up: bool = False

    def percentile(self, share: float) -> float:
        """Return the latency below which a share of the calls lie, in ms; infinite where the desk did not keep up."""
        if self.gave_up or not self.milliseconds or self.unanswered > (1 - share) * len(self.milliseconds):
            return float("inf")
        return float(np.quantile(np.array(self.milliseconds), share))

    @property
    def rate(self) -> float:
        """Return the calls answered with 200 in a second."""
        return self.statuses[str(OK)] / self.seconds if self.seconds else 0.0

    @property
    def failed(self) -> int:
        """Return how many calls were not answered with 200."""
        return sum(self.statuses.values()) - self.statuses[str(OK)] + self.unanswered


def call_of(path: str, body: bytes, headers: Mapping[str, str], *, method: str = "POST") -> Call:
    """Return a request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def screening_calls(offers: Iterator[marketplace.Offer], *, token: str, count: int) -> list[Call]:
    """Return so many calls that screen one offer each; each has an idempotency key of its own."""
    return [
        call_of(
            SCREEN,
            json.dumps({"offers": [offer]}).encode(),
            {"Authorization": f"Bearer {token}", "Idempotency-Key": offer["id"]},
        )
        for offer in itertools.islice(offers, count)
    ]


def loaded(
    port: int, calls: list[Call], *, rate: float, see: Callable[[Seen], None] | None = None, connections: int = 0
) -> Loaded:
    """Send calls at a steady rate and return what came of them; `see` is given every answer."""
    return asyncio.run(_Generator(port, rate, see).run(calls, connections or CONNECTIONS))


class _Generator:
    def __init__(self, port: int, rate: float, see: Callable[[Seen], None] | None) -> None:
        self.port, self.rate, self.see = port, rate, see
        self.free: deque[Wire] = deque()
        self.waiting: deque[tuple[float, Call]] = deque()
        self.under_way = 0
        self.done = Loaded(rate)

    async def run(self, calls: list[Call], connections: int) -> Loaded:
        wires = [Wire(self.port) for _ in range(connections)]
        await asyncio.gather(*(wire.open() for wire in wires))
        self.free.extend(wires)
        cpu, begun = time.process_time(), time.monotonic()
        for number, call in enumerate(calls):
            due = begun + number / self.rate
            if (pause := due - time.monotonic()) > 0:
                await asyncio.sleep(pause)
            self.done.late.append((time.monotonic() - due) * 1000)
            self.waiting.append((due, call))
            self._send()
            if len(self.waiting) + self.under_way > MOST_WAITING:
                self.done.gave_up = True
                break
        await self._rest()
        self.done.seconds = max(time.monotonic() - begun, len(self.done.late) / self.rate)
        self.done.cpu = time.process_time() - cpu
        for wire in wires:
            wire.close()
        return self.done

    async def _rest(self) -> None:
        until = time.monotonic() + (0 if self.done.gave_up else ANSWERED_WITHIN)
        while (self.waiting or self.under_way) and time.monotonic() < until:
            await asyncio.sleep(0.01)
        self.done.unanswered = len(self.waiting) + self.under_way

    def _send(self) -> None:
        while self.waiting and self.free:
            wire = self.free.popleft()
            due, call = self.waiting.popleft()
            self.under_way += 1
            sent = time.monotonic()
            wire.ask(call, lambda answer, due=due, sent=sent, wire=wire: self._answered(answer, due, sent, wire))

    def _answered(self, answer: Answer, due: float, sent: float, wire: Wire) -> None:
        now = time.monotonic()
        self.under_way -= 1
        self.done.milliseconds.append((now - due) * 1000)
        self.done.statuses[str(answer.status or "cut")] += 1
        if self.see is not None:
            self.see(Seen(due, sent, now, wire.own_port, answer))
        self.free.append(wire)
        self._send()


def told(done: Loaded) -> str:
    """Return a run as lines for a person."""
    cuts = "  ".join(f"p{share * 100:g} {done.percentile(share):.1f}" for share in (0.5, 0.95, 0.99, 0.999))
    late = float(np.quantile(done.late, 0.99)) if done.late else 0.0
    share, most = done.cpu / done.seconds, max(done.milliseconds, default=0)
    return (
        f"{done.asked_rate:g}/s asked, {done.rate:.1f}/s answered; ms: {cuts}  most {most:.0f}\n"
        f"answers {dict(done.statuses)}, unanswered {done.unanswered}{', did not keep up' if done.gave_up else ''}; "
        f"generator {share:.0%} of a core, late by {late:.1f} ms at most in 99 of 100"
    )


def main() -> None:
    """Load a desk that runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="of the desk; loopback alone")
    parser.add_argument("--token", required=True, help="of a program with the scope to screen")
    parser.add_argument("--rate", type=float, default=100.0, help="calls in a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    if urlsplit(asked.url).hostname not in ("127.0.0.1", "localhost"):
        parser.error("only a desk on this machine is loaded")
    marks = marketplace.marks_of(marketplace.rights())
    drawn = marketplace.offers(marks, series=f"load-{time.time_ns()}")
    calls = screening_calls(drawn, token=asked.token, count=int(asked.rate * asked.seconds))
    print(told(loaded(urlsplit(asked.url).port or 80, calls, rate=asked.rate)))


if __name__ == "__main__":
    main()
