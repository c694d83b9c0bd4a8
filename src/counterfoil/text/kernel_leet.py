"""Compiled: which names are written with digits and signs in place of letters? As `mark_leet.leeted` says."""

from counterfoil.text.characters import COVERED, LEET_SHIFT
from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, POWERS, Numbers, answer_in, passes
from counterfoil.text.kernel_alone import numbered
from counterfoil.text.kernel_edits import hash_letters
from counterfoil.text.kernel_hits import DISGUISED, is_free, put
from counterfoil.text.kernel_known import is_known, key_list
from counterfoil.text.kernel_words import (
    DIGITS,
    ENDS,
    FOLDED,
    HASHES,
    LENGTHS,
    STARTS,
    UNIT_END,
    UNIT_FIRST,
    UNIT_HASH,
    UNIT_LAST,
    UNIT_LENGTH,
    UNIT_START,
)
from counterfoil.text.mark_index import LONGEST_LEET, MOST_LEET_PIECES, SHORTEST_FOR_ALIKE, SHORTEST_IN_NAME
from counterfoil.text.mark_tables import (
    BREAKS,
    FORM_SIZE,
    FORMS,
    KEY_ITEMS,
    KEY_STARTS,
    KEYS,
    KEYS_SIEVE,
    LEET_READING,
)

PLAIN_WORD = -1  # where a unit begins that is read as it is written
SIGN_BEFORE, SIGN_BEHIND, TWO_READINGS, SOME = 1, 2, 4, 8  # what the stretches of a row have
EXCLAMATION = ord("!")  # ends a sentence, too
ONE, SIX = ord("1"), ord("6")  # the digits that the two readings take for different letters


@compiled
def leeted(row: Numbers, words: int, text: int, size: int, hits: Numbers, characters: Numbers, tables: Numbers) -> int:
    """Add the names read with digits and signs as letters; return the number of hits, or NO_ROOM."""
    kinds = 0
    for word in range(words):
        if 0 < row[DIGITS, word] < row[LENGTHS, word] or _has_sign_beside(row, word, characters):
            kinds |= _kinds(row, word, characters)
    if kinds == 0:
        return size
    for way in range(8):
        reading, ends = way >> 2, way & 3
        if ends & ~kinds or (reading and not kinds & TWO_READINGS):
            continue
        units = _cut(row, words, reading, ends, characters, tables)
        begin = 0
        for at in range(units):
            if row[UNIT_START, at] == PLAIN_WORD:
                continue
            for start in range(max(begin, at - MOST_LEET_PIECES + 1), at + 1):
                size = _from(row, start, units, text, size, hits, tables)
                if size < 0:
                    return size
            begin = at + 1
    return size


@compiled
def _sign(code: int, characters: Numbers) -> int:
    """Return the letter that a character is as a sign, or 0."""
    return (characters[code] >> LEET_SHIFT) & 0xFF if code < COVERED else 0


@compiled
def _is_part(code: int, characters: Numbers) -> bool:
    return 97 <= code <= 122 or 48 <= code <= 57 or _sign(code, characters) != 0


@compiled
def _has_sign_beside(row: Numbers, word: int, characters: Numbers) -> bool:
    start = row[STARTS, word]
    before = start > 0 and _sign(row[FOLDED, start - 1], characters) != 0
    return before or _sign(row[FOLDED, row[ENDS, word]], characters) != 0


@compiled
def _begin(row: Numbers, word: int, characters: Numbers) -> int:
    """Return where the stretch begins in which a word stands."""
    at: int = row[STARTS, word]
    while at > 0 and _is_part(row[FOLDED, at - 1], characters):
        at -= 1
    return at


@compiled
def _end(row: Numbers, word: int, characters: Numbers) -> int:
    """Return where the stretch ends that begins with a word."""
    at: int = row[STARTS, word]
    while _is_part(row[FOLDED, at], characters):
        at += 1
    return at


@compiled
def _kinds(row: Numbers, word: int, characters: Numbers) -> int:
    begin, end = _begin(row, word, characters), _end(row, word, characters)
    kinds, letters = SOME, False
    for at in range(begin, end):
        letters |= 97 <= row[FOLDED, at] <= 122
        if row[FOLDED, at] == ONE or row[FOLDED, at] == SIX:
            kinds |= TWO_READINGS
    if begin < end and _sign(row[FOLDED, begin], characters):
        kinds |= SIGN_BEFORE
    if begin < end and _sign(row[FOLDED, end - 1], characters):
        kinds |= SIGN_BEHIND
    return kinds if letters else 0


@compiled
def _cut(row: Numbers, words: int, reading: int, ends: int, characters: Numbers, tables: Numbers) -> int:
    """Write the row's units and return how many there are: words, and stretches read as letters."""
    units, word = 0, 0
    while word < words:
        row[UNIT_FIRST, units], row[UNIT_LAST, units], row[UNIT_START, units] = word, word, PLAIN_WORD
        row[UNIT_HASH, units], row[UNIT_LENGTH, units] = row[HASHES, word], row[LENGTHS, word]
        if 0 < row[DIGITS, word] < row[LENGTHS, word] or _has_sign_beside(row, word, characters):
            _read(row, word, words, units, reading, ends, characters, tables)
        word = row[UNIT_LAST, units] + 1
        units += 1
    return units


@compiled
def _read(
    row: Numbers, word: int, words: int, unit: int, reading: int, ends: int, characters: Numbers, tables: Numbers
) -> None:
    """Read the stretch that begins with a word as letters, where words begin and end with it and it is altered."""
    begin, end, last, letters = _begin(row, word, characters), _end(row, word, characters), word, False
    for at in range(begin, end):
        letters |= 97 <= row[FOLDED, at] <= 122
    while last + 1 < words and row[STARTS, last + 1] < end:
        last += 1
    if not letters or row[ENDS, last] > end or (word > 0 and row[ENDS, word - 1] > begin):
        return
    start, stop = (begin if ends & SIGN_BEFORE else row[STARTS, word]), (end if ends & SIGN_BEHIND else row[ENDS, last])
    value, altered = 0, False
    for at in range(start, stop):
        code = row[FOLDED, at]
        if 48 <= code <= 57:
            letter = tables[tables[LEET_READING] + 10 * reading + code - 48]
        else:
            sign = _sign(code, characters)
            letter = sign if sign else code
        altered |= letter != code
        value = value * BASE + letter + 1
    row[UNIT_LAST, unit] = last
    if altered:
        row[UNIT_HASH, unit], row[UNIT_LENGTH, unit] = value, stop - start
        row[UNIT_START, unit], row[UNIT_END, unit] = start, stop


@compiled
def _from(row: Numbers, start: int, units: int, text: int, size: int, hits: Numbers, tables: Numbers) -> int:
    """Add the names that begin with a unit and hold an altered one; return the number of hits, or NO_ROOM."""
    value, length, breaks, altered, long = 0, 0, 0, False, True
    for at in range(start, min(start + MOST_LEET_PIECES, units)):
        added = row[UNIT_LENGTH, at]
        if length + added > LONGEST_LEET:
            break
        breaks |= 1 << length
        value, length = value * POWERS[added] + row[UNIT_HASH, at], length + added
        if row[UNIT_START, at] != PLAIN_WORD:
            altered, long = True, long and added >= SHORTEST_IN_NAME
        if not passes(value, tables[KEYS_SIEVE], tables[KEYS_SIEVE + 1], tables):
            break
        found = answer_in(value, tables[KEYS], tables[KEYS + 1], tables)
        if found < 0:
            break
        if found == 0 or not altered or not long or length < SHORTEST_FOR_ALIKE:
            continue
        if at > start or not _is_other(row[FOLDED, row[UNIT_START, at] : row[UNIT_END, at]], tables):
            size = _put(row, start, at, found - 1, breaks & ~1, text, size, hits, tables)
    return size


@compiled
def _put(
    row: Numbers, start: int, at: int, found: int, breaks: int, text: int, size: int, hits: Numbers, tables: Numbers
) -> int:
    first, last = row[UNIT_FIRST, start], row[UNIT_LAST, at]
    for item in range(tables[tables[KEY_STARTS] + found], tables[tables[KEY_STARTS] + found + 1]):
        form = tables[tables[KEY_ITEMS] + item]
        record = tables[FORMS] + FORM_SIZE * form
        if breaks & ~tables[record + BREAKS] == 0 and is_free(row, first, last, record, tables):
            size = put(row, first, last, form, DISGUISED, text, size, hits)
    return size


@compiled
def _is_other(written: Numbers, tables: Numbers) -> bool:
    """True for a name as it stands, a name with a number, a model code or a word with a digit or sign."""
    length, digits, others = len(written), 0, 0
    if key_list(hash_letters(written), tables) >= 0 or numbered(written, tables) >= 0:
        return True
    for at in range(length):
        digits += 48 <= written[at] <= 57
        others += not 97 <= written[at] <= 122
    if 2 * digits >= length or (48 <= written[length - 1] <= 57 and 48 <= written[length - 2] <= 57):
        return True
    if others != 1 or 97 <= written[0] <= 122 >= written[length - 1] >= 97:
        return False
    at_end = 97 <= written[0] <= 122
    odd = written[length - 1] if at_end else written[0]
    if odd != EXCLAMATION and not 48 <= odd <= 57:
        return False
    return is_known(written[: length - 1] if at_end else written[1:], tables)
