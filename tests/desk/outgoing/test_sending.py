"""What was checked is what is connected to; nobody is followed elsewhere; nothing takes longer than it may."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from counterfoil_desk.outgoing import connecting, sending
from counterfoil_desk.outgoing.opened import Opened, opened
from counterfoil_desk.outgoing.sending import Answer, send

LAPTOP = opened("127.0.0.0/8", "1024-65535", plain_http=True)
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


@contextmanager
def listening(answer: Callable[[socket.socket], None], wrap: ssl.SSLContext | None = None) -> Iterator[int]:
    """Listen on loopback and let `answer` deal with each connection; give the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    link, _ = server.accept()
                    with wrap.wrap_socket(link, server_side=True) if wrap else link as open_link:
                        answer(open_link)
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def answering(told: bytes, seen: list[bytes] | None = None) -> Callable[[socket.socket], None]:
    def answer(link: socket.socket) -> None:
        got = link.recv(65_536)
        if seen is not None:
            seen.append(got)
        link.sendall(told)

    return answer


class Names:
    """A resolver that answers each name with the next of its lists, the last again and again; numbers as they are."""

    real = staticmethod(socket.getaddrinfo)

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, host: str, port: int, *rest: Any, **named: Any) -> list[tuple[Any, ...]]:
        if host[0].isdigit():
            return self.real(host, port, *rest, **named)
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not found:
            raise socket.gaierror
        return [(None, None, None, "", (address, port)) for address in found]


def test_a_name_that_answers_otherwise_a_moment_later_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    with listening(answering(OK, seen)) as port:
        names = Names(["127.0.0.1"], ["127.0.0.2"], ["10.0.0.1"])
        monkeypatch.setattr(connecting.socket, "getaddrinfo", names)
        assert send(f"http://rebind.example:{port}/", b"x", headers={}, opened=LAPTOP) == Answer(200)
        assert (names.asked, len(seen)) == (1, 1)  # looked up once, and that answer was used
    public = Names(["93.184.215.14"], ["127.0.0.1"])
    monkeypatch.setattr(connecting.socket, "getaddrinfo", public)
    connecting.checked_addresses("rebind.example", 443, opened=(), plain=False)  # as when it was saved
    assert send("https://rebind.example/", b"x", headers={}, opened=Opened()) == Answer(None, "refused")
    assert public.asked == 2


@pytest.mark.parametrize(
    "found",
    [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::1"], ["::ffff:10.0.0.1"], ["169.254.169.254"], ["64:ff9b::a00:1"]],
)
def test_one_inner_address_of_a_name_is_enough_to_refuse_it(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was connected to")

    monkeypatch.setattr(connecting.socket, "getaddrinfo", Names(found))
    monkeypatch.setattr(connecting.httpcore.SyncBackend, "connect_tcp", never)
    assert send("https://receiver.example/", b"x", headers={}, opened=Opened()) == Answer(None, "refused")


def test_a_public_address_is_connected_to_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def connect(_: object, host: str, port: int, *rest: object) -> None:
        asked.append((host, port))
        raise connecting.httpcore.ConnectError

    monkeypatch.setattr(connecting.socket, "getaddrinfo", Names(["93.184.215.14", "2606:4700::1111"]))
    monkeypatch.setattr(connecting.httpcore.SyncBackend, "connect_tcp", connect)
    assert send("https://receiver.example:8443/", b"x", headers={}, opened=Opened()).why == "no connection"
    assert asked == [("93.184.215.14", 8443), ("2606:4700::1111", 8443)]


def test_plain_text_does_not_leave_the_opened_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting.socket, "getaddrinfo", Names(["93.184.215.14"]))
    assert send("http://receiver.example:8080/", b"x", headers={}, opened=LAPTOP) == Answer(None, "refused")


def test_a_name_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting.socket, "getaddrinfo", Names([]))
    assert send("https://receiver.example/", b"x", headers={}, opened=Opened()) == Answer(None, "unknown name")


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with listening(answering(OK)) as port:
        assert send(f"http://127.0.0.1:{port}/", b"x", headers={}, opened=LAPTOP) == Answer(200)


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    seen: list[bytes] = []
    told = b"HTTP/1.1 307 Away\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n"
    with listening(answering(told, seen)) as port:
        assert send(f"http://127.0.0.1:{port}/a?b=c", b"{}", headers={"x-y": "z"}, opened=LAPTOP) == Answer(307)
    head = seen[0].decode()
    assert head.startswith(f"POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n")
    assert "x-y: z" in head


@pytest.mark.parametrize(
    ("told", "why"),
    [(b"SSH-2.0-OpenSSH\r\n\r\n", "no HTTP"), (b"", "no HTTP"), (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 40_000, "no HTTP")],
)
def test_what_is_no_http_is_told_by_a_word(told: bytes, why: str) -> None:
    with listening(answering(told)) as port:
        answer = send(f"http://127.0.0.1:{port}/", b"x", headers={}, opened=LAPTOP)
    assert answer.status is None
    assert answer.why in (why, "connection lost")


def test_a_body_without_end_is_not_read() -> None:
    def endless(link: socket.socket) -> None:
        link.recv(65_536)
        link.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        try:
            while True:
                link.sendall(b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n")
        except OSError:
            return

    with listening(endless) as port:
        assert send(f"http://127.0.0.1:{port}/", b"x", headers={}, opened=LAPTOP) == Answer(200)


def test_a_head_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "WITHIN", 0.3)

    def dripping(link: socket.socket) -> None:
        link.recv(65_536)
        try:
            for letter in OK:
                link.sendall(bytes([letter]))
                time.sleep(0.1)  # each wait alone is short enough
        except OSError:
            return

    began = time.monotonic()
    with listening(dripping) as port:
        assert send(f"http://127.0.0.1:{port}/", b"x", headers={}, opened=LAPTOP) == Answer(None, "too slow")
        assert time.monotonic() - began < 2


def certificate(folder: Path, name: str) -> ssl.SSLContext:
    """Return the server's side of TLS for a name, its certificate signed by itself in `folder`."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    (folder / "own.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "own.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "own.crt", folder / "own.key")
    return context


def test_the_certificate_is_checked_against_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = certificate(tmp_path, "receiver.example")
    trusting = ssl.create_default_context(cafile=str(tmp_path / "own.crt"))
    monkeypatch.setattr(connecting.socket, "getaddrinfo", Names(["127.0.0.1"]))
    with listening(answering(OK), server) as port:
        there = f"https://receiver.example:{port}/"
        assert send(there, b"x", headers={}, opened=LAPTOP) == Answer(None, "certificate")
        monkeypatch.setattr(sending, "_trusted", lambda: trusting)
        assert send(there, b"x", headers={}, opened=LAPTOP) == Answer(200)
        elsewhere = f"https://another.example:{port}/"
        assert send(elsewhere, b"x", headers={}, opened=LAPTOP) == Answer(None, "certificate")


def test_every_answer_of_a_name_is_judged_but_few_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [f"93.184.215.{number}" for number in range(1, 40)]
    monkeypatch.setattr(connecting.socket, "getaddrinfo", Names(many))
    found = connecting.checked_addresses("many.example", 443, opened=(), plain=False)
    assert found == [ipaddress.ip_address(one) for one in many[: connecting.MOST_ADDRESSES]]
