"""Does a text tell of the fault that the label of the fake has?

All words of the fault stand close together, whatever their order, and none between them says the contrary: "care label
is not sewn in upside down" does not tell of a "care label sewn in upside down".
"""

from functools import lru_cache

from counterfoil.text.tokens import words

FEWEST_WORDS, FEWEST_LETTERS = 2, 8  # of a fault: "faded" alone is told of many goods
BETWEEN = 3  # further words that may stand between those of the fault
_SMALL = frozenset("a an and are as at by for in is it its of on or the to was were with".split())
_CONTRARY = frozenset("no not none never nor without free isn isnt wasnt arent absent".split())


@lru_cache(maxsize=4_096)
def fault_words(fault: str) -> frozenset[str]:
    """Return the words by which the fault is known; none where they are too few to know it by."""
    found = frozenset(words(fault)) - _SMALL
    enough = len(found) >= FEWEST_WORDS and sum(map(len, found)) >= FEWEST_LETTERS
    return found if enough else frozenset()


def tells_of(fault: str, text: str) -> bool:
    """Return whether the text tells of the fault."""
    wanted = fault_words(fault)
    told = [word for word in words(text) if word not in _SMALL]
    if not wanted or not wanted <= set(told):
        return False
    width = len(wanted) + BETWEEN
    contrary = wanted & _CONTRARY
    for start, word in enumerate(told):
        near = _up_to_the_last(told[start : start + width], wanted)
        if word in wanted and near and set(told[max(0, start - 1) : start] + near) & _CONTRARY == contrary:
            return True
    return False


def _up_to_the_last(told: list[str], wanted: frozenset[str]) -> list[str]:
    """Return the words up to the one with which all that are wanted have been said; none where some are missing."""
    missing = set(wanted)
    for place, word in enumerate(told):
        missing.discard(word)
        if not missing:
            return told[: place + 1]
    return []
