"""Compiled: what do all mentions of a mark in an offer come to? One row for each offer and mark that it names.

The rules in words stand in `use_rows` and `company_rows`. All that is compiled stands in this one file, by which numba
keeps it; the flags of a mention come from `text.kernel_around`, whose changes are known to the cache.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.compiled import compiled
from counterfoil.text.kernel_around import COMPARING, DENIED, NOMINATIVE

Numbers = npt.NDArray[np.int64]
# Lines of the mentions of all offers, ordered by offer.
OFFER, MARK, KIND, MANNER, START, END, FIRST_WORD, LAST_WORD, FIELD, AROUND = range(10)
TITLE, BRAND, DESCRIPTION = range(3)  # fields
NAME, REMAINDER, FIRST_NAME = range(3)  # kinds of names, as `mark_index.KINDS` has them
PLAIN, JOINED, BROKEN, MISSPELLED, DISGUISED = range(5)  # manners, as `mark_reading.MANNERS` has them
LONGEST_SHORT_NAME = 3  # letters: LV, CK, YSL are names of goods' makers, and model codes of everybody else
# What the mentions of a pair come to.
(
    NAMED_IN_TITLE, SPELLED_IN_TITLE, NAMED_IN_BRAND, SPELLED, NOT_PLAIN, NOT_SHORT, TALKED_OF, NOT_NOMINATIVE,
    NOT_DENIED, COMPARED, IN_FULL, WRITTEN_IN_BRAND, HOUSE_NAMED, HOUSE_IN_BRAND, OWNER_IN_BRAND, BRAND_WRITES_IT,
) = (1 << bit for bit in range(16))  # fmt: skip
PAIR_OFFER, PAIR_MARK, PAIR_FLAGS, FIRST_IN_TITLE = range(4)  # lines of the pairs
NONE = -1


@compiled
def pairs_of(mentions: Numbers, houses: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs of offer and mark in the order in which they are first named, and the pair of each mention.

    `houses` and `owners` give of each mark the number of its house mark, or NONE, and that of its owner; marks beyond
    them are house marks that no right protects.
    """
    count = mentions.shape[1]
    pairs, pair_of = np.zeros((4, count), dtype=np.int64), np.zeros(count, dtype=np.int64)
    size, first = 0, 0
    for mention in range(count):
        offer, mark = mentions[OFFER, mention], mentions[MARK, mention]
        if size > 0 and pairs[PAIR_OFFER, first] != offer:
            _add_company(pairs, first, size, houses, owners)
            first = size
        pair = first
        while pair < size and pairs[PAIR_MARK, pair] != mark:
            pair += 1
        if pair == size:
            pairs[PAIR_OFFER, pair], pairs[PAIR_MARK, pair], pairs[FIRST_IN_TITLE, pair] = offer, mark, NONE
            size += 1
        if mentions[FIELD, mention] == TITLE and pairs[FIRST_IN_TITLE, pair] == NONE:
            pairs[FIRST_IN_TITLE, pair] = mention
        pairs[PAIR_FLAGS, pair] |= _flags(mentions, mention)
        pair_of[mention] = pair
    _add_company(pairs, first, size, houses, owners)
    return pairs[:, :size].copy(), pair_of


@compiled
def _flags(mentions: Numbers, mention: int) -> int:
    field, kind, manner = mentions[FIELD, mention], mentions[KIND, mention], mentions[MANNER, mention]
    around = mentions[AROUND, mention]
    flags = 0
    if field == TITLE:
        flags |= _in_title(kind, manner, around)
    if field == BRAND:
        flags |= NAMED_IN_BRAND | (WRITTEN_IN_BRAND if kind == NAME and manner == PLAIN else 0)
    if field != DESCRIPTION:
        flags |= TALKED_OF | _not_talk_alone(around)
    flags |= SPELLED if manner != MISSPELLED else 0
    flags |= NOT_PLAIN if manner != PLAIN else 0
    flags |= NOT_SHORT if mentions[END, mention] - mentions[START, mention] > LONGEST_SHORT_NAME else 0
    flags |= COMPARED if around & COMPARING else 0
    return flags | (IN_FULL if kind != FIRST_NAME else 0)


@compiled
def _in_title(kind: int, manner: int, around: int) -> int:
    as_mark = kind == NAME and not around & (NOMINATIVE | COMPARING | DENIED)
    flags = NAMED_IN_TITLE if as_mark or kind == REMAINDER else 0
    return flags | SPELLED_IN_TITLE if as_mark and manner != MISSPELLED else flags


@compiled
def _not_talk_alone(around: int) -> int:
    """Say which talk of the mark this is not: of what the goods fit, or of what they are not."""
    if around & NOMINATIVE:
        return NOT_NOMINATIVE if around & COMPARING else 0
    return NOT_NOMINATIVE if around & DENIED else NOT_NOMINATIVE | NOT_DENIED


@compiled
def _add_company(pairs: Numbers, first: int, size: int, houses: Numbers, owners: Numbers) -> None:
    """Say of the marks of one offer which are named beside their house, and whose owner the brand field names."""
    for pair in range(first, size):
        mark = pairs[PAIR_MARK, pair]
        if mark >= len(houses):
            continue
        for other in range(first, size):
            told, of_other = pairs[PAIR_MARK, other], pairs[PAIR_FLAGS, other]
            if told == houses[mark]:
                if of_other & IN_FULL:
                    pairs[PAIR_FLAGS, pair] |= HOUSE_NAMED
                if of_other & NAMED_IN_BRAND:
                    pairs[PAIR_FLAGS, pair] |= HOUSE_IN_BRAND
            if of_other & NAMED_IN_BRAND and told < len(owners) and owners[told] == owners[mark]:
                pairs[PAIR_FLAGS, pair] |= OWNER_IN_BRAND
                if of_other & WRITTEN_IN_BRAND:
                    pairs[PAIR_FLAGS, pair] |= BRAND_WRITES_IT


@compiled
def kept_lines(pairs: Numbers, names: Numbers, fits: Numbers, covers: int, outside: int) -> npt.NDArray[np.bool_]:
    """Return for each pair, with how its line fits the goods, whether it is held against the offer.

    A line on other goods is not, where another owner of the same name makes these.
    """
    kept = np.ones(pairs.shape[1], dtype=np.bool_)
    first = 0
    for pair in range(pairs.shape[1]):
        if pairs[PAIR_OFFER, pair] != pairs[PAIR_OFFER, first]:
            first = pair
        if fits[pair] != outside:
            continue
        other = first
        while other < pairs.shape[1] and pairs[PAIR_OFFER, other] == pairs[PAIR_OFFER, pair]:
            if names[other] == names[pair] and fits[other] == covers:
                kept[pair] = False
            other += 1
    return kept
