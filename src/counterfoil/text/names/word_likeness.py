"""How alike are two words of names? 1 for one word, lower with each letter that differs, whatever way it is written."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from counterfoil.text.names.skeleton import SHORTEST, skeleton
from counterfoil.text.names.vocabulary import full_forenames

HEARD = 0.2  # what two spellings of one skeleton gain (Moammar, Muammar) …
SOUNDS_ALIKE = 0.9  # … and as far as it brings them: they are two spellings, after all
INITIAL = 0.8  # a letter for a word that begins with it
NUMBERS = 0.2  # two different numbers
JOINED = 0.85  # from here two words of one name are one word of the other ("Good Will")


@lru_cache(maxsize=1 << 19)
def likeness(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1; symmetrical."""
    if one == other:
        return 1.0
    if one.isdigit() and other.isdigit():
        return NUMBERS
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and not short.isdigit():
        return INITIAL if long.startswith(short) else 0.0
    if full_forenames().get(one, one) == full_forenames().get(other, other):
        return SOUNDS_ALIKE  # Bill and William
    written = 1 - OSA.distance(one, other) / len(long)
    return max(written, min(SOUNDS_ALIKE, written + HEARD)) if _sound_alike(one, other) else written


@lru_cache(maxsize=1 << 17)
def likeness_without_vowels(one: str, other: str) -> float:
    """Return how alike two words are when the vowels of one are not written."""
    first, second = skeleton(one), skeleton(other)
    if min(len(first), len(second)) < SHORTEST:
        return 0.7 if first == second else likeness(one, other)
    return SOUNDS_ALIKE * (1 - OSA.distance(first, second) / max(len(first), len(second)))


def _sound_alike(one: str, other: str) -> bool:
    heard = skeleton(one)
    return len(heard) >= SHORTEST and heard == skeleton(other)
