"""One connection to the desk, kept alive: a request out, its answer back, opened anew where it was cut."""

import asyncio
from collections.abc import Callable
from typing import Final, NamedTuple

HOST: Final = "127.0.0.1"
END: Final = b"\r\n\r\n"


class Answer(NamedTuple):
    """The status of an answer and its body; status 0 where the connection was cut before it came."""

    status: int
    body: bytes


CUT: Final = Answer(0, b"")


class Wire(asyncio.Protocol):
    """A connection to a port of this machine. One request at a time; each is answered once, if only by `CUT`."""

    def __init__(self, port: int) -> None:
        self.port, self.own_port = port, 0
        self._transport: asyncio.WriteTransport | None = None
        self._held = bytearray()
        self._then: Callable[[Answer], None] | None = None
        self._opening: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect. Raises OSError where nothing listens."""
        await asyncio.get_running_loop().create_connection(lambda: self, HOST, self.port)

    def ask(self, request: bytes, then: Callable[[Answer], None]) -> None:
        """Send a request; `then` is called with its answer."""
        self._then = then
        if self._transport is None:
            self._opening = asyncio.get_running_loop().create_task(self._ask_anew(request))
        else:
            self._transport.write(request)

    def close(self) -> None:
        """Close without waiting."""
        self._then = None
        if self._transport is not None:
            self._transport.close()

    async def _ask_anew(self, request: bytes) -> None:
        try:
            await self.open()
        except OSError:
            await asyncio.sleep(0.05)  # the desk is away: no busy loop
            self._tell(CUT)
        else:
            assert self._transport is not None
            self._transport.write(request)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the connection and its own port."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport, self._held = transport, bytearray()
        self.own_port = transport.get_extra_info("sockname")[1]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio passes it
        """Answer what was under way by `CUT`."""
        self._transport = None
        self._tell(CUT)

    def data_received(self, data: bytes) -> None:
        """Gather an answer, and give it on when it is whole."""
        self._held += data
        begin = self._held.find(END)
        if begin < 0:
            return
        head, start = bytes(self._held[:begin]), begin + len(END)
        length = _length(head)
        if length is None:
            if not self._held.endswith(b"0" + END):
                return
            body = _joined(bytes(self._held[start:]))
        elif len(self._held) < start + length:
            return
        else:
            body = bytes(self._held[start : start + length])
        self._held = bytearray()
        self._tell(Answer(int(head[9:12]), body))

    def _tell(self, answer: Answer) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(answer)


def _length(head: bytes) -> int | None:
    """Return the length that an answer's head names; None where its body comes in chunks."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return None


def _joined(chunks: bytes) -> bytes:
    body = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        body += rest[: int(size, 16)]
        chunks = rest[int(size, 16) + 2 :]
    return body
