"""Which names does a text run together with another word: ByVERSACE, guessshoubiao, EvisuUnisex, NewViktor & Rolf?

What is left of the longer word decides. A word that sellers join to marks always tells. Where a new word begins with a
capital, anything does, and beside a long name any word of the language; but only for a name that is no dictionary word
itself, for words are run together by everybody (HyperSpeed, AlphaBounce, seashell).
"""

from collections.abc import Iterator, Sequence

from counterfoil.text.capitals import has_hump
from counterfoil.text.mark_index import (
    FEW_WORDS,
    JOINED_WITH,
    LONG_IN_JOINED,
    SHORTEST_FOR_ALIKE,
    SHORTEST_IN_JOINED,
    SHORTEST_JOINED,
    SHORTEST_REST,
    Form,
    MarkIndex,
)
from counterfoil.text.mark_leet import DIGITS
from counterfoil.text.words import is_common_word, is_known_word


def inside(word: str, written: str, names: MarkIndex) -> Iterator[int]:
    """Yield the forms, by number, that a folded word begins or ends with; `written` is the word as given."""
    letters = word.rstrip(DIGITS)
    for cut in range(2, len(letters) - 1):
        head, tail = letters[:cut], letters[cut:]
        is_hump = len(written) == len(word) and has_hump(written, cut)
        for part, rest in ((head, tail), (tail, head)):
            found = names.by_key.get(part, ())
            if rest in JOINED_WITH and len(part) + len(rest) // 4 >= SHORTEST_IN_JOINED:
                yield from found
            elif (is_hump and len(part) >= SHORTEST_IN_JOINED) or _is_long_beside_a_word(part, rest):
                yield from (number for number in found if is_no_word(names.forms[number], part))


def _is_long_beside_a_word(part: str, rest: str) -> bool:
    return len(part) >= LONG_IN_JOINED and len(rest) >= SHORTEST_REST and is_known_word(rest)


def is_no_word(form: Form, part: str) -> bool:
    """True for a whole name not made of dictionary words alone, whose letters, `part`, make none besides: Li-Ning."""
    if form.name.kind != "mark" or all(is_common_word(word) for word in form.words):
        return False
    return len(form.words) == 1 or not is_known_word(part)


def runs_on(seen: str, written: str, meant: Sequence[str], place: int) -> bool:
    """True when `seen` (as given: `written`) is the first or last word of a name run together with something."""
    word, others = meant[place], [*meant[:place], *meant[place + 1 :]]
    more = len(seen) - len(word)
    if min(more, len(word)) < SHORTEST_JOINED or not (seen.isascii() and seen.isalpha()) or is_known_word(seen):
        return False
    is_short = len(word) < SHORTEST_FOR_ALIKE
    if is_short and max(map(len, others)) < SHORTEST_FOR_ALIKE:
        return False
    humps = len(written) == len(seen)  # then a letter has one place in both
    told = len(meant) > FEW_WORDS or not all(map(is_common_word, meant))
    ends = (place == 0 and seen.endswith(word), more, seen[:more])
    begins = (place == len(meant) - 1 and seen.startswith(word), len(word), seen[len(word) :])
    return any(
        stands and (rest in JOINED_WITH or (told and (not is_short or (humps and has_hump(written, cut)))))
        for stands, cut, rest in (ends, begins)
    )
