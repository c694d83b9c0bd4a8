"""Connect to a checked address itself: the name is looked up once, every answer is judged, and none is looked up again.

So nothing is gained by a name that answers otherwise a moment later. TLS still checks the certificate against the name.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from counterfoil_desk.outgoing.networks import Ip, may_be_asked
from counterfoil_desk.outgoing.opened import Network

MOST_ADDRESSES: Final = 4  # of a name are tried


class Inner(Exception):  # noqa: N818  a finding, told as a sentence by who asked
    """The name leads, by one of its addresses at least, into an inner network."""


class Unknown(Exception):  # noqa: N818
    """The name leads nowhere."""


def addresses_of(host: str, port: int) -> list[Ip]:
    """Return what a name answers now. Raises Unknown where it answers nothing."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as cause:
        raise Unknown from cause
    return list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0])) for entry in found))


def checked_addresses(host: str, port: int, *, opened: Iterable[Network], plain: bool) -> list[Ip]:
    """Return the addresses of a name where all of them may be asked. Raises Inner or Unknown."""
    found, networks = addresses_of(host, port), tuple(opened)
    if not all(may_be_asked(address, networks, plain=plain) for address in found):
        raise Inner
    if not found:
        raise Unknown
    return found[:MOST_ADDRESSES]


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, whatever host is asked for, and lets nothing take longer than a time."""

    def __init__(self, addresses: Iterable[Ip], *, seconds: float) -> None:
        self._addresses = [str(address) for address in addresses]
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises ReadTimeout where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left

    def connect_tcp(  # the names are httpcore's
        self,
        host: str,  # noqa: ARG002  the name; its addresses were looked up and checked before
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the time that is left holds for all
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first checked address that takes one. Raises ConnectError where none does."""
        for number, address in enumerate(self._addresses, 1):
            try:
                share = self.left() / (len(self._addresses) - number + 1)
                made = httpcore.SyncBackend().connect_tcp(address, port, share, local_address, socket_options)
                return _Timed(made, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(self._addresses):
                    raise
        raise httpcore.ConnectError


class _Timed(httpcore.NetworkStream):
    """A connection of which no part waits longer than what is left of the whole time."""

    def __init__(self, stream: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._backend.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._backend.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._backend.left()), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
