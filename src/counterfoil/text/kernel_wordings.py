"""Compiled: texts as they are compared across offers: the set of a title's words, a text with its blanks folded, the
words of small letters in a column, and a text cut into words with what stands behind each.

The rules in words stand beside the comparisons that use them, in `screening.population`.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, Numbers
from counterfoil.text.kernel_letters import IN_WORD, copy, kind_at, order
from counterfoil.text.letter_kinds import BLANK, LETTER, NUMBER

Bytes = npt.NDArray[np.uint8]
PIECE_TEXT, PIECE_START, PIECE_WORD_END, PIECE_END = range(4)  # columns of a piece
_SPACE, _BAR, _SMALL_A, _SMALL_Z, _QUOTE, _COMMA, _POINT = (ord(sign) for sign in " |az',.")
_CURLED = (0xE2, 0x80, 0x99)  # ’ in UTF-8
_NONE = -1


@compiled
def wordings(
    data: Bytes, offsets: Numbers, filling: Bytes, filling_at: Numbers, kinds: Numbers
) -> tuple[Bytes, Numbers, Numbers]:
    """Return of each text its different words in the order of their bytes, a blank between them, and their number.

    Words in which a number stands are left out, and those of `filling`.
    """
    out, ends = np.empty(len(data) + len(offsets), dtype=np.uint8), np.zeros(len(offsets), dtype=np.int64)
    counts = np.zeros(len(offsets) - 1, dtype=np.int64)
    words = np.empty((len(data) + 1, 2), dtype=np.int64)
    size = 0
    for text in range(len(offsets) - 1):
        count, place = 0, offsets[text]
        while place < offsets[text + 1]:
            start, seen = place, 0
            kind, behind = kind_at(data, place, kinds)
            while kind & IN_WORD:
                seen |= kind
                place = behind
                if place >= offsets[text + 1]:
                    break
                kind, behind = kind_at(data, place, kinds)
            if place == start:
                place = behind
            elif not seen & NUMBER and not _is_one_of(data, start, place, filling, filling_at):
                count = _put_in_order(data, start, place, words, count)
        for word in range(count):
            if word > 0:
                out[size] = _SPACE
                size += 1
            size = copy(data, words[word, 0], words[word, 1], out, size)
        ends[text + 1], counts[text] = size, count
    return out[:size], ends, counts


@compiled
def _is_one_of(data: Bytes, start: int, end: int, listed: Bytes, listed_at: Numbers) -> bool:
    for one in range(len(listed_at) - 1):
        if listed_at[one + 1] - listed_at[one] == end - start:
            same = True
            for step in range(end - start):
                if data[start + step] != listed[listed_at[one] + step]:
                    same = False
                    break
            if same:
                return True
    return False


@compiled
def _put_in_order(data: Bytes, start: int, end: int, words: Numbers, count: int) -> int:
    """Put a word among those in order, if it is not there; return how many there are."""
    place = count
    while place > 0:
        after = order(data, start, end, words[place - 1, 0], words[place - 1, 1])
        if after == 0:
            return count
        if after > 0:
            break
        place -= 1
    for later in range(count, place, -1):
        words[later, 0], words[later, 1] = words[later - 1, 0], words[later - 1, 1]
    words[place, 0], words[place, 1] = start, end
    return count + 1


@compiled
def joined(
    data: Bytes, offsets: Numbers, more: Bytes, more_at: Numbers, kinds: Numbers
) -> tuple[Bytes, Numbers, Numbers]:
    """Return each text, a bar, and the text of the other column, blanks folded; and how many words of letters and
    numbers the two have."""
    rows = len(offsets) - 1
    out, ends = np.empty(len(data) + len(more) + 3 * rows, dtype=np.uint8), np.zeros(rows + 1, dtype=np.int64)
    words = np.zeros(rows, dtype=np.int64)
    size = 0
    for row in range(rows):
        size, first = _folded(data, offsets[row], offsets[row + 1], out, size, kinds)
        out[size], out[size + 1], out[size + 2] = _SPACE, _BAR, _SPACE
        size, second = _folded(more, more_at[row], more_at[row + 1], out, size + 3, kinds)
        ends[row + 1], words[row] = size, first + second
    return out[:size], ends, words


@compiled
def _folded(data: Bytes, start: int, end: int, out: Bytes, size: int, kinds: Numbers) -> tuple[int, int]:
    """Write a text with one blank for several and none at its ends; return the size of `out` and the words written."""
    first, words, blank, in_word, place = size, 0, False, False, start
    while place < end:
        kind, behind = kind_at(data, place, kinds)
        if kind & BLANK:
            blank, in_word = True, False
        else:
            if blank and size > first:
                out[size] = _SPACE
                size += 1
            blank = False
            size = copy(data, place, behind, out, size)
            is_word = kind & (LETTER | NUMBER) != 0
            words += is_word and not in_word
            in_word = is_word
        place = behind
    return size, words


@compiled
def small_words(data: Bytes, offsets: Numbers, shortest: int) -> tuple[Numbers, Numbers]:
    """Return the different runs of at least so many letters a to z, as start and end of each where it first stands;
    and a row for each run in the texts: its text, and its number among them."""
    runs = np.empty((len(data) // (shortest + 1) + len(offsets), 2), dtype=np.int64)
    known = np.empty((len(runs), 2), dtype=np.int64)
    slots = np.full(1 << (int(np.log2(len(runs) + 1)) + 2), _NONE, dtype=np.int64)
    count, different = 0, 0
    for text in range(len(offsets) - 1):
        place = offsets[text]
        while place < offsets[text + 1]:
            start, value = place, np.int64(0)
            while place < offsets[text + 1] and _SMALL_A <= data[place] <= _SMALL_Z:
                value = value * BASE + np.int64(data[place])
                place += 1
            if place - start >= shortest:
                slot = (value ^ (value >> 29)) & (len(slots) - 1)
                while slots[slot] != _NONE:
                    other = known[slots[slot]]
                    if order(data, start, place, other[0], other[1]) == 0:
                        break
                    slot = (slot + 1) & (len(slots) - 1)
                if slots[slot] == _NONE:
                    known[different, 0], known[different, 1] = start, place
                    slots[slot] = different
                    different += 1
                runs[count, 0], runs[count, 1] = text, slots[slot]
                count += 1
            place += 1
    return known[:different], runs[:count]


@compiled
def pieces(data: Bytes, offsets: Numbers, kinds: Numbers) -> Numbers:
    """Return each word of the texts with what stands behind it: its text, start, end of the word, end of the piece.

    A word is a number with a comma or point in it and what is written to it, or letters, marks and numbers with
    apostrophes between them.
    """
    found = np.empty((len(data) + 1, 4), dtype=np.int64)
    count = 0
    for text in range(len(offsets) - 1):
        place, end = _to_word(data, offsets[text], offsets[text + 1], kinds), offsets[text + 1]
        while place < end:
            found[count, PIECE_TEXT], found[count, PIECE_START] = text, place
            place = _amount_end(data, place, end, kinds)
            if place == found[count, PIECE_START]:
                place = _word_end(data, place, end, kinds)
            found[count, PIECE_WORD_END] = place
            place = _to_word(data, place, end, kinds)
            found[count, PIECE_END] = place
            count += 1
    return found[:count]


@compiled
def _to_word(data: Bytes, place: int, end: int, kinds: Numbers) -> int:
    while place < end:
        kind, behind = kind_at(data, place, kinds)
        if kind & IN_WORD:
            break
        place = behind
    return place


@compiled
def _over(data: Bytes, place: int, end: int, wanted: int, kinds: Numbers) -> int:
    """Return the place behind the characters of the wanted kinds."""
    while place < end:
        kind, behind = kind_at(data, place, kinds)
        if not kind & wanted:
            break
        place = behind
    return place


@compiled
def _amount_end(data: Bytes, place: int, end: int, kinds: Numbers) -> int:
    """Return the place behind "3.3oz"; the place itself where no such amount begins there."""
    point = _over(data, place, end, NUMBER, kinds)
    if point == place or point >= end or (data[point] != _POINT and data[point] != _COMMA):
        return place
    behind = _over(data, point + 1, end, NUMBER, kinds)
    return place if behind == point + 1 else _over(data, behind, end, LETTER | NUMBER, kinds)


@compiled
def _word_end(data: Bytes, place: int, end: int, kinds: Numbers) -> int:
    while True:
        place = _over(data, place, end, IN_WORD, kinds)
        tied = place
        if place < end and data[place] == _QUOTE:
            tied = place + 1
        elif place + 2 < end and (data[place], data[place + 1], data[place + 2]) == _CURLED:
            tied = place + 3
        if tied == place or _over(data, tied, end, IN_WORD, kinds) == tied:
            return place
        place = tied
