"""A body that is read as it comes: what it may be, how long, and how many such requests at once."""

import threading
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from ninja.errors import HttpError

from counterfoil_desk.api.access import actor, token_of
from counterfoil_desk.api.described import NDJSON
from counterfoil_desk.service.background import PATIENCE
from counterfoil_desk.service.bodies import Block, Limits, blocks, patient
from counterfoil_desk.service.streaming import Asked

AT_ONCE: Final = 2  # streams in one process of four threads: single calls find one that is free
_under_way: set[int] = set()  # organisations that have a stream
_guard = threading.Lock()


class Stream(Protocol):
    """What answers a stream: `screen_stream` and its siblings."""

    def __call__(self, blocks: Iterator[Block], asked: Asked, *, when_closed: Callable[[], None]) -> Iterator[bytes]:
        """Return the lines of the answer."""


class Body(NamedTuple):
    """The lines of a body, in blocks as they come, and what was asked of it."""

    blocks: Iterator[Block]
    limits: Limits


def answered(request: HttpRequest, stream: Stream) -> StreamingHttpResponse:
    """Return the answer that is written while the request is read. Raises HttpError as the others here do."""
    refuse_key(request)
    body = body_of(request)
    asked = Asked(organisation=token_of(request).organisation_id, by=actor(request), longest_line=body.limits.line)
    ended = one_stream(asked.organisation)
    return StreamingHttpResponse(stream(body.blocks, asked, when_closed=ended), content_type=NDJSON)


def body_of(request: HttpRequest) -> Body:
    """Return the lines of a request. Raises HttpError 413 for a body that says it is too long, 415 for another kind."""
    if request.content_type != NDJSON:
        raise HttpError(415, f"Send Content-Type: {NDJSON}, one JSON object to a line.")
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise HttpError(415, "Send the lines plain, or with Content-Encoding: gzip.")
    limits = Limits(settings.STREAM_LINE_BYTES, settings.STREAM_BYTES)
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > limits.body:
        raise HttpError(413, f"The body is longer than {limits.body:,} bytes. Send it in several requests.")
    read = patient(_reader(request, has_length=bool(length)), seconds=PATIENCE)
    return Body(blocks(read, limits, gzipped=encoding == "gzip"), limits)


def refuse_key(request: HttpRequest) -> None:
    """Raise HttpError 422 where a stream has an Idempotency-Key."""
    if "Idempotency-Key" in request.headers:
        raise HttpError(422, "A stream takes no Idempotency-Key: sent again, each line is worked out again.")


def one_stream(organisation: int) -> Callable[[], None]:
    """Take one of the places for streams and return what gives it back.

    Raises HttpError 429 where none is free, and where the organisation has one: so it leaves room for another.
    """
    with _guard:
        if organisation in _under_way:
            raise HttpError(
                429, "A stream of your organisation is under way in this process. Send one after the other."
            )
        if len(_under_way) >= AT_ONCE:
            raise HttpError(429, f"{AT_ONCE} streams are under way in this process. Try again when one has ended.")
        _under_way.add(organisation)
    return lambda: _give_back(organisation)


def _give_back(organisation: int) -> None:
    with _guard:
        _under_way.discard(organisation)


def _reader(request: HttpRequest, *, has_length: bool) -> Callable[[int], bytes]:
    """Return what reads the body. Of one sent in chunks, without a length, the server alone knows the end."""
    if not has_length and request.META.get("wsgi.input_terminated"):
        read: Callable[[int], bytes] = request.META["wsgi.input"].read
        return read
    return request.read
