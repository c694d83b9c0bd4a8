"""Where do the words of a folded text begin and end?

A word is a run of letters and digits; an apostrophe inside it belongs to it and is dropped ("Levi's" → levis).
Han, kana, Hangul-free Thai, Lao and Khmer are written without spaces: there every character is a word of its own.
"""

import re
from typing import NamedTuple

from counterfoil.text.folding import Folded, fold

_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’‘`´][^\W_{_UNSPACED}]+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


class Token(NamedTuple):
    """One word: its folded text without apostrophes, and its place in the folded text."""

    text: str
    start: int
    end: int


def tokens(folded: Folded) -> list[Token]:
    """Return the words of a folded text in order."""
    return [
        Token(found.group().translate(_APOSTROPHES), found.start(), found.end())
        for found in _WORD.finditer(folded.text)
    ]


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [token.text for token in tokens(fold(text))]


def key(text: str) -> str:
    """Return the text's folded words run together: the form under which spellings of one name meet."""
    return "".join(words(text))
