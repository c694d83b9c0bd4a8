"""In what company does a mark stand? The words around it tell use as a mark from talk about a mark.

"Case for iPhone" names whom it fits, "inspired by Sauvage" compares, "not Sauvage" denies: none of them claims that
the goods come from the owner. Nominative use: Toyota v. Tabari, 610 F.3d 1171 (9th Cir. 2010); 15 USC 1115(b)(4).
"""

from typing import NamedTuple

from counterfoil.text.mark_reading import Mention

# German "für" is left out: folded it is "fur", and a mink fur coat fits nothing.
FITS_WORDS = frozenset("for fits fit fitting compatible suits replaces replacement pour fuer para per".split())
NOT_WHOM_IT_FITS = frozenset(  # "for men", "for sale": what follows is no product that the goods fit
    (
        "men man mens women woman womens her him boys girls kids kid unisex children baby babies adults ladies gents"
        " sale you your the a everyday daily summer winter parties party all gift gifts home office homme femme herren"
        " damen running training sports hombre mujer uomo donna hiking walking travel camping cycling fishing yoga gym"
        " school work wedding beach outdoor outdoors casual dad mom father mother husband wife birthday christmas"
    ).split()
)
COMPARING = (
    ("inspired", "by"),
    ("version", "of"),
    ("alternative", "to"),
    ("compare", "to"),
    ("compared", "to"),
    ("similar", "to"),
    ("smells", "like"),
    ("smell", "like"),
    ("looks", "like"),
    ("dupe", "for"),
    ("dupe", "of"),
    ("impression", "of"),
    ("type", "of"),
    ("interpretation", "of"),
    ("clone", "of"),
)
COMPARING_AFTER = frozenset(["inspired", "dupe", "type", "alike", "lookalike", "alternative", "impression", "clone"])
DENYING = frozenset(["not", "no", "isnt", "nicht", "kein", "non", "pas", "never"])
WORDS_BETWEEN = 2  # words that may stand between "inspired by" and the mark: "inspired by Dior's Sauvage"
AFTER_A_FIRST_NAME = frozenset(
    "eau edt edp parfum perfume cologne for pour spray men mens women womens him her new in oz ml fl".split()
)


class Context(NamedTuple):
    """What the words around a mention say of it."""

    nominative: bool
    comparing: bool
    denied: bool
    at_start: bool
    completed: bool  # a first name after "by" is followed by another name ("by Christian Siriano")


def context(mention: Mention, texts: list[str]) -> Context:
    """Return what the folded words of the whole text (`texts`) say of a mention among them."""
    before, after = texts[: mention.first_word], texts[mention.last_word + 1 :]
    return Context(
        nominative=_is_nominative(before),
        comparing=_is_comparing(before, after),
        denied=bool(before) and before[-1] in DENYING,
        at_start=mention.first_word == 0 or all(word.isdigit() or word == "new" for word in before),
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
