"""How is a text brought to one form, so that every spelling that the eye takes for a mark meets that mark?

Case, accents, full-width and other compatibility forms, look-alike letters of other scripts and invisible
characters are folded, one character at a time, so that every folded character knows the character it came from.
Sources: Unicode UAX #15 (normalisation), UTS #39 (confusables).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from counterfoil.text.lookalikes import CONFUSABLES, LEET_SIGNS, LOOKALIKES

COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_SUPERSCRIPTS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")
_TRADE_SIGNS = frozenset("™℠")  # NFKC would make letters of them, and "Gucci™" one word: guccitm
# Letters and marks without a shape (Default_Ignorable_Code_Point, UAX #44) that are not of category Cf.
_BLANKS = frozenset("\u034f\u115f\u1160\u3164\uffa0\u17b4\u17b5") | frozenset(map(chr, range(0xE0100, 0xE01F0)))
# Voicing marks of kana and vowels and finals of Hangul: with the character before them they are one ("ｸﾞ", グ).
ATTACHED = frozenset("\u3099\u309a") | frozenset(map(chr, range(0x1161, 0x1200)))
_HONEST = frozenset("ßæœøłđħıªº№")  # folded to ASCII, and yet how an honest offer writes
_LEET = re.compile(rf"(?<=[a-z])[{re.escape(''.join(LEET_SIGNS))}]+(?=[a-z])")


class Folded(NamedTuple):
    """`text`, and for each of its characters the position in the original (None: the positions are the same)."""

    text: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's start and end of the folded characters from `start` to before `end`."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Return the folded text with the origin of each character. Lone surrogates and any other text are accepted."""
    if text.isascii():
        return Folded(_read_leet_signs(text.lower()), None)
    pieces: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        piece = fold_character(character)
        if (
            piece in ATTACHED
            and pieces
            and pieces[-1]
            and len(one := unicodedata.normalize("NFC", pieces[-1] + piece)) == 1
        ):
            pieces[-1] = one
            continue
        pieces.append(piece)
        origin.extend([position] * len(piece))
    return Folded(_read_leet_signs("".join(pieces)), origin)


def fold_text(text: str) -> str:
    """Return the folded text alone."""
    return fold(text).text


def is_disguised(original: str) -> bool:
    """Say whether letters of another script or signs stand for Latin ones, or invisible characters are hidden in it.

    Accents and capitals are no disguise: é is how a mark may be written, а (Cyrillic) or ＧＵＣＣＩ is not.
    """
    between = bool(_LEET.search(original.lower()))
    return between or any(not c.isascii() and disguises(c) for c in original)


@lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """Return the folded form of one character, alone: none, one or several characters."""
    # Zero-width and bidirectional marks, lone surrogates; superscript digits hung on a letter ("Giorgio²").
    if unicodedata.category(character) in ("Cf", "Cs") or character in _SUPERSCRIPTS or character in _BLANKS:
        return ""
    if character in _TRADE_SIGNS:
        return " "
    if character in CONFUSABLES or character in LOOKALIKES:
        return _fold_letter(character)  # ϲ is like c, though NFKC makes a final sigma of it
    compatible = unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFC", "".join(map(_fold_letter, _without_accents(compatible))))


def _fold_letter(letter: str) -> str:
    if letter in CONFUSABLES or letter in LOOKALIKES:
        return CONFUSABLES.get(letter) or LOOKALIKES[letter]
    small = _without_accents(letter.casefold())
    return "".join(LOOKALIKES.get(one, CONFUSABLES.get(one, one)) for one in small)


def _without_accents(text: str) -> str:
    return COMBINING.sub("", unicodedata.normalize("NFKD", text))


@lru_cache(maxsize=65_536)
def disguises(character: str) -> bool:
    """True for a character that folds to Latin letters or to nothing, without being an accented Latin letter."""
    folded = fold_character(character)
    if folded and not (folded.isascii() and folded.isalnum()):
        return False
    if not folded:
        return unicodedata.category(character) == "Cf" or character in _SUPERSCRIPTS or character in _BLANKS
    decomposed = COMBINING.sub("", unicodedata.normalize("NFD", character))
    return not decomposed.isascii() and character.lower() not in _HONEST


def _read_leet_signs(text: str) -> str:
    return _LEET.sub(lambda found: "".join(LEET_SIGNS[sign] for sign in found.group()), text)
