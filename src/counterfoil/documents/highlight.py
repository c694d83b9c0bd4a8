"""Which characters of an offer's own words were matched, shown safely: escaped, isolated, shortened, marked.

The words are hostile: they may hold markup, characters that turn the reading direction, hidden characters and
thousands of letters. Positions count characters (code points) from 0 in the field as given.
Bidirectional controls: Unicode Standard Annex 9, https://www.unicode.org/reports/tr9/ (tables of section 2).
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

LEAD = 40  # characters shown before the first match when the beginning must be left out
# Controls but tab and line ends; soft hyphen; direction marks, embeddings, overrides and isolates; zero-width
# space and no-break space. The joiners U+200C and U+200D stay: Persian, Hindi and emoji need them.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+"
)


class Span(NamedTuple):
    """The characters from `start` up to, not including, `end`."""

    start: int
    end: int


class Segment(NamedTuple):
    """A stretch of text that lies wholly inside a match, or wholly outside."""

    text: str
    matched: bool


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """Return the spans cut to the text's length, in order, with overlapping and touching ones joined."""
    joined: list[Span] = []
    for start, end in sorted(Span(max(0, span.start), min(length, span.end)) for span in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return joined


def window(length: int, spans: Sequence[Span], limit: int) -> Span:
    """Return the at most `limit` characters to show: the beginning, or what surrounds the first match."""
    if length <= limit or not spans or spans[0].end <= limit:
        return Span(0, min(length, limit))
    start = min(max(0, spans[0].start - min(LEAD, limit // 2)), length - limit)
    return Span(start, start + limit)


def segments(text: str, spans: Iterable[Span], *, limit: int) -> list[Segment]:
    """Return what is shown of the text, in order; an ellipsis stands for what is left out at either end."""
    joined = merged(spans, len(text))
    shown = window(len(text), joined, limit)
    inside = merged((Span(max(start, shown.start), end) for start, end in joined), shown.end)
    parts, place = [Segment("…", False)] if shown.start else [], shown.start
    for start, end in inside:
        parts += [Segment(text[place:start], False), Segment(text[start:end], True)]
        place = end
    parts += [Segment(text[place : shown.end], False), Segment("…" if shown.end < len(text) else "", False)]
    return [part for part in parts if part.text]


def highlighted(text: str, spans: Iterable[Span], *, limit: int) -> Markup:
    """Return the text as HTML in a `<bdi>`, matches in `<mark>`, hidden characters named in `<i>`."""
    parts = (
        Markup("<mark>{}</mark>").format(visible(part.text)) if part.matched else visible(part.text)
        for part in segments(text, spans, limit=limit)
    )
    return Markup("<bdi>{}</bdi>").format(Markup("").join(parts))


def shown(text: str | None, limit: int = 80) -> Markup:
    """Return the first `limit` characters as HTML in a `<bdi>`, nothing highlighted."""
    return highlighted(text or "", (), limit=limit)


def visible(text: str) -> Markup:
    """Return the text escaped; a run of hidden characters becomes its first code point and their number."""
    parts, place = [], 0
    for run in HIDDEN.finditer(text):
        more = f" ×{len(run[0])}" if len(run[0]) > 1 else ""
        parts += [escape(text[place : run.start()]), Markup("<i>U+{:04X}{}</i>").format(ord(run[0][0]), more)]
        place = run.end()
    return Markup("").join([*parts, escape(text[place:])])
