"""How does one spelling differ from another by a single slip?

The slips are those that sellers make on purpose: a letter doubled, dropped, added, swapped with its neighbour or
replaced (restricted Damerau–Levenshtein distance 1; Damerau 1964, https://doi.org/10.1145/363958.363994).
"""

from itertools import groupby

from counterfoil.text.lookalikes import ALIKE_PAIRS


def slip(written: str, meant: str) -> str:
    """Return how `written` departs from `meant`: doubled, dropped, added, transposed, alike, replaced, or ''.

    '' when they are equal or differ by more than one slip; 'alike' is a letter replaced by one that looks or
    sounds like it.
    """
    if written == meant or abs(len(written) - len(meant)) > 1:
        return ""
    start = _common_prefix(written, meant)
    if len(written) > len(meant):
        return _inserted(written, meant, start)
    if len(written) < len(meant):
        return "dropped" if written[start:] == meant[start + 1 :] else ""
    if written[start + 1 :] == meant[start + 1 :]:
        return "alike" if frozenset((written[start], meant[start])) in ALIKE_PAIRS else "replaced"
    swapped = written[start : start + 2] == meant[start : start + 2][::-1]
    return "transposed" if swapped and written[start + 2 :] == meant[start + 2 :] else ""


def _inserted(written: str, meant: str, start: int) -> str:
    if written[start + 1 :] != meant[start:]:
        return ""
    return "doubled" if start > 0 and written[start] == written[start - 1] else "added"


def _common_prefix(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length


def deletions(word: str) -> set[str]:
    """Return the word and every form of it with one character left out.

    Two words are one slip apart only if these sets meet (symmetric deletion, https://github.com/wolfgarbe/SymSpell).
    """
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def squeezed(word: str) -> str:
    """Return the word with every run of one letter written once: balenciaaaga → balenciaga."""
    return "".join(letter for letter, _ in groupby(word))
