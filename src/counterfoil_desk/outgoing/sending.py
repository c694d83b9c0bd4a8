"""Send a body to an address that a user gave, and return what came of it: a status, or a word for why there is none.

No redirect is followed, no proxy of the environment asked, no cookie kept; of the answer the body is not read.
"""

import ssl
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

import httpcore
import httpx

from counterfoil.errors import UserError
from counterfoil_desk.outgoing.addresses import address_of
from counterfoil_desk.outgoing.connecting import CheckedBackend, Inner, Unknown, checked_addresses
from counterfoil_desk.outgoing.opened import Opened

WITHIN: Final = 15.0  # seconds for all of it, but the lookup of the name
LONGEST_WAIT: Final = 86_400  # seconds: more is not granted to a receiver that asks us to come later
TOO_SLOW: Final = "too slow"
WHYS: Final = {  # what is kept, and shown, of a failure; the first that fits
    httpcore.TimeoutException: TOO_SLOW,
    httpcore.ConnectError: "no connection",
    httpcore.NetworkError: "connection lost",
    httpcore.ProtocolError: "no HTTP",
}
MISTAKES: Final = "certificate"


class Answer(NamedTuple):
    """The status, or None and why; `wait` is how many seconds the receiver asked us to wait before the next try."""

    status: int | None
    why: str = ""
    wait: int = 0


def send(text: str, body: bytes, *, headers: Mapping[str, str], opened: Opened) -> Answer:
    """Return what came of a POST to the address; never raises for what a receiver, a name or a network does."""
    try:
        address = address_of(text, opened)
        plain = address.scheme == "http"
        found = checked_addresses(address.host, address.port, opened=opened.networks, plain=plain)
    except (UserError, Inner):
        return Answer(None, "refused")
    except Unknown:
        return Answer(None, "unknown name")
    url = httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
    backend = CheckedBackend(found, seconds=WITHIN)
    with httpcore.ConnectionPool(ssl_context=_trusted(), network_backend=backend, max_connections=1) as pool:
        try:
            with pool.stream("POST", url, headers=[("Host", address.name), *headers.items()], content=body) as answer:
                told = {name.lower(): value for name, value in answer.headers}
                return Answer(answer.status, wait=_seconds(told.get(b"retry-after", b"")))
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Answer(None, _why(error))


def _why(error: Exception) -> str:
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        return MISTAKES
    return next(why for kind, why in WHYS.items() if isinstance(error, kind))


def _seconds(told: bytes) -> int:
    return min(int(told), LONGEST_WAIT) if told.isdigit() and len(told) < len(str(LONGEST_WAIT)) + 1 else 0


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom we trust: the usual authorities, or those that the operator names by SSL_CERT_FILE."""
    return httpx.create_ssl_context()
