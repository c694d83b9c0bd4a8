"""Compiled: may a word be a mark with a slip, or a mark run together with another word?

The answer may say yes too often, never too seldom: a row with a yes is read again by `mark_search`, which decides.
Letters are handed on as their place and number in the arrays that hold them.
"""

from functools import reduce

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, EMPTY, LONGEST_POWER, POWERS, Numbers, slot_of
from counterfoil.text.kernel_edits import hash_letters, is_slip, slip_of, squeezed
from counterfoil.text.kernel_words import FIRSTS, HASHES, LENGTHS, LETTERS, TAKEN
from counterfoil.text.mark_index import SHORTEST_FOR_ALIKE, SHORTEST_IN_JOINED
from counterfoil.text.mark_tables import (
    ALL_LETTERS,
    BEGINNINGS,
    JOINERS,
    KEY_FIRST,
    KEY_LENGTH,
    KEYS,
    KNOWN,
    LEET_READING,
    LIST_ITEMS,
    LIST_STARTS,
    MOST_WORDS,
    PARTS,
    SLIPS,
    SLOT_MASK,
    SLOTS,
    WORD_FIRST,
    WORD_HASH,
    WORD_LENGTH,
    WORDS_FROM,
)
from counterfoil.text.words import ENDINGS

NO_SLIP, A_SLIP, PERHAPS = range(3)
SHORTEST_STEM = 3  # letters before an ending
LONGEST_ENDING = max(map(len, ENDINGS))
ENDING_CODES = np.array([reduce(lambda code, letter: code * 128 + ord(letter), e, 0) for e in ENDINGS], dtype=np.int64)

# What is remembered of words seen: a hash with the answer whether a key begins so; the hash of a word without slips.
MEMO_BEGINNING, MEMO_IS_BEGINNING, MEMO_CLEAN, MEMO_COLUMNS = range(4)
MEMO_SIZE = 1 << 14


@compiled
def position_of(value: int, base: int, tables: Numbers) -> int:
    """Return the position of a hash in one of the lookups, or −1."""
    slots, mask = tables[base + SLOTS], tables[base + SLOT_MASK]
    slot = slot_of(value, mask)
    while tables[slots + 2 * slot + 1] != EMPTY:
        if tables[slots + 2 * slot] == value:
            return tables[slots + 2 * slot + 1]
        slot = (slot + 1) & mask
    return -1


@compiled
def is_beginning(value: int, memo: Numbers, tables: Numbers) -> bool:
    """Say whether some key begins with this word; the answer for a word seen before is remembered."""
    slot = slot_of(value, MEMO_SIZE - 1)
    if memo[slot, MEMO_BEGINNING] != value:
        memo[slot, MEMO_BEGINNING] = value
        memo[slot, MEMO_IS_BEGINNING] = position_of(value, BEGINNINGS, tables) >= 0
    return memo[slot, MEMO_IS_BEGINNING] != 0


@compiled
def slip_in(row: Numbers, word: int, words: int, memo: Numbers, tables: Numbers) -> int:
    """Return NO_SLIP, A_SLIP where names stand in this word with one slip, or PERHAPS where plain Python must say.

    A word that holds no name, and is no part of one, is remembered: most words of a text have been seen before.
    """
    length, value = row[LENGTHS, word], row[HASHES, word]
    if length < SHORTEST_FOR_ALIKE or length > LONGEST_POWER:
        return NO_SLIP
    slot = slot_of(value, MEMO_SIZE - 1)
    if memo[slot, MEMO_CLEAN] == value:
        return NO_SLIP
    part = position_of(value, PARTS, tables)
    if part >= 0 and _part_of_name(row, word, words, part, tables):
        return PERHAPS
    found = _one_word(row[LETTERS, row[FIRSTS, word] : row[FIRSTS, word] + length], value, tables)
    if part < 0 and found == NO_SLIP:
        memo[slot, MEMO_CLEAN] = value
    return found


@compiled
def _one_word(letters: Numbers, value: int, tables: Numbers) -> int:
    if position_of(value, KNOWN, tables) >= 0 or position_of(value, KEYS, tables) >= 0:
        return NO_SLIP
    digits = _digits(letters)
    if digits and _reads_as_name(letters, tables):
        return PERHAPS
    if _is_inflected(letters, tables):
        return NO_SLIP
    if _holds_name(letters, tables):
        return PERHAPS
    if digits or add_slips(letters, value, np.empty(1, dtype=np.int64), tables) == 0:
        return NO_SLIP
    for place in range(len(letters)):
        if letters[place] >= 128:
            return PERHAPS
    return A_SLIP


@compiled
def _is_inflected(letters: Numbers, tables: Numbers) -> bool:
    """True for an ordinary word with an ending, as `words.is_known_word` has it."""
    length, stem = len(letters), np.int64(0)
    for cut in range(1, length):
        stem = stem * BASE + letters[cut - 1] + 1
        if cut < SHORTEST_STEM or length - cut > LONGEST_ENDING or not _is_ending(letters, cut):
            continue
        if position_of(stem, KNOWN, tables) >= 0:
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
            return True
    return False


@compiled
def _digits(letters: Numbers) -> int:
    count = 0
    for place in range(len(letters)):
        if 48 <= letters[place] <= 57:
            count += 1
    return count


@compiled
def _reads_as_name(letters: Numbers, tables: Numbers) -> bool:
    """True when the digits, read as letters, give a name."""
    for reading in range(2):
        value = np.int64(0)
        for place in range(len(letters)):
            letter = letters[place]
            if 48 <= letter <= 57:
                letter = tables[tables[LEET_READING] + 10 * reading + letter - 48]
                if letter == 0:
                    return False
            value = value * BASE + letter + 1
        if position_of(value, KEYS, tables) >= 0:
            return True
    return False


@compiled
def add_slips(letters: Numbers, value: int, forms: Numbers, tables: Numbers) -> int:
    """Write the forms that a word is a slip of into `forms`, each once; return how many, or −1 without room."""
    count = _add_deletions(letters, value, letters, 0, forms, tables)
    tight = squeezed(letters)
    if count >= 0 and len(tight) < len(letters):
        count = _add_deletions(tight, hash_letters(tight), letters, count, forms, tables)
    return count


@compiled
def _add_deletions(letters: Numbers, value: int, written: Numbers, count: int, forms: Numbers, tables: Numbers) -> int:
    count = _add_led_to(value, written, count, forms, tables)
    before = np.int64(0)
    for place in range(len(letters)):
        after = len(letters) - place - 1
        through = before * BASE + letters[place] + 1
        if count >= 0:
            rest = before * POWERS[after] + value - through * POWERS[after]
            count = _add_led_to(rest, written, count, forms, tables)
        before = through
    return count


@compiled
def _add_led_to(value: int, written: Numbers, count: int, forms: Numbers, tables: Numbers) -> int:
    found = position_of(value, SLIPS, tables)
    if found < 0:
        return count
    starts, items = tables[SLIPS + LIST_STARTS], tables[SLIPS + LIST_ITEMS]
    for item in range(tables[starts + found], tables[starts + found + 1]):
        form = tables[items + item]
        first = tables[ALL_LETTERS] + tables[tables[KEY_FIRST] + form]
        if not is_slip(written, tables[first : first + tables[tables[KEY_LENGTH] + form]], tables):
            continue
        known = False
        for place in range(count):
            known |= forms[place] == form
        if not known:
            if count == len(forms):
                return -1
            forms[count] = form
            count += 1
    return count


@compiled
def _holds_name(letters: Numbers, tables: Numbers) -> bool:
    """True when the word begins or ends with a name and the rest is a word that sellers join to marks."""
    length = len(letters)
    while length > 0 and 48 <= letters[length - 1] <= 57:
        length -= 1
    head, whole = np.int64(0), hash_letters(letters[:length])
    for cut in range(1, length - 1):
        head = head * BASE + letters[cut - 1] + 1
        tail = whole - head * POWERS[length - cut]
        if cut > 1 and (
            _joined(head, cut, tail, length - cut, tables) or _joined(tail, length - cut, head, cut, tables)
        ):
            return True
    return False


@compiled
def _joined(name: int, name_length: int, rest: int, rest_length: int, tables: Numbers) -> bool:
    if name_length + rest_length // 4 < SHORTEST_IN_JOINED:
        return False
    return position_of(rest, JOINERS, tables) >= 0 and position_of(name, KEYS, tables) >= 0


@compiled
def _part_of_name(row: Numbers, word: int, words: int, found: int, tables: Numbers) -> bool:
    """True when the words around spell a name of several words but for one of them."""
    starts, items = tables[PARTS + LIST_STARTS], tables[PARTS + LIST_ITEMS]
    for item in range(tables[starts + found], tables[starts + found + 1]):
        part = tables[items + item]
        if _differs_in_one(row, word - part % MOST_WORDS, words, part // MOST_WORDS, tables):
            return True
    return False


@compiled
def _differs_in_one(row: Numbers, first: int, words: int, form: int, tables: Numbers) -> bool:
    begin, end = tables[tables[WORDS_FROM] + form], tables[tables[WORDS_FROM] + form + 1]
    if first < 0 or first + end - begin > words:
        return False
    wrong = np.int64(-1)
    for part in range(begin, end):
        place = first + part - begin
        if row[HASHES, place] != tables[tables[WORD_HASH] + part]:
            if wrong >= 0 or abs(row[LENGTHS, place] - tables[tables[WORD_LENGTH] + part]) > 1 or row[TAKEN, place]:
                return False
            wrong = part
    if wrong < 0 or tables[tables[WORD_LENGTH] + wrong] < SHORTEST_FOR_ALIKE:
        return False
    place = first + wrong - begin
    seen = row[LETTERS, row[FIRSTS, place] : row[FIRSTS, place] + row[LENGTHS, place]]
    start = tables[ALL_LETTERS] + tables[tables[WORD_FIRST] + wrong]
    return slip_of(seen, tables[start : start + tables[tables[WORD_LENGTH] + wrong]], tables) > 0
