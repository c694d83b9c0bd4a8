"""Compiled: fold a row of UTF-8 and cut it into words, as `folding` and `tokens` do in plain Python.

One array holds the room for one row; its lines are named here.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.characters import (
    APOSTROPHE_KIND,
    ATTACHED_BIT,
    COVERED,
    IDENTITY,
    KIND_BITS,
    LEET_SHIFT,
    LENGTH_SHIFT,
    LETTER_KIND,
    LONE_KIND,
    RUN_KIND,
    START_SHIFT,
)
from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, Numbers
from counterfoil.text.lookalikes import LEET_SIGNS

TAG_FIRST, TAG_LAST = 0xE0000, 0xE0FFF  # plane 14: invisible tags and variation selectors, folded by plain Python
SIGNS = tuple(ord(sign) for sign in LEET_SIGNS if sign.isascii())  # three, as `has_sign` expects
MOST_FOLDED = 24  # letters that one character folds to, at most

# Code points as given; folded ones, where each came from, and whether a sign was read as this letter; the letters of
# the words without apostrophes; each word's place in the folded row, first letter, length and hash; whether it is
# taken; how many digits it has; whether a name would be read in it were its capitals others. A unit is a word, or some
# read as letters: `kernel_leet`.
ORIGINAL, FOLDED, ORIGIN, LEET, LETTERS, STARTS, ENDS, FIRSTS, LENGTHS, HASHES, TAKEN, DIGITS, CASED = range(13)
UNIT_HASH, UNIT_LENGTH, UNIT_FIRST, UNIT_LAST, UNIT_START, UNIT_END = range(13, 19)
ROW_LINES = 19


def room_for(longest: int) -> Numbers:
    """Return room for rows of at most `longest` bytes; a row that folds to much more is left to plain Python."""
    return np.zeros((ROW_LINES, 2 * longest + 4 * MOST_FOLDED), dtype=np.int64)


@compiled
def is_ascii(data: npt.NDArray[np.uint8], start: int, end: int) -> bool:
    """Say whether the bytes are all below 128."""
    together = np.uint8(0)
    for at in range(start, end):
        together |= data[at]
    return together < 128


@compiled
def copy_ascii(data: npt.NDArray[np.uint8], start: int, end: int, row: Numbers) -> int:
    """Write ASCII into the row as given and folded, signs still unread; return how many characters there are."""
    for at in range(end - start):
        code = np.int64(data[start + at])
        row[ORIGINAL, at] = code
        row[FOLDED, at] = code + 32 * (65 <= code <= 90)
        row[ORIGIN, at] = at
        row[LEET, at] = 0
    return end - start


@compiled
def has_sign(data: npt.NDArray[np.uint8], start: int, end: int) -> bool:
    """Say whether some byte may be a sign that is read as a letter."""
    found = False
    for at in range(start, end):
        found |= (data[at] == SIGNS[0]) | (data[at] == SIGNS[1]) | (data[at] == SIGNS[2])
    return found


@compiled
def cut_text(data: npt.NDArray[np.uint8], start: int, end: int, row: Numbers, characters: Numbers) -> int:
    """Fold a text and cut it into words; return how many there are, or −1 where plain Python must do it."""
    if is_ascii(data, start, end):
        count = copy_ascii(data, start, end, row)
        if has_sign(data, start, end):
            read_signs(row, count, characters)
    else:
        count = fold_row(row, decode(data, start, end, row), characters)
    return cut_row(row, count, characters) if count >= 0 else -1


@compiled
def decode(data: npt.NDArray[np.uint8], start: int, end: int, row: Numbers) -> int:
    """Write the code points of valid UTF-8 into the row and return how many there are."""
    count, at = 0, start
    while at < end:
        byte = np.int64(data[at])
        if byte < 0x80:
            row[ORIGINAL, count] = byte
            at += 1
        elif byte < 0xE0:
            row[ORIGINAL, count] = ((byte & 0x1F) << 6) | (data[at + 1] & 0x3F)
            at += 2
        elif byte < 0xF0:
            row[ORIGINAL, count] = ((byte & 0xF) << 12) | (np.int64(data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F)
            at += 3
        else:
            high = ((byte & 7) << 18) | (np.int64(data[at + 1] & 0x3F) << 12)
            row[ORIGINAL, count] = high | (np.int64(data[at + 2] & 0x3F) << 6) | (data[at + 3] & 0x3F)
            at += 4
        count += 1
    return count


@compiled
def fold_row(row: Numbers, count: int, characters: Numbers) -> int:
    """Fold the row's code points; return how many folded ones there are, or −1 where plain Python must do it."""
    size = 0
    for at in range(count):
        code = row[ORIGINAL, at]
        if TAG_FIRST <= code <= TAG_LAST or size + MOST_FOLDED > row.shape[1]:
            return -1
        entry = characters[code] if code < COVERED else IDENTITY << LENGTH_SHIFT
        if entry & ATTACHED_BIT:
            return -1
        length = (entry >> LENGTH_SHIFT) & 0xFF
        if length == IDENTITY:
            row[FOLDED, size], row[ORIGIN, size], row[LEET, size] = code, at, 0
            size += 1
            continue
        first = entry >> START_SHIFT
        for place in range(first, first + length):
            row[FOLDED, size], row[ORIGIN, size], row[LEET, size] = characters[place], at, 0
            size += 1
    read_signs(row, size, characters)
    return size


@compiled
def _leet_letter(code: int, characters: Numbers) -> int:
    return (characters[code] >> LEET_SHIFT) & 0xFF if code < COVERED else 0


@compiled
def read_signs(row: Numbers, size: int, characters: Numbers) -> None:
    """Read signs between letters a to z as the letters they stand for: gu$$i → gussi."""
    at = 1
    while at < size - 1:
        if _leet_letter(row[FOLDED, at], characters) and 97 <= row[FOLDED, at - 1] <= 122:
            stop = at
            while stop < size and _leet_letter(row[FOLDED, stop], characters):
                stop += 1
            if stop < size and 97 <= row[FOLDED, stop] <= 122:
                for sign in range(at, stop):
                    row[FOLDED, sign] = _leet_letter(row[FOLDED, sign], characters)
                    row[LEET, sign] = 1
            at = stop
        at += 1


@compiled
def cut_row(row: Numbers, size: int, characters: Numbers) -> int:
    """Cut the folded row into words; return how many there are."""
    words, letters, at = 0, 0, 0
    row[FOLDED, size] = 0  # the row ends here, whatever stood in the room before
    while at < size:
        kind = kind_of(row[FOLDED, at], characters)
        if not kind & (LETTER_KIND | LONE_KIND | RUN_KIND):
            at += 1
            continue
        row[STARTS, words], row[FIRSTS, words] = at, letters
        value, stop, digits = np.int64(0), at, 0
        while stop < size:
            code = row[FOLDED, stop]
            here = kind_of(code, characters)
            if here & kind & (LETTER_KIND | RUN_KIND) or stop == at:
                value = value * BASE + code + 1
                row[LETTERS, letters] = code
                digits += 48 <= code <= 57
                letters += 1
            elif not (kind & LETTER_KIND and here & APOSTROPHE_KIND and _goes_on(row, stop, size, characters)):
                break
            stop += 1
        row[ENDS, words], row[LENGTHS, words] = stop, letters - row[FIRSTS, words]
        row[HASHES, words], row[DIGITS, words] = value, digits
        words += 1
        at = stop
    return words


@compiled
def kind_of(code: int, characters: Numbers) -> int:
    """Return the kind of a folded character: letter, word of its own, part of a run, apostrophe, or none (0)."""
    return characters[code] & KIND_BITS if code < COVERED else 0


@compiled
def _goes_on(row: Numbers, at: int, size: int, characters: Numbers) -> bool:
    return at + 1 < size and kind_of(row[FOLDED, at + 1], characters) & LETTER_KIND != 0
