"""What does the compiled scan need to know of each character? Its folded form and its kind, by code point.

Made from `folding` and `tokens`, so that the scan and plain Python fold and cut alike; covers the planes in which
characters are assigned (0 to 3). Beyond them nothing folds and nothing is a letter, but for the tags of plane 14.
"""

import unicodedata
from functools import cache

import numpy as np

from counterfoil.text.compiled import kept
from counterfoil.text.folding import ATTACHED, COMBINING, disguises, fold_character
from counterfoil.text.hashing import Numbers
from counterfoil.text.lookalikes import CONFUSABLES, LEET_SIGNS, LOOKALIKES
from counterfoil.text.tokens import APOSTROPHES, LETTER, LONE, RUN

COVERED = 0x40000  # code points in the table
# A code point's entry: kind, whether it may stand in for another character, whether it joins the one before it, the
# letter it stands for as a sign between letters, the length of its folded form, and where in the array that begins.
KIND_BITS, DISGUISE_BIT, ATTACHED_BIT, LEET_SHIFT, LENGTH_SHIFT, START_SHIFT = 0xF, 0x10, 0x20, 8, 16, 24
LETTER_KIND, LONE_KIND, RUN_KIND, APOSTROPHE_KIND = 1, 2, 4, 8
IDENTITY = 255  # length that says: the character folds to itself
# Categories of which some characters fold to nothing.
_MAY_VANISH = frozenset(["Cf", "Cs", "Mn", "Me", "Mc", "Lo", "No"])


@cache
def characters() -> Numbers:
    """Return the entries of the code points below COVERED, and behind them the folded forms."""
    return kept("characters", _made)


def _made() -> Numbers:
    entries = _kinds()
    everything = "".join(map(chr, range(COVERED)))
    forms: list[int] = []
    for code, character in enumerate(everything):
        if character.casefold() == character and _folds_to_itself(character):
            entries[code] |= IDENTITY << LENGTH_SHIFT
            continue
        piece = fold_character(character)
        if piece in ATTACHED:
            entries[code] |= ATTACHED_BIT
        if code >= 128 and disguises(character):
            entries[code] |= DISGUISE_BIT
        entries[code] |= (len(piece) << LENGTH_SHIFT) | ((COVERED + len(forms)) << START_SHIFT)
        forms.extend(map(ord, piece))
    for sign, letter in LEET_SIGNS.items():
        entries[ord(sign)] |= ord(letter) << LEET_SHIFT
    return np.concatenate([entries, np.array(forms, dtype=np.int64)])


def _kinds() -> Numbers:
    everything = "".join(map(chr, range(COVERED)))
    kinds = np.zeros(COVERED, dtype=np.int64)
    for pattern, value in ((LONE, LONE_KIND), (RUN, RUN_KIND), (LETTER, LETTER_KIND)):
        kinds[[ord(found) for found in pattern.findall(everything)]] = value
    kinds[[ord(sign) for sign in APOSTROPHES]] = APOSTROPHE_KIND
    return kinds


def _folds_to_itself(character: str) -> bool:
    """A quick yes for what has no case, no other form and no look-alike; a no means: ask `fold_character`."""
    return (
        unicodedata.is_normalized("NFKD", character)
        and character not in ATTACHED
        and character not in LOOKALIKES
        and character not in CONFUSABLES
        and unicodedata.category(character) not in _MAY_VANISH
        and not COMBINING.match(character)
    )
