"""Where do the words of a folded text begin and end?

A word is a run of letters and digits; an apostrophe inside it belongs to it and is dropped ("Levi's" → levis).
Han, kana, Thai, Lao and Khmer are written without spaces: there every character is a word of its own. Hangul has
spaces, but a Latin name stands beside it without one ("구찌GUCCI가방"): a run of it is a word of its own.
"""

import re
from typing import NamedTuple

from counterfoil.text.folding import Folded, fold

# Without the middle dot ・ and the double hyphen ゠, which stand between words as a space does.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7af"
_LETTER = rf"[^\W_{_UNSPACED}{_HANGUL}]"
_WORD = re.compile(rf"[{_UNSPACED}]|[{_HANGUL}]+|{_LETTER}+(?:['’‘`´]{_LETTER}+)*")
LONE, RUN, LETTER = re.compile(f"[{_UNSPACED}]"), re.compile(f"[{_HANGUL}]"), re.compile(_LETTER)
APOSTROPHES = "'’‘`´"
_APOSTROPHES = str.maketrans("", "", APOSTROPHES)


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
