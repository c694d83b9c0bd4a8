"""A real receiver over HTTP, in a thread, that writes down what it is sent and answers as it is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest
from django.conf import settings

from counterfoil_desk.outgoing.opened import opened


class Sent(NamedTuple):
    """A request as it arrived; names of headers in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes


class Receiver(ThreadingHTTPServer):
    """Answers each request with the next of `statuses`, the last one again and again."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sent: list[Sent] = []
        self.statuses = [200]
        self.headers: dict[str, str] = {}
        self.before_answer: Callable[[], object] = lambda: None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?of=ours"

    @property
    def ids(self) -> list[str]:
        return [one.headers["webhook-id"] for one in self.sent]


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        told = {name.lower(): value for name, value in self.headers.items()}
        self.server.sent.append(Sent(self.path, told, body))
        self.server.before_answer()
        statuses = self.server.statuses
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        return


@contextmanager
def listening_receiver() -> Iterator[Receiver]:
    """Return a receiver that listens as long as it is used."""
    made = Receiver()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Return a receiver that listens."""
    with listening_receiver() as made:
        yield made


@pytest.fixture
def loopback_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let webhooks reach this machine, as an operator does for a laptop."""
    monkeypatch.setattr(settings, "WEBHOOKS_OPENED", opened("127.0.0.0/8", "1024-65535", plain_http=True))
