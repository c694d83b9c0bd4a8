"""The index of very many names, built by compiled code: the same lookups as `mark_index.build`, as one array.

Two million names are the most that it takes: see MOST_NAMES.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from counterfoil.errors import UserError
from counterfoil.text.characters import characters
from counterfoil.text.folding import fold
from counterfoil.text.hashing import Numbers, sieve_for, slots_for
from counterfoil.text.kernel_build import (
    HAS_PLURAL,
    HAS_SLIPS,
    IS_POSSESSIVE,
    NAME_BREAKS,
    NAME_LETTERS,
    NAME_WORDS,
    WORD_HASH,
    alphabetic,
    anchors,
    beginnings,
    common,
    letter_sets,
    slips,
    spellings,
    take_name,
    take_names,
)
from counterfoil.text.kernel_groups import grouped, others
from counterfoil.text.kernel_words import MOST_FOLDED, room_for
from counterfoil.text.mark_index import (
    HISSING,
    KINDS,
    LONGEST_NAME,
    SHORTEST_FOR_ALIKE,
    Name,
    in_both_cases,
    is_possessive,
)
from counterfoil.text.mark_tables import (
    ALL_LETTERS,
    FORMS,
    KEY_ITEMS,
    KEY_STARTS,
    KEYS,
    KEYS_SIEVE,
    PART_ITEMS,
    PART_STARTS,
    PARTS,
    SEVERAL,
    SHORT_CAPITALS,
    SLIP_ITEMS,
    SLIP_STARTS,
    SLIPS,
    SLIPS_SIEVE,
    WORDS,
    WRITTEN,
    WRITTEN_ENDS,
    joined,
)
from counterfoil.text.row_room import put_row
from counterfoil.text.tokens import tokens
from counterfoil.text.words import common_slots

MOST_NAMES = 2_500_000  # takes some 3 GB and 40 s while it is built, and 900 MB then
CHUNK = 20_000  # names cut at a time
Sections = dict[int, Numbers]
Flags = npt.NDArray[np.bool_]
_KINDS = {kind: number for number, kind in enumerate(KINDS)}


def build_tables(names: Iterable[Name]) -> Numbers:
    """Return the index as one array, its head still empty (`mark_file.sealed` fills it).

    Raises UserError for more than MOST_NAMES names.
    """
    asked = in_both_cases(names)
    if len(asked) > MOST_NAMES:
        raise UserError(
            f"{len(asked):,} names are looked for, and {MOST_NAMES:,} are the most.",
            cure="Split the list of rights and screen with each part.",
        )
    letters, words, cut = _cut_all([name.written for name in asked])
    kept = np.flatnonzero((cut[:, NAME_LETTERS] > 0) & (cut[:, NAME_LETTERS] <= LONGEST_NAME))
    firsts = _starts(cut[:, NAME_LETTERS])[kept]
    words_from = _starts(cut[:, NAME_WORDS])[kept]
    forms = [asked[number] for number in kept.tolist()]
    kinds = np.fromiter(map(_KINDS.__getitem__, map(itemgetter(2), forms)), dtype=np.int64, count=len(forms))
    cut = cut[kept]
    lengths = np.ascontiguousarray(cut[:, NAME_LETTERS])
    flags, es = _flags(forms, kinds == _KINDS["mark"], letters, firsts, lengths)
    counts = np.ascontiguousarray(cut[:, NAME_WORDS])
    records = np.zeros((len(forms), 8), dtype=np.int64)
    records[:, 0] = np.fromiter(map(itemgetter(0), forms), dtype=np.int64, count=len(forms))
    records[:, 1] = kinds + SHORT_CAPITALS * _are_short_capitals(forms, lengths)
    records[:, 2:7] = np.stack([firsts, lengths, cut[:, NAME_BREAKS], words_from, counts], axis=1)
    common_words = common(letters, words, common_slots())
    return joined(
        {
            **_keys(letters, firsts, lengths, flags, es),
            **_slips(letters, firsts, lengths, flags),
            **_parts(words, letter_sets(letters, words), words_from, counts, flags),
            **_written(forms),
            FORMS: records.ravel(),
            WORDS: np.column_stack([words[:, WORD_HASH], words[:, 0], words[:, 1], common_words]).ravel(),
            ALL_LETTERS: letters,
        }
    )


def _cut_all(written: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Return all letters, the words (first letter, length, hash) and the names (words, letters, breaks)."""
    letters, words, names, before = [], [], [], 0
    for begin in range(0, len(written), CHUNK):
        some, words_here, cut = _cut(written[begin : begin + CHUNK])
        words_here[:, 0] += before
        before += len(some)
        letters.append(some)
        words.append(words_here)
        names.append(cut)
    if not letters:
        return np.zeros(0, np.int64), np.zeros((0, 3), np.int64), np.zeros((0, 3), np.int64)
    return np.concatenate(letters), np.concatenate(words), np.concatenate(names)


def _cut(written: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    encoded = [name.encode("utf-8", "surrogatepass") for name in written]
    offsets = _starts(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)))
    data = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    most = MOST_FOLDED * len(data) + MOST_FOLDED
    letters, words = np.empty(most, np.int64), np.empty((most, 3), np.int64)
    names, sizes = np.zeros((len(written), 3), np.int64), np.zeros(2, np.int64)
    room = room_for(max(map(len, encoded), default=0))
    at = 0
    while True:
        at = take_names(data, offsets, at, room, characters(), letters, words, names, sizes)
        if at == len(written):
            return letters[: sizes[0]].copy(), words[: sizes[1]].copy(), names
        folded = fold(written[at])
        by_hand = put_row(written[at], folded, tokens(folded))
        take_name(by_hand.room, by_hand.words, at, letters, words, names, sizes)
        at += 1


def _flags(
    names: Sequence[Name], own_words: Flags, letters: Numbers, firsts: Numbers, lengths: Numbers
) -> tuple[Numbers, Numbers]:
    """Return what is told of each key, and whether its plural ends in -es; `own_words` are marks and their aliases."""
    own = own_words & (lengths >= SHORTEST_FOR_ALIKE)
    possessive = np.fromiter((is_possessive(name.written) for name in names), dtype=bool, count=len(names))
    alpha = alphabetic(letters, firsts, lengths)
    for number in np.flatnonzero(alpha == 2).tolist():
        key = letters[firsts[number] : firsts[number] + lengths[number]]
        alpha[number] = key.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass").isalpha()
    flags = HAS_SLIPS * (own_words & (alpha == 1)) + HAS_PLURAL * own + IS_POSSESSIVE * (own & possessive)
    return flags.astype(np.int64), (own & _hisses(letters, firsts + lengths)).astype(np.int64)


def _hisses(letters: Numbers, ends: Numbers) -> Flags:
    """Say of each key whether it ends in one of HISSING; `ends` count the letters before its end."""
    found = np.zeros(len(ends), dtype=bool)
    for ending in HISSING:
        matches = np.ones(len(ends), dtype=bool)
        for back, letter in enumerate(reversed(ending), start=1):
            matches &= letters[np.maximum(ends - back, 0)] == ord(letter) if len(letters) else False
        found |= matches
    return found


def _are_short_capitals(names: Sequence[Name], lengths: Numbers) -> Flags:
    short = np.flatnonzero(lengths <= 3)
    capitals = np.zeros(len(names), dtype=bool)
    capitals[short] = [names[number].written.isupper() for number in short.tolist()]
    return capitals


def _keys(letters: Numbers, firsts: Numbers, lengths: Numbers, flags: Numbers, es: Numbers) -> Sections:
    hashes, starts, items = grouped(spellings(letters, firsts, lengths, flags, es))
    begun = others(beginnings(letters, firsts, lengths, es), hashes)
    everything = np.concatenate([hashes, begun])
    answers = np.concatenate([np.arange(1, len(hashes) + 1), np.zeros(len(begun), np.int64)])
    return {
        KEYS: slots_for(everything, answers),
        KEYS_SIEVE: sieve_for(everything),
        KEY_STARTS: starts,
        KEY_ITEMS: items,
    }


def _slips(letters: Numbers, firsts: Numbers, lengths: Numbers, flags: Numbers) -> Sections:
    long_enough = np.where(lengths >= SHORTEST_FOR_ALIKE, flags, 0)
    hashes, starts, items = grouped(slips(letters, firsts, lengths, long_enough))
    several = np.diff(starts) > 1
    lists = np.cumsum(several) - 1
    answers = np.where(several, SEVERAL + lists, items[starts[:-1]] if len(items) else 0)
    listed = np.repeat(several, np.diff(starts))
    return {
        SLIPS: slots_for(hashes, answers),
        SLIPS_SIEVE: sieve_for(hashes),
        SLIP_STARTS: _starts(np.diff(starts)[several]),
        SLIP_ITEMS: items[listed],
    }


def _parts(words: Numbers, sets: Numbers, words_from: Numbers, counts: Numbers, flags: Numbers) -> Sections:
    _, word, often = np.unique(words[:, WORD_HASH], return_inverse=True, return_counts=True)
    hashes, starts, items = grouped(anchors(words, often[word], sets, words_from, counts, flags))
    return {PARTS: slots_for(hashes, np.arange(len(hashes))), PART_STARTS: starts, PART_ITEMS: items}


def _written(names: Sequence[Name]) -> Sections:
    encoded = [name.written.encode("utf-8", "surrogatepass") for name in names]
    together = b"".join(encoded)
    padded = together + bytes(-len(together) % 8)
    ends = np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)))
    return {WRITTEN_ENDS: ends, WRITTEN: np.frombuffer(padded, dtype=np.int64)}


def _starts(lengths: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
