"""Compiled: the lookups of many names, as `mark_index.build` makes them of a few.

Names are cut by the same code as texts, so that both meet under the same hashes.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, POWERS, Numbers, is_member
from counterfoil.text.kernel_parts import letter_set
from counterfoil.text.kernel_words import ENDS, FIRSTS, FOLDED, HASHES, LENGTHS, LETTERS, STARTS, cut_text
from counterfoil.text.mark_index import MOST_PIECES, SHORTEST_FOR_ALIKE
from counterfoil.text.mark_tables import LONGEST_BREAK, MOST_WORDS, PART_AFTER, PART_LETTERS

WORD_FIRST, WORD_LENGTH, WORD_HASH = range(3)  # of each word of a name, its first letter counted over all names
NAME_WORDS, NAME_LETTERS, NAME_BREAKS = range(3)
HAS_SLIPS, HAS_PLURAL, IS_POSSESSIVE = 1, 2, 4  # what `spellings` and `slips` are told of each key


@compiled
def take_names(
    data: npt.NDArray[np.uint8],
    offsets: Numbers,
    begin: int,
    row: Numbers,
    characters: Numbers,
    letters: Numbers,
    words: Numbers,
    names: Numbers,
    sizes: Numbers,
) -> int:
    """Cut names from `begin` on until one that plain Python must fold, and return its number."""
    for name in range(begin, len(offsets) - 1):
        count = cut_text(data, offsets[name], offsets[name + 1], row, characters)
        if count < 0:
            return name
        take_name(row, count, name, letters, words, names, sizes)
    return len(offsets) - 1


@compiled
def take_name(
    row: Numbers, count: int, name: int, letters: Numbers, words: Numbers, names: Numbers, sizes: Numbers
) -> None:
    """Add the words in the row, and where the name may be broken; `sizes` are the numbers of letters and words."""
    one, breaks, length = np.int64(1), np.int64(0), 0
    for word in range(count):
        breaks |= one << min(length, LONGEST_BREAK)
        first, at = row[FIRSTS, word], 0
        words[sizes[1], WORD_FIRST], words[sizes[1], WORD_LENGTH] = sizes[0], row[LENGTHS, word]
        words[sizes[1], WORD_HASH] = row[HASHES, word]
        sizes[1] += 1
        for place in range(row[STARTS, word], row[ENDS, word]):
            if at < row[LENGTHS, word] and row[FOLDED, place] == row[LETTERS, first + at]:
                letters[sizes[0]] = row[LETTERS, first + at]
                sizes[0] += 1
                at += 1
            else:
                breaks |= one << min(length + at, LONGEST_BREAK)
        length += row[LENGTHS, word]
    names[name, NAME_WORDS], names[name, NAME_LETTERS] = count, length
    names[name, NAME_BREAKS] = breaks & ~one & ~(one << LONGEST_BREAK)


@compiled
def alphabetic(letters: Numbers, firsts: Numbers, lengths: Numbers) -> Numbers:
    """Return of each key: 1 if it is a to z throughout, 0 if it has digits, 2 if Python must say."""
    answers = np.ones(len(firsts), dtype=np.int64)
    for key in range(len(firsts)):
        for place in range(firsts[key], firsts[key] + lengths[key]):
            if letters[place] >= 128 and answers[key] == 1:
                answers[key] = 2
            elif letters[place] < 97:
                answers[key] = 0
    return answers


@compiled
def spellings(letters: Numbers, firsts: Numbers, lengths: Numbers, flags: Numbers, es: Numbers) -> Numbers:
    """Return pairs of the hash of a spelling that is no slip, and its key's number; `es` marks those with -es."""
    pairs = np.empty((4 * len(firsts), 2), dtype=np.int64)
    size = 0
    for key in range(len(firsts)):
        value, before = np.int64(0), np.int64(0)
        for place in range(firsts[key], firsts[key] + lengths[key]):
            before = value
            value = value * BASE + letters[place] + 1
        pairs[size, 0], pairs[size, 1] = value, key
        size += 1
        if not flags[key] & HAS_PLURAL:
            continue
        if letters[firsts[key] + lengths[key] - 1] != 115:
            pairs[size, 0], pairs[size, 1] = value * BASE + 116, key
            size += 1
        if es[key]:
            pairs[size, 0], pairs[size, 1] = (value * BASE + 102) * BASE + 116, key
            size += 1
        if flags[key] & IS_POSSESSIVE:
            pairs[size, 0], pairs[size, 1] = before, key
            size += 1
    return pairs[:size]


@compiled
def beginnings(letters: Numbers, firsts: Numbers, lengths: Numbers, es: Numbers) -> Numbers:
    """Return the hash of every beginning of every key, and of its -e where its plural ends in -es."""
    hashes = np.empty(len(letters) + len(firsts), dtype=np.int64)
    size = 0
    for key in range(len(firsts)):
        value = np.int64(0)
        for place in range(firsts[key], firsts[key] + lengths[key]):
            value = value * BASE + letters[place] + 1
            hashes[size] = value
            size += 1
        if es[key]:
            hashes[size] = value * BASE + 102
            size += 1
    return hashes[:size]


@compiled
def slips(letters: Numbers, firsts: Numbers, lengths: Numbers, flags: Numbers) -> Numbers:
    """Return pairs of a hash and a key's number: the key, the key less one letter, and without doubled letters."""
    pairs = np.empty((len(letters) + 2 * len(firsts), 2), dtype=np.int64)
    size = 0
    for key in range(len(firsts)):
        if not flags[key] & HAS_SLIPS:
            continue
        first, end = firsts[key], firsts[key] + lengths[key]
        whole, tight, doubled = np.int64(0), np.int64(0), 0
        for place in range(first, end):
            whole = whole * BASE + letters[place] + 1
            if place > first and letters[place] == letters[place - 1]:
                doubled += 1
            else:
                tight = tight * BASE + letters[place] + 1
        pairs[size, 0], pairs[size, 1] = whole, key
        size += 1
        if doubled > 1:  # with one, it is the key less one letter
            pairs[size, 0], pairs[size, 1] = tight, key
            size += 1
        before = np.int64(0)
        for place in range(first, end):
            through, after = before * BASE + letters[place] + 1, end - place - 1
            if place == first or letters[place] != letters[place - 1]:
                pairs[size, 0], pairs[size, 1] = before * POWERS[after] + whole - through * POWERS[after], key
                size += 1
            before = through
    return pairs[:size]


@compiled
def letter_sets(letters: Numbers, words: Numbers) -> Numbers:
    """Return of each word which letters it has, as `letter_set` does."""
    sets = np.zeros(len(words), dtype=np.int64)
    for word in range(len(words)):
        first = words[word, WORD_FIRST]
        sets[word] = letter_set(letters[first : first + words[word, WORD_LENGTH]])
    return sets


@compiled
def anchors(
    words: Numbers, often: Numbers, sets: Numbers, words_from: Numbers, counts: Numbers, flags: Numbers
) -> Numbers:
    """Return, for names of several words, two columns: the hash of a word, and an item of PARTS.

    One word of a name may be altered, so it is looked for by two of its words, the two that fewest names have. Words of
    fewer than four letters are taken only where there are no others, for many names have them.
    """
    rows = np.empty((2 * len(words_from), 2), dtype=np.int64)
    size = 0
    for name in range(len(words_from)):
        if not flags[name] & HAS_SLIPS or counts[name] < 2 or counts[name] > MOST_PIECES:
            continue
        chosen = -1
        for turn in range(2):
            best, is_short = -1, False
            for place in range(counts[name]):
                word = words_from[name] + place
                short = words[word, WORD_LENGTH] < SHORTEST_FOR_ALIKE
                if place == chosen or (best >= 0 and short and not is_short):
                    continue
                if best < 0 or (is_short and not short) or often[word] < often[words_from[name] + best]:
                    best, is_short = place, short
            if turn == 0 and is_short:
                break  # no word is long enough to be altered
            if best >= 0:
                is_last = best == counts[name] - 1
                item = name * MOST_WORDS + best + (0 if is_last else PART_AFTER)
                neighbour = words_from[name] + best + (-1 if is_last else 1)
                rows[size, 0] = words[words_from[name] + best, WORD_HASH]
                rows[size, 1] = item | (sets[neighbour] << PART_LETTERS)
                size += 1
                chosen = best
    return rows[:size]


@compiled
def common(letters: Numbers, words: Numbers, slots: Numbers) -> Numbers:
    """Return of each word whether it is a dictionary word or its plural, as `words.is_common_word` has it."""
    answers = np.zeros(len(words), dtype=np.int64)
    for word in range(len(words)):
        first, length = words[word, WORD_FIRST], words[word, WORD_LENGTH]
        last = letters[first + length - 1]
        value = np.int64(0)
        for at in range(length):
            value = value * BASE + letters[first + at] + 1
            left = length - at - 1
            ending = (left == 0) | ((left == 1) & (last == 115))
            ending |= (left == 2) & (last == 115) & (letters[first + length - 2] == 101)
            if ending and is_member(value, 0, len(slots), slots):
                answers[word] = 1
    return answers


@compiled
def checksum(numbers: Numbers) -> int:
    """Return one number that changes when any of these does."""
    one, two, three, four = np.int64(1), np.int64(2), np.int64(3), np.int64(4)
    whole = len(numbers) // 4 * 4
    for at in range(0, whole, 4):
        one = (one ^ numbers[at]) * BASE
        two = (two ^ numbers[at + 1]) * BASE
        three = (three ^ numbers[at + 2]) * BASE
        four = (four ^ numbers[at + 3]) * BASE
    for at in range(whole, len(numbers)):
        one = (one ^ numbers[at]) * BASE
    return ((one * BASE ^ two) * BASE ^ three) * BASE ^ four
