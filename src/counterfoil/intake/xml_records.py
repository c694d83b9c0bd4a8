"""How is XML read record by record, whatever its size and whoever wrote it? Each format says what a record is.

Entities are neither declared nor fetched: see "billion laughs" and XXE,
https://docs.python.org/3/library/xml.html#xml-security. The tree of a record is freed when it ends, and a file in
which no record ends for LARGEST_RECORD bytes is read no further, so that memory does not grow with the file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from lxml import etree

from counterfoil.errors import UserError
from counterfoil.intake.decoding import ENCODING_CURE, head_text, not_encoded, text_lines
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.reader import BATCH_ROWS, RawBatch, Refused, Wanted, rejects_of

LARGEST_RECORD = 8 * 1024 * 1024  # bytes of XML, of which the tree takes up to thirty times as much memory
_LINES_KEPT = 65_535  # by libxml2: include/libxml/tree.h, xmlNode.line
_PROLOG = 16_384  # characters in which the root is looked for
_CHUNK_BYTES = 64 * 1024
_BROKEN_OFF = "the XML breaks off here ({fault}); nothing after it could be read"
_TOO_LARGE = f"no record ends within {LARGEST_RECORD // 1024**2} MiB; nothing after it could be read"


class Shape(NamedTuple):
    """What a format's records are: tags as lxml matches them, and how an element becomes rows of text."""

    roots: tuple[str, ...]
    records: tuple[str, ...]
    rows: Callable[[etree._Element], Iterable[dict[str, str]]]
    what: str  # the kind of file, as a message calls it


class _Item(NamedTuple):
    line: int
    record: dict[str, str]


def root_of(head: bytes) -> str:
    """Return the name of the root, without its prefix, of XML that begins with `head`; "" where there is none."""
    text = head_text(head).lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return ""
    found = re.search(r"<([A-Za-z_][\w.:-]*)", re.sub(r"(?s)<!--.*?-->|<\?.*?\?>", "", text[:_PROLOG]))
    return found.group(1).rpartition(":")[2] if found else ""


def read_records(stream: BinaryIO, wanted: Wanted, shape: Shape) -> Iterator[RawBatch]:
    """Yield the records in batches, `line` being that on which a record begins.

    What stands before a fault in the XML is kept, and one reject says where it broke off. Raises UserError
    where nothing came before it, for declarations of entities, and for bytes that are not of the encoding.
    """
    items: list[_Item] = []
    first = True
    for drawn in _items(stream, wanted, shape):
        if isinstance(drawn, Refused):
            if first and not items:
                cure = f"Ask for the {shape.what} again; check it with an XML validator."
                raise UserError(f"{drawn.rule}.", cure=cure, file=wanted.file, line=drawn.line)
            yield _batch(items, [drawn], wanted, first=first and bool(items))
            return
        items.append(drawn)
        if len(items) == BATCH_ROWS:
            yield _batch(items, [], wanted, first=first)
            items, first = [], False
    if items:
        yield _batch(items, [], wanted, first=first)


def _batch(items: list[_Item], bad: list[Refused], wanted: Wanted, *, first: bool) -> RawBatch:
    records, lines = [item.record for item in items], [item.line for item in items]
    return RawBatch(frame_of_records(records, lines, wanted, first=first), rejects_of(bad, file=wanted.file))


def _items(stream: BinaryIO, wanted: Wanted, shape: Shape) -> Iterator[_Item | Refused]:
    """Yield the records and, last, the fault that ended them."""
    parser = _parser(shape)
    events, before, unfinished, line = parser.read_events(), b"", 0, 1
    for chunk in _chunks(stream, wanted):
        fault = _fed(parser, chunk)
        unfinished += len(chunk)
        line += chunk.count("\n") if isinstance(chunk, str) else chunk.count(b"\n")
        for item in _finished(events, wanted.file, shape):
            yield item
            unfinished = 0
        seen = chunk if isinstance(chunk, bytes) else b""
        if fault is not None:
            yield _broken_off(fault, before + seen, wanted)
            return
        if unfinished > LARGEST_RECORD:
            yield Refused(line, "", _TOO_LARGE)
            return
        before = seen[-3:]  # a character of UTF-8 may go on in the next chunk


def _chunks(stream: BinaryIO, wanted: Wanted) -> Iterator[bytes | str]:
    """Yield the file in parts, as text where the user names an encoding, and last an empty part."""
    if wanted.encoding is not None:
        yield from text_lines(stream, file=wanted.file, encoding=wanted.encoding)
    else:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk
    yield b""


def _fed(parser: etree.XMLPullParser, chunk: bytes | str) -> etree.XMLSyntaxError | None:
    """Give the chunk to the parser, the empty one as the end; return the fault that it finds."""
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as fault:
        return fault
    return None


def _parser(shape: Shape) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("start", "end"),
        tag=(*shape.roots, *shape.records),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # libxml2's limits on depth and on the length of one text stay on
        remove_comments=True,
        remove_pis=True,
    )


def _finished(events: Iterator[tuple[str, etree._Element]], file: str, shape: Shape) -> Iterator[_Item]:
    ends = {tag.rpartition("}")[2] for tag in shape.records}
    for event, element in events:
        if event == "start":
            _refuse_entities(element, file, shape.what)
        elif str(element.tag).rpartition("}")[2] in ends:
            line = _line(element)
            for record in shape.rows(element):
                yield _Item(line, record)
            _free(element)


def _refuse_entities(element: etree._Element, file: str, what: str) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        cure = f"Remove the DOCTYPE: a {what} needs none."
        raise UserError("The XML declares entities, which can hide other content.", cure=cure, file=file)


def _line(item: etree._Element) -> int:
    """Return the line the item begins on.

    libxml2 keeps 16 bits of it; beyond them lxml gives the line on which the first text within the item ends.
    """
    line, node = item.sourceline or 0, item
    if line < _LINES_KEPT:
        return line
    while not node.text and len(node) > 0:
        node = node[0]
    return line - (node.text or "").count("\n")


def _free(element: etree._Element) -> None:
    """Drop the record, and all that ended before it, wherever it stands below the root."""
    element.clear(keep_tail=True)
    while (parent := element.getparent()) is not None:
        while element.getprevious() is not None:
            del parent[0]
        element = parent


def _broken_off(fault: etree.XMLSyntaxError, seen: bytes, wanted: Wanted) -> Refused:
    line = fault.lineno or 0
    if fault.code == etree.ErrorTypes.ERR_INVALID_ENCODING:
        try:
            seen.lstrip(bytes(range(0x80, 0xC0))).decode("utf-8")
        except UnicodeDecodeError as wrong:
            raise UserError(
                not_encoded(wrong.object[wrong.start]), cure=ENCODING_CURE, file=wanted.file, line=line
            ) from None
    message = re.sub(r"\s*,? line \d+, column \d+.*", "", (fault.msg or "not well-formed").strip(), flags=re.DOTALL)
    return Refused(line, "", _BROKEN_OFF.format(fault=message))


def text_of(element: etree._Element) -> str:
    """Return all text within the element, without blanks around it."""
    if len(element) > 0:
        return "".join(str(part) for part in element.itertext()).strip()
    return (element.text or "").strip()
