"""The words around a mention, read one by one: the slow twin of counterfoil.screening.context."""

from typing import NamedTuple

from counterfoil.screening.context import (
    AFTER_A_FIRST_NAME,
    COMPARING,
    COMPARING_AFTER,
    DENYING,
    FITS_WORDS,
    NOT_WHOM_IT_FITS,
    WORDS_BETWEEN,
)


class Context(NamedTuple):
    """What the words around a mention say of it."""

    nominative: bool
    comparing: bool
    denied: bool
    at_start: bool
    completed: bool  # a first name after "by" is followed by another name ("by Christian Siriano")


def context(before: list[str], after: list[str]) -> Context:
    """Return what the words before and after a mention say of it."""
    return Context(
        nominative=_is_nominative(before),
        comparing=_is_comparing(before, after),
        denied=bool(before) and before[-1] in DENYING,
        at_start=all(word.isdigit() or word == "new" for word in before),
        completed=bool(after) and after[0] not in AFTER_A_FIRST_NAME and not after[0][0].isdigit(),
    )


def _is_nominative(before: list[str]) -> bool:
    """True when a word such as "for" stands before the mark, followed by what the goods fit and no "by" since."""
    for place, word in enumerate(before):
        following = before[place + 1] if place + 1 < len(before) else ""
        if word in FITS_WORDS and place > 0 and following not in NOT_WHOM_IT_FITS:
            return "by" not in before[place + 1 :]
    return False


def _is_comparing(before: list[str], after: list[str]) -> bool:
    for gap in range(WORDS_BETWEEN + 1):
        end = len(before) - gap
        if end >= 2 and (before[end - 2], before[end - 1]) in COMPARING:
            return True
    return bool(after) and after[0] in COMPARING_AFTER
