"""What are the mentions of a text whose hits the compiled scan could not decide? As `mark_search.find` says.

The scan has found every name that may stand there; only how it is written is left to say.
"""

from collections.abc import Iterable, Sequence

from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_hits import (
    MISSPELLED_PERHAPS,
    NUMBERED,
    PART_PERHAPS,
    SPELLED_PERHAPS,
)
from counterfoil.text.mark_reading import MANNERS, Mention, longest, reading
from counterfoil.text.mark_search import one_word_altered
from counterfoil.text.mark_tables import form_at

MANNER_OF = {
    **dict(enumerate(MANNERS)),
    NUMBERED: "plain",
    MISSPELLED_PERHAPS: "misspelled",
    PART_PERHAPS: "misspelled",
}
SPELLED = (MANNERS.index("plain"), MANNERS.index("broken"), SPELLED_PERHAPS)


def judged(text: str, hits: Iterable[Sequence[int]], tables: Numbers) -> list[Mention]:
    """Return the mentions of a text, given all hits of it (form, first word, last word, manner)."""
    read = reading(text)
    mentions: list[Mention] = []
    slips = []
    for number, first, last, manner in hits:
        form = form_at(tables, number)
        if manner not in SPELLED:
            slips.append((form, first, last, manner))
            continue
        told = read.manner(form, first, last) if manner == SPELLED_PERHAPS else MANNERS[manner]
        if told:
            mentions.append(read.mention(form, told, first, last))
    taken = {word for mention in mentions for word in range(mention.first_word, mention.last_word + 1)}
    for form, first, last, manner in slips:
        words = [token.text for token in read.words[first : last + 1]]
        if not read.is_free(form, first, last, taken) or not read.may_slip(first, last):
            continue
        if _stands(words, form.words, manner, read.each_as_given(first, last)):
            mentions.append(read.mention(form, MANNER_OF[manner], first, last))
    return longest(mentions)


def _stands(seen: list[str], meant: tuple[str, ...], manner: int, written: list[str]) -> bool:
    """Decide what the scan leaves open for letters other than a to z, which Python alone can tell from digits."""
    if manner == MISSPELLED_PERHAPS:
        return seen[0].isalpha()
    return manner != PART_PERHAPS or one_word_altered(seen, meant, written) == "misspelled"
