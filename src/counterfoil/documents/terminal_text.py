"""How are words from outside shown on a terminal, where a control character is a command?

Hidden and control characters become visible names, line ends become spaces, matched words stand out: in colour on
a terminal, between brackets where the text goes to a file. Control sequences: ECMA-48; direction: UAX #9.
"""

import re
from collections.abc import Iterable

from rich.text import Text

from counterfoil.documents.highlight import HIDDEN, Span, segments

FOUND = "bold black on bright_yellow"
NAMED = "dim reverse"  # the name of a hidden character
OPENING, CLOSING = "⟦", "⟧"
# White space that moves the cursor; Mongolian separators, musical controls, tags: without a shape, and not in HIDDEN,
# which keeps line ends and tabs for HTML.
_MOVES = re.compile("[\t\n\r\x85\u2028\u2029]+")
_SHAPELESS = re.compile(rf"(?:{HIDDEN.pattern}|[\u180b-\u180f\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+)")


def harmless(text: str) -> str:
    """Return the text in one line, without a character that a terminal obeys: `‹U+202E›`, `‹U+200B ×3›`."""
    return _SHAPELESS.sub(_name, _MOVES.sub(" ", text))


def marked(text: str, spans: Iterable[Span], *, limit: int, brackets: bool) -> Text:
    """Return at most `limit` characters of the text around the first match, matches highlighted or in brackets."""
    shown = Text()
    for part in segments(text, spans, limit=limit):
        if part.matched and brackets:
            shown.append(OPENING + harmless(part.text) + CLOSING)
        elif part.matched:
            shown.append(harmless(part.text), style=FOUND)
        else:
            shown.append(harmless(part.text))
    shown.highlight_regex(r"‹U\+[0-9A-F]{4,6}( ×\d+)?›", style=NAMED)
    return shown


def _name(run: re.Match[str]) -> str:
    more = f" ×{len(run[0])}" if len(run[0]) > 1 else ""
    return f"‹U+{ord(run[0][0]):04X}{more}›"
