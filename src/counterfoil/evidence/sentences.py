"""How is a sentence filled from what was seen? Short, and so that no character of an offer steers where it is shown."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter

LONGEST_QUOTE = 80  # characters of an offer's text that a sentence quotes
LONGEST_TOLD = 4000  # characters of sentences of ours within another
MISSING = "–"
_STEERING = ("Cc", "Cf")  # control and direction characters, by their Unicode category


def sentences(sentence: str, places: Mapping[str, Sequence[str]], count: int) -> list[str]:
    """Return the sentence so many times, its places filled from the columns of `quoted` texts.

    Raises KeyError when the sentence names a place that nothing fills.
    """
    pattern, names = _pattern(sentence)
    if not names:
        return [pattern % ()] * count
    return [pattern % cells for cells in zip(*(places[name] for name in names), strict=True)]


def places_in(*told: str) -> frozenset[str]:
    """Return the places that some sentences name."""
    return frozenset(place for sentence in told for place in _pattern(sentence)[1])


@cache
def _pattern(sentence: str) -> tuple[str, tuple[str, ...]]:
    """Return the sentence as Python fills it fastest, and the places in their order."""
    parts = list(Formatter().parse(sentence))
    written = "".join(text.replace("%", "%%") + ("" if place is None else "%s") for text, place, _, _ in parts)
    return written, tuple(place for _, place, _, _ in parts if place is not None)


def quoted(texts: Sequence[str | None], *, longest: int = LONGEST_QUOTE) -> list[str]:
    """Return the texts cut to `longest` characters, control and direction characters taken out; none reads “–”."""
    return [
        text if text is not None and text.isprintable() and len(text) <= longest else _made_harmless(text, longest)
        for text in texts
    ]


def _made_harmless(text: str | None, longest: int) -> str:
    if text is None:
        return MISSING
    shown = "".join(character for character in text if unicodedata.category(character) not in _STEERING)
    return shown if len(shown) <= longest else shown[:longest] + "…"
