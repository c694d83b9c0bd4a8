"""Compiled: is a word ordinary, and is it a name? As `words.is_known_word` and the keys of the mark index say."""

from functools import reduce

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, Numbers, answer_in, is_member, passes
from counterfoil.text.mark_tables import KEYS, KEYS_SIEVE, KNOWN
from counterfoil.text.words import AFTER_E, ENDINGS

SHORTEST_STEM = min(ENDINGS.values())  # letters before an ending
LONGEST_ENDING = max(map(len, ENDINGS))
ENDING_CODES = np.array([reduce(lambda code, letter: code * 128 + ord(letter), e, 0) for e in ENDINGS], dtype=np.int64)
STEMS = np.array(list(ENDINGS.values()), dtype=np.int64)
CODE_AFTER_E = ord(AFTER_E)
SMALL_E = ord("e")


@compiled
def key_list(value: int, tables: Numbers) -> int:
    """Return the list of the forms whose key has this hash, or −1."""
    if not passes(value, tables[KEYS_SIEVE], tables[KEYS_SIEVE + 1], tables):
        return -1
    return max(answer_in(value, tables[KEYS], tables[KEYS + 1], tables), 0) - 1


@compiled
def is_known(letters: Numbers, tables: Numbers) -> bool:
    """Say whether a word is ordinary, as `words.is_known_word` has it: listed, or a listed word with an ending."""
    length, stem = len(letters), np.int64(0)
    for cut in range(1, length + 1):
        stem = stem * BASE + letters[cut - 1] + 1
        if cut < length and (cut < SHORTEST_STEM or length - cut > LONGEST_ENDING or not _is_ending(letters, cut)):
            continue
        if is_member(stem, tables[KNOWN], tables[KNOWN + 1], tables):
            return True
    return False


@compiled
def _is_ending(letters: Numbers, cut: int) -> bool:
    code = np.int64(0)
    for place in range(cut, len(letters)):
        if letters[place] >= 128:
            return False
        code = code * 128 + letters[place]
    for ending in range(len(ENDING_CODES)):
        if ENDING_CODES[ending] == code:
            return bool(cut >= STEMS[ending] and (code != CODE_AFTER_E or letters[cut - 1] == SMALL_E))
    return False
