"""EDI text in segments: which signs part it, and where does each segment begin? For X12 and EDIFACT alike.

X12 (X12.5, X12.6): the ISA segment has 106 characters, its 4th parts elements, its 105th components, its 106th ends
segments. EDIFACT (ISO 9735): the signs stand in UNA, else they are +:'? and a release sign makes the next one plain.
Libraries parse whole interchanges in memory, without lines: see docs/adr/0010-own-reader-of-edi-segments.md.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from counterfoil.errors import UserError
from counterfoil.intake.decoding import text_parts
from counterfoil.intake.reader import Wanted

LONGEST_SEGMENT = 64 * 1024  # characters; no real segment comes near it, and memory must stay flat
_ISA_LENGTH = 106
_BLANK = "\r\n\t \x00"


class Signs(NamedTuple):
    """What ends segments, and parts elements and components; `release` makes the sign after it plain."""

    segment: str
    element: str
    component: str
    release: str = ""


class Segment(NamedTuple):
    """One segment: the line it begins on, its tag, and its elements, each in components."""

    line: int
    tag: str
    elements: list[list[str]]

    def get(self, element: int, component: int = 1) -> str:
        """Return a component, both counted from 1 as the standards do; "" where there is none."""
        if not 0 < element <= len(self.elements) or len(self.elements[element - 1]) < component:
            return ""
        return self.elements[element - 1][component - 1].strip()


EDIFACT_SIGNS = Signs("'", "+", ":", "?")


def segments(stream: BinaryIO, wanted: Wanted) -> Iterator[Segment]:
    """Yield the segments, service segments included; those that hold nothing are left out.

    Raises UserError for a segment that does not end within LONGEST_SEGMENT and for bytes that are not of the encoding.
    """
    chunks = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    text = ""
    while len(text.lstrip(_BLANK)) < _ISA_LENGTH and (chunk := next(chunks, None)) is not None:
        text += chunk
    signs, text, line = _signs(text)
    while True:
        *whole, text = _split(text, signs)
        for piece in whole:
            body = piece.lstrip(_BLANK)
            line += piece.count("\n", 0, len(piece) - len(body))
            if body.startswith("ISA") and signs.release == "" and body[3:4] not in ("", signs.element):
                cure = "Give each interchange as a file of its own."
                raise UserError("An interchange begins with other signs.", cure=cure, file=wanted.file, line=line)
            if body:
                yield _segment(line, body, signs)
            line += body.count("\n") + (signs.segment == "\n")
        if len(text) > LONGEST_SEGMENT:
            cure = "Check that it is an EDI interchange."
            raise UserError("A segment does not end.", cure=cure, file=wanted.file, line=line)
        chunk = next(chunks, None)
        if chunk is None:
            break
        text += chunk
    if text.strip(_BLANK + "\x1a"):
        yield _segment(line, text.strip(_BLANK + "\x1a"), signs)


def _signs(text: str) -> tuple[Signs, str, int]:
    """Return the signs, the text behind what states them, and the line that begins there."""
    body = text.lstrip(_BLANK)
    line = 1 + text.count("\n", 0, len(text) - len(body))
    if body.startswith("ISA") and len(body) >= _ISA_LENGTH:
        return Signs(segment=body[105], element=body[3], component=body[104]), body, line
    if body.startswith("UNA") and len(body) >= 9:
        signs = Signs(body[8], body[4], body[3], body[6].strip())
        return signs, body[9:], line
    return EDIFACT_SIGNS, body, line


def _split(text: str, signs: Signs) -> list[str]:
    """Part the text at signs that are not released; the last part may go on."""
    if not signs.release or signs.release not in text:
        return text.split(signs.segment)
    return _parted(text, signs.segment, signs.release)


def _parted(text: str, sign: str, release: str) -> list[str]:
    if not release or release not in text:
        return text.split(sign)
    found, start = list[str](), 0
    for match in re.finditer(f"{re.escape(release)}.|{re.escape(sign)}", text, re.DOTALL):
        if match.group() == sign:
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]


def _segment(line: int, body: str, signs: Signs) -> Segment:
    tag, *elements = _parted(body, signs.element, signs.release)
    if tag == "ISA":  # one of its elements is the sign for components itself
        return Segment(line, tag, [[element] for element in elements])
    return Segment(line, tag.strip(), [_components(element, signs) for element in elements])


def _components(element: str, signs: Signs) -> list[str]:
    if signs.component not in element and (not signs.release or signs.release not in element):
        return [element]
    parts = _parted(element, signs.component, signs.release)
    if signs.release and signs.release in element:
        return [re.sub(f"{re.escape(signs.release)}(.)", r"\1", part, flags=re.DOTALL) for part in parts]
    return parts
