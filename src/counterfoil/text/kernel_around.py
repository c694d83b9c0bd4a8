"""Compiled: in what company does a name stand? Reads the words before and behind each place of a text.

The rules in words stand in `screening.context`, whose lists come here as a table of words and their roles.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, Numbers
from counterfoil.text.kernel_letters import IN_WORD, kind_at
from counterfoil.text.letter_kinds import NUMBER, SMALL

Bytes = npt.NDArray[np.uint8]
# Roles of a word, and of two words that follow each other (COMPARES, DENIES_TIED).
FITS, NOT_WHOM_IT_FITS, COMPARES_AFTER, DENIES, AFTER_A_FIRST_NAME, BY, NEW, COMPARES, DENIES_TIED = (
    1 << bit for bit in range(9)
)
# What the words around a place say of it.
NOMINATIVE, COMPARING, DENIED, HEADS, COMPLETED, CAPITALISED = (1 << bit for bit in range(6))
_QUOTE, _CURLED = ord("'"), (0xE2, 0x80, 0x99)  # ’ in UTF-8
_LARGE_A, _LARGE_Z, _TO_SMALL, _SMALL_S = ord("A"), ord("Z"), 32, ord("s")
_PLAIN, _OTHER = 0, 1  # whether a mention is decided to be no nominative one yet
# What is known of the words read: their number, hash of the last, its kinds and whether an apostrophe ties it to the
# one before, whether a word such as "for" waits for what follows, what was decided, words since a comparison.
_WORDS, _LAST, _ROLES, _KINDS, _TIED, _WAITS, _SAYS, _BY_SINCE, _SINCE, _ONLY_HEADS, _END = range(11)
_STATE = 11


@compiled
def pair_of(one: int, other: int) -> int:
    """Return the hash of two words that follow each other."""
    return int(one * BASE + (other ^ (other >> 17)) + 1)


@compiled
def word_hash(data: Bytes, start: int, end: int) -> int:
    """Return the hash of a word, capitals of ASCII read as small letters."""
    value = np.int64(0)
    for at in range(start, end):
        byte = np.int64(data[at])
        if _LARGE_A <= byte <= _LARGE_Z:
            byte += _TO_SMALL
        value = value * BASE + byte + 1
    return int(value)


@compiled
def slot_of(value: int, mask: int) -> int:
    """Return the slot in which a hash is looked for first."""
    return (value ^ (value >> 31)) & mask


@compiled
def _roles_of(value: int, table: Numbers) -> int:
    mask = len(table) // 2 - 1
    slot = slot_of(value, mask)
    while table[2 * slot + 1] != 0:
        if table[2 * slot] == value:
            return int(table[2 * slot + 1])
        slot = (slot + 1) & mask
    return 0


@compiled
def around(
    data: Bytes, offsets: Numbers, places: Numbers, most_between: int, kinds: Numbers, table: Numbers
) -> Numbers:
    """Return what stands around each place: lines of `places` are text, start and end, in characters.

    `most_between`: words that may stand between a comparison and the place.
    """
    found = np.zeros(places.shape[1], dtype=np.int64)
    state = np.zeros(_STATE, dtype=np.int64)
    for number in range(len(found)):
        start, end = offsets[places[0, number]], offsets[places[0, number] + 1]
        first = _behind_characters(data, start, end, places[1, number])
        behind = _behind_characters(data, first, end, places[2, number] - places[1, number])
        _read_before(data, start, first, kinds, table, state)
        found[number] = _told_before(most_between, state) | _told_behind(data, behind, end, kinds, table)
        if behind == first or not kind_at(data, first, kinds)[0] & SMALL:
            found[number] |= CAPITALISED
    return found


@compiled
def _behind_characters(data: Bytes, place: int, end: int, count: int) -> int:
    """Return the place behind so many characters."""
    while count > 0 and place < end:
        place += 1
        while place < end and data[place] & 0xC0 == 0x80:
            place += 1
        count -= 1
    return place


@compiled
def _apostrophe_end(data: Bytes, place: int, end: int) -> int:
    """Return the place behind an apostrophe; the place itself where there is none."""
    if place < end and data[place] == _QUOTE:
        return place + 1
    if place + 2 < end and (data[place], data[place + 1], data[place + 2]) == _CURLED:
        return place + 3
    return place


@compiled
def _read_before(data: Bytes, place: int, end: int, kinds: Numbers, table: Numbers, state: Numbers) -> None:
    """Read the words before a place, one by one."""
    state[:] = 0
    state[_SINCE], state[_ONLY_HEADS], state[_END] = -1, 1, -1
    while place < end:
        start, seen = place, 0
        kind, behind = kind_at(data, place, kinds)
        while kind & IN_WORD:
            seen |= kind
            place = behind
            if place >= end:
                break
            kind, behind = kind_at(data, place, kinds)
        if place == start:
            place = behind
            continue
        tied = state[_END] >= 0 and _apostrophe_end(data, state[_END], end) == start and start > state[_END]
        _read_word(word_hash(data, start, place), seen, tied, table, state)
        state[_END] = place
    state[_END] = 1 if state[_END] == end else 0  # from here on: whether a word stands hard by the place


@compiled
def _read_word(value: int, seen: int, tied: bool, table: Numbers, state: Numbers) -> None:
    roles = _roles_of(value, table)
    both = _roles_of(pair_of(state[_LAST], value), table) if state[_WORDS] > 0 else 0
    if both & COMPARES:
        state[_SINCE] = 0
    elif state[_SINCE] >= 0 and (not tied or state[_SINCE] == 0):
        state[_SINCE] += 1
    if not (roles & NEW or seen & IN_WORD == NUMBER):
        state[_ONLY_HEADS] = 0
    if state[_WAITS] and roles & NOT_WHOM_IT_FITS:
        state[_WAITS] = 0  # "for men": nobody's goods are meant
    else:
        _settle(state)
        if state[_SAYS] and roles & BY:
            state[_BY_SINCE] = 1
        if not state[_SAYS] and roles & FITS:
            state[_WAITS] = 2 if state[_WORDS] > 0 else 1
    state[_WORDS] += 1
    state[_LAST], state[_ROLES], state[_TIED] = value, roles | (both if tied else 0), tied


@compiled
def _settle(state: Numbers) -> None:
    """A word such as "for" with another before it is not followed by "men": whom the goods fit comes next."""
    if state[_WAITS] == 2:
        state[_SAYS] = 1
    state[_WAITS] = 0


@compiled
def _told_before(most_between: int, state: Numbers) -> int:
    _settle(state)
    told = NOMINATIVE if state[_SAYS] and not state[_BY_SINCE] else 0
    if state[_END]:
        return told
    if state[_WORDS] > 0 and state[_ROLES] & (DENIES | DENIES_TIED):
        told |= DENIED
    if 0 <= state[_SINCE] <= most_between:
        told |= COMPARING
    return told | HEADS if state[_ONLY_HEADS] else told


@compiled
def _told_behind(data: Bytes, place: int, end: int, kinds: Numbers, table: Numbers) -> int:
    """Say whether the word behind compares, and whether it may go on with a name; a possessive s is left out."""
    behind = _apostrophe_end(data, place, end)
    if behind > place and behind < end and data[behind] | _TO_SMALL == _SMALL_S:
        place = behind + 1
    start = place
    kind, behind = (kind_at(data, place, kinds)) if place < end else (0, place)
    while place < end and not kind & IN_WORD:
        place = behind
        if place < end:
            kind, behind = kind_at(data, place, kinds)
    if place == start or place >= end:
        return 0
    start, is_number = place, kind & NUMBER != 0
    while place < end and kind & IN_WORD:
        place = behind
        if place < end:
            kind, behind = kind_at(data, place, kinds)
    roles = _roles_of(word_hash(data, start, place), table)
    tied = _apostrophe_end(data, place, end)
    if tied > place and tied < end and kind_at(data, tied, kinds)[0] & IN_WORD:
        roles = 0  # "type's" is another word
    told = COMPARING if roles & COMPARES_AFTER else 0
    return told if roles & AFTER_A_FIRST_NAME or is_number else told | COMPLETED
