"""EDI messages: the segments between a header and its trailer, with the envelope's faults as rejects.

A message whose trailer bears another control number was cut or put together wrongly, so none of it can be used.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from counterfoil.intake.goods.edi_segments import Segment
from counterfoil.intake.reader import Refused

MOST_SEGMENTS = 200_000  # of one message in memory; 100 MB of text at the most
NOT_IN_A_MESSAGE = "a segment must stand in a message"
OTHER_NUMBER = "the control number at the end of {what} must be that at its beginning"
NO_END = "{what} must have an end; this one breaks off"
_TAG = re.compile("[A-Z][A-Z0-9]{1,2}")
TOO_LONG = f"a message must have at most {MOST_SEGMENTS} segments"


class Envelope(NamedTuple):
    """Header and trailer of one layer, named with its article: tags, and where each holds the control number."""

    what: str
    opens: str
    opens_at: int
    closes: str
    closes_at: int


class Message(NamedTuple):
    """One message: its header and what stands between it and its trailer."""

    header: Segment
    body: list[Segment]


def messages(found: Iterator[Segment], message: Envelope, *outer: Envelope) -> Iterator[Message | Refused]:
    """Yield the messages in order, and a Refused for each fault of an envelope or segment outside of one."""
    layers = _Layers(outer)
    header: Segment | None = None
    body: list[Segment] = []
    for segment in found:
        if segment.tag == message.opens:
            if header is not None:
                yield _endless(header, message)
            header, body = segment, []
        elif header is None:
            yield from layers.take(segment)
        elif segment.tag == message.closes:
            same = _number(segment, message.closes_at) == _number(header, message.opens_at)
            yield Message(header, body) if same else _other(header, message)
            header = None
        elif len(body) == MOST_SEGMENTS:
            yield Refused(header.line, header.tag, TOO_LONG)
            header = None
        else:
            body.append(segment)
    if header is not None:
        yield _endless(header, message)
    yield from layers.unended()


class _Layers:
    """The interchange and the groups that messages stand in."""

    def __init__(self, outer: tuple[Envelope, ...]) -> None:
        self._opens = {layer.opens: layer for layer in outer}
        self._closes = {layer.closes: layer for layer in outer}
        self._open: dict[str, Segment] = {}

    def take(self, segment: Segment) -> Iterator[Refused]:
        """Yield what is wrong with a segment that stands in no message."""
        if segment.tag in self._opens:
            self._open[segment.tag] = segment
        elif segment.tag not in self._closes:
            yield Refused(segment.line, _tag(segment), NOT_IN_A_MESSAGE)
        else:
            layer = self._closes[segment.tag]
            opened = self._open.pop(layer.opens, None)
            if opened is None or _number(segment, layer.closes_at) != _number(opened, layer.opens_at):
                yield _other(segment, layer)

    def unended(self) -> Iterator[Refused]:
        """Yield a Refused for each layer without an end."""
        for tag, segment in self._open.items():
            yield _endless(segment, self._opens[tag])


def _number(segment: Segment, at: int) -> str:
    return segment.get(at).lstrip("0")  # the trailer may write it shorter


def _other(segment: Segment, layer: Envelope) -> Refused:
    return Refused(segment.line, segment.tag, OTHER_NUMBER.format(what=layer.what))


def _endless(segment: Segment, layer: Envelope) -> Refused:
    return Refused(segment.line, segment.tag, NO_END.format(what=layer.what))


def _tag(segment: Segment) -> str:
    """Return the tag, "" for what is none: where signs are damaged, a name or an address stands in its place."""
    return segment.tag if _TAG.fullmatch(segment.tag) else ""
