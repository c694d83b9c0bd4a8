"""Reads titles byte by byte for `product_type`: words, phrases, and the term that counts, in compiled code.

The rule in words, and a slow twin in plain Python that this must equal, stand in tests/reference/product_types.py.
All tables lie in one array, `known`, because each array handed from function to function costs more than a look-up;
its first entries say where each begins. All that is compiled stands in this one file, by which numba keeps it.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Function = TypeVar("Function", bound=Callable[..., object])

OTHER, LETTER, SPACE, END_MARK, DASH, UNDERSCORE = 0, 1, 2, 3, 4, 5  # kinds of characters
COVERED = 0x40000  # code points whose kind is known: the planes in which letters are assigned (0 to 3)
NONE = -1
# Places in `known` where the place of each table stands. SLOTS: pairs of a word's hash and number; ROLE: of each word
# 0, 1 if it ends a phrase, 2 if behind it stands what the goods fit; CHILD: of each word the node of the tree of
# phrases below it; EDGES: triples of node, word and node below; ENDS_AT: of each node the phrase that ends there;
# NAME, DECISIVE, WORDS: of each phrase its type, whether it outweighs, its number of words; HEADS: of each phrase its
# first head; HEAD_NAME, HEAD_GAP, HEAD_OF: of each head; FITTED: of each type. KINDS: of each code point.
SLOTS, SLOT_MASK, ROLE, CHILD, EDGES, EDGE_MASK, ENDS_AT, NAME, DECISIVE, WORDS = range(10)
HEADS, HEAD_NAME, HEAD_GAP, HEAD_OF, FITTED, TYPES, LONGEST_GAP, KINDS = range(10, 18)
PLACES = 18
BASE = np.int64(-7046029254386353131)  # 0x9E3779B97F4A7C15: odd, its bits well mixed; products wrap at 64 bits
_LOWER, _SLASH, _W = 0x20, 0x2F, 0x77
# Places in the array for work: the type found so far, the phrase whose heads wait, whether all is decided, then words
# of the phrase, and behind them its terms: pairs of phrase and place of its first word.
_FOUND, _WAITING, _DONE, _ROOM = 0, 1, 2, 3


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


@compiled
def types_in(data: Bytes, offsets: Numbers, known: Numbers) -> Numbers:
    """Return the number of each text's product type, or NONE. Texts are UTF-8, in NFKC; capitals only of ASCII."""
    found = np.full(len(offsets) - 1, NONE, dtype=np.int64)
    longest = 0
    for row in range(len(found)):
        longest = max(longest, offsets[row + 1] - offsets[row])
    work = np.empty(_ROOM + 3 * (longest + 1), dtype=np.int64)
    for row in range(len(found)):
        found[row] = _type_of(data, offsets[row], offsets[row + 1], known, work)
    return found


@compiled
def _type_of(data: Bytes, start: int, stop: int, known: Numbers, work: Numbers) -> int:
    work[_FOUND], work[_WAITING], work[_DONE] = NONE, NONE, 0
    place, count, before, role = start, 0, SPACE, 0
    while place < stop and work[_DONE] == 0:
        kind, behind = _kind_at(data, place, known)
        if kind == LETTER:
            word, behind = _word_at(data, place, stop, known)
            is_short_with = behind - place == 1 and (data[place] | _LOWER) == _W and before != UNDERSCORE
            if is_short_with and behind < stop and data[behind] == _SLASH:  # "w/"
                kind = END_MARK
            elif word == NONE or known[known[ROLE] + word] == 0:
                work[_ROOM + count] = word
                count += 1
            else:
                _end_phrase(count, role, known, work)
                count, role = 0, known[known[ROLE] + word]
        if kind == END_MARK or (kind == DASH and before == SPACE and _is_space(data, behind, stop, known)):
            _end_phrase(count, role, known, work)
            count, role = 0, 0
        place, before = behind, kind
    if work[_DONE] == 0:
        _end_phrase(count, role, known, work)
    return work[_FOUND]


@compiled
def _kind_at(data: Bytes, place: int, known: Numbers) -> tuple[int, int]:
    """Return the kind of the character and the place behind it (RFC 3629)."""
    first = np.int64(data[place])
    if first < 0x80:
        return known[known[KINDS] + first], place + 1
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    code = first & (0xFF >> (size + 1))
    for further in range(1, size):
        code = (code << 6) | np.int64(data[place + further] & 0x3F)
    return (known[known[KINDS] + code] if code < COVERED else OTHER), place + size


@compiled
def _is_space(data: Bytes, place: int, stop: int, known: Numbers) -> bool:
    return place < stop and _kind_at(data, place, known)[0] == SPACE


@compiled
def _word_at(data: Bytes, place: int, stop: int, known: Numbers) -> tuple[int, int]:
    """Return the number of the word that begins here (NONE where no phrase has it) and the place behind it."""
    value = np.int64(0)
    while place < stop:
        kind, behind = _kind_at(data, place, known)
        if kind != LETTER:
            break
        for at in range(place, behind):
            byte = np.int64(data[at])
            if 0x41 <= byte <= 0x5A:
                byte |= _LOWER
            value = value * BASE + byte + 1
        place = behind
    slot, slots = slot_of(value, known[SLOT_MASK]), known[SLOTS]
    while known[slots + 2 * slot + 1] != NONE:
        if known[slots + 2 * slot] == value:
            return known[slots + 2 * slot + 1], place
        slot = (slot + 1) & known[SLOT_MASK]
    return NONE, place


@compiled
def hash_of(word: Bytes) -> int:
    """Return the hash of a word in UTF-8."""
    value = np.int64(0)
    for byte in word:
        value = value * BASE + np.int64(byte) + 1
    return value


@compiled
def slot_of(value: int, mask: int) -> int:
    """Return the slot in which a hash is looked for first."""
    return (value ^ (value >> 29)) & mask


@compiled
def edge_slot(node: int, word: int, mask: int) -> int:
    """Return the slot in which the edge from a node by a word is looked for first."""
    return (node * 31 + word * 7919) & mask


@compiled
def _below(node: int, word: int, known: Numbers) -> int:
    slot, edges = edge_slot(node, word, known[EDGE_MASK]), known[EDGES]
    while known[edges + 3 * slot] != NONE:
        if known[edges + 3 * slot] == node and known[edges + 3 * slot + 1] == word:
            return known[edges + 3 * slot + 2]
        slot = (slot + 1) & known[EDGE_MASK]
    return NONE


@compiled
def _end_phrase(words: int, role: int, known: Numbers, work: Numbers) -> None:
    """Settle what one phrase of the title adds to what is known."""
    terms = _ROOM + words
    count, is_decisive = _terms(words, known, work)
    waiting = work[_WAITING]
    if role == 2 and waiting != NONE:
        for head in range(known[known[HEADS] + waiting], known[known[HEADS] + waiting + 1]):
            for other in range(count):
                if _is_of(head, work[terms + 2 * other], known):  # "case for iPhone"
                    work[_FOUND], work[_DONE] = known[known[HEAD_NAME] + head], 1
                    return
    work[_WAITING] = NONE
    if work[_FOUND] == NONE or is_decisive:
        work[_FOUND] = _head_of(terms, count, role == 2, known, work)
        if count > 0:
            work[_WAITING] = work[terms + 2 * (count - 1)]
    work[_DONE] = 1 if is_decisive else 0


@compiled
def _terms(words: int, known: Numbers, work: Numbers) -> tuple[int, bool]:
    """Write down the phrases of the table behind the words, the longest first; return how many, whether one decides."""
    count, start, is_decisive = 0, 0, False
    while start < words:
        phrase, node, place = NONE, NONE, start
        if work[_ROOM + start] != NONE:
            node = known[known[CHILD] + work[_ROOM + start]]
        while node != NONE:
            if known[known[ENDS_AT] + node] != NONE:
                phrase = known[known[ENDS_AT] + node]
            place += 1
            has_next = place < words and work[_ROOM + place] != NONE
            node = _below(node, work[_ROOM + place], known) if has_next else NONE
        if phrase == NONE:
            start += 1
            continue
        work[_ROOM + words + 2 * count], work[_ROOM + words + 2 * count + 1] = phrase, start
        count += 1
        start += known[known[WORDS] + phrase]
        is_decisive = is_decisive or known[known[DECISIVE] + phrase] == 1
    return count, is_decisive


@compiled
def _is_of(head: int, phrase: int, known: Numbers) -> bool:
    name = known[known[NAME] + phrase]
    return name != NONE and known[known[HEAD_OF] + head * known[TYPES] + name] == 1


@compiled
def _head_of(terms: int, count: int, is_use: bool, known: Numbers, work: Numbers) -> int:
    """Return the type of the last term that counts: "strap" only behind a watch, an iPhone not behind "for"."""
    for place in range(count - 1, -1, -1):
        name = known[known[NAME] + work[terms + 2 * place]]
        near, is_behind = _behind(terms, place, known, work)
        if near != NONE:
            return near
        is_fitted = name != NONE and known[known[FITTED] + name] == 1
        if is_fitted:
            led = _led(terms, place, known, work)
            if led != NONE:
                return led
        if not is_behind and name != NONE and not (is_use and is_fitted):
            return name
    return NONE


@compiled
def _behind(terms: int, place: int, known: Numbers, work: Numbers) -> tuple[int, bool]:
    """Return what a term names behind one that it is made for near by, or NONE; and whether it stands behind one."""
    phrase, is_behind = work[terms + 2 * place], False
    for head in range(known[known[HEADS] + phrase], known[known[HEADS] + phrase + 1]):
        for other in range(place):
            made_for = work[terms + 2 * other]
            if _is_of(head, made_for, known):
                is_behind = True
                end = work[terms + 2 * other + 1] + known[known[WORDS] + made_for]
                if work[terms + 2 * place + 1] - end <= known[known[HEAD_GAP] + head]:
                    return known[known[HEAD_NAME] + head], True
    return NONE, is_behind


@compiled
def _led(terms: int, place: int, known: Numbers, work: Numbers) -> int:
    """Heads stand before the thing they are made for in French and Spanish: "coque iPhone 12"."""
    phrase = work[terms + 2 * place]
    for other in range(place):
        earlier = work[terms + 2 * other]
        for head in range(known[known[HEADS] + earlier], known[known[HEADS] + earlier + 1]):
            if known[known[HEAD_GAP] + head] == known[LONGEST_GAP] and _is_of(head, phrase, known):
                return known[known[HEAD_NAME] + head]
    return NONE
