"""Does the generator of load charge a stall to every call that it kept waiting, and does the ramp find its rate?"""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks" / "desk"))

import change
import ramp
from load import Loaded, Seen, call_of, loaded
from wire import Answer

STALL = 0.3  # seconds


@contextmanager
def served(stalled: set[int], cut: set[int]) -> Iterator[int]:
    """Answer calls, one at a time; stall or cut some of them, by their number."""
    seen = Counter[str]()
    one_at_a_time = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            with one_at_a_time:
                number = seen["calls"]
                seen["calls"] += 1
                if number in stalled:
                    time.sleep(STALL)
            if number in cut:
                self.close_connection = True
                return
            body = b'{"generation": 7}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_a_stall_is_charged_to_every_call_that_it_kept_waiting() -> None:
    with served(stalled={20}, cut=set()) as port:
        done = loaded(port, [call_of("/", b"{}", {})] * 100, rate=100, connections=8)
    assert done.statuses == {"200": 100}
    waited = sum(ms > STALL * 1000 / 3 for ms in done.milliseconds)
    assert waited >= STALL * 100 / 2  # a closed loop of one caller would see one slow call


def test_a_cut_connection_is_a_failed_call_and_is_opened_anew() -> None:
    with served(stalled=set(), cut={3, 4}) as port:
        done = loaded(port, [call_of("/", b"{}", {})] * 30, rate=200, connections=2)
    assert (done.statuses, done.failed) == ({"200": 28, "cut": 2}, 2)


def test_calls_without_an_answer_make_a_percentile_endless() -> None:
    done = Loaded(100, milliseconds=[1.0] * 95, unanswered=5)
    assert (done.percentile(0.5), done.percentile(0.99)) == (1.0, float("inf"))


class Holding:
    """A desk that keeps up to a rate."""

    def __init__(self, most: float) -> None:
        self.most = most

    def holds(self, rate: float) -> bool:
        return rate <= self.most


@pytest.mark.parametrize("most", [0.0, 30.0, 140.0, 777.0])
def test_the_ramp_finds_the_rate(most: float) -> None:
    found = ramp.crossing(Holding(most))  # type: ignore[arg-type]
    assert found <= most
    assert found >= most * 0.96 or most < ramp.FIRST


def test_what_a_change_came_to() -> None:
    watch = change.Watch()
    for at, port, generation in ((0, 1, 3), (0, 2, 3), (12, 1, 4), (13, 2, 3), (14, 2, 4)):
        body = json.dumps({"generation": generation}).encode()
        watch(Seen(due=at - 0.5, sent=at - 0.1, done=at, port=port, answer=Answer(200, body)))
    found = change.came_of(watch, Loaded(1), {1: 100, 2: 200}, begun=9.0, ended=11.0)
    assert (found.took, found.visible, found.processes) == (2.0, 3.0, 2)
    assert found.stale == 1  # sent at 12.9, long after the change, and answered by the former register
    assert found.slowest == pytest.approx(500)


def test_frozen_figures_are_whole() -> None:
    frozen = Path(change.__file__).with_name("results.json")
    for figure in json.loads(frozen.read_text("utf-8")) if frozen.exists() else []:
        assert {"part", "name", "value", "unit", "target", "peers", "data", "command", "commit"} == set(figure)
