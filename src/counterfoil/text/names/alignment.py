"""Which word of one name stands for which word of the other, and what is left over?

Words are paired greedily, the most alike first, in any order; what is split in one name and joined in the other
("Good Will", "JanDaniel") is joined before.
"""

from collections.abc import Callable
from typing import NamedTuple

from counterfoil.text.names.forms import NameForm
from counterfoil.text.names.word_likeness import JOINED, likeness, likeness_without_vowels

PAIRED = 0.5  # two words less alike than this are two words
ACRONYM = 0.75  # a word of the initials of all that is left over …
SHORTEST_ACRONYM = 3  # … if there are so many
Likeness = Callable[[str, str], float]


class Alignment(NamedTuple):
    """`pairs` of words with how alike they are, and the words `left` and `right` that found none."""

    pairs: tuple[tuple[str, str, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def align(one: NameForm, other: NameForm) -> Alignment:
    """Return which word of one name stands for which of the other."""
    alike: Likeness = likeness_without_vowels if one.vowelless != other.vowelless else likeness
    first = _joined(one.words, other.words, alike)
    second = _joined(other.words, first, alike)
    scored = sorted(
        ((-alike(a, b), abs(i - j), i, j) for i, a in enumerate(first) for j, b in enumerate(second)),
    )
    left, right, pairs = dict(enumerate(first)), dict(enumerate(second)), []
    for unlike, _, i, j in scored:
        if -unlike < PAIRED:
            break
        if i in left and j in right:
            pairs.append((left.pop(i), right.pop(j), -unlike))
    return _with_initials(Alignment(tuple(pairs), tuple(left.values()), tuple(right.values())))


def _with_initials(found: Alignment) -> Alignment:
    """Return the alignment, a word of initials paired with the words that are left over on the other side."""
    left, right = found.left, found.right
    short, words = (left, right) if len(left) < len(right) else (right, left)
    if len(short) != 1 or len(words) < SHORTEST_ACRONYM or short[0] != "".join(word[0] for word in words):
        return found
    return Alignment((*found.pairs, (short[0], " ".join(words), ACRONYM)), (), ())


def _joined(words: tuple[str, ...], others: tuple[str, ...], alike: Likeness) -> tuple[str, ...]:
    """Return the words, two neighbours in one where the other name has them so, in either order (Wei Zhang)."""
    result: list[str] = []
    there, waiting = set(others), list(words)
    while waiting:
        pair = waiting[:2]
        one = _one_word(pair, others, alike) if len(pair) == 2 and not there.intersection(pair) else None
        result.append(one or waiting[0])
        del waiting[: 2 if one else 1]
    return tuple(result)


def _one_word(pair: list[str], others: tuple[str, ...], alike: Likeness) -> str | None:
    """Return the two words as one where it is more like a word of the other name than each of them is."""
    longer = [word for word in others if len(word) > max(map(len, pair))]
    if not longer:
        return None
    apart = max(alike(word, other) for word in pair for other in others)
    best, joined = max((alike(one, word), one) for one in (pair[0] + pair[1], pair[1] + pair[0]) for word in longer)
    return joined if best >= JOINED and best > apart else None
