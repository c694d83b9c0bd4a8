"""In what company does a mark stand? The words around it tell use as a mark from talk about a mark.

"Case for iPhone" names whom it fits, "inspired by Sauvage" compares, "not Sauvage" denies: none of them claims that
the goods come from the owner. Nominative use: Toyota v. Tabari, 610 F.3d 1171 (9th Cir. 2010); 15 USC 1115(b)(4).
"""

import re
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.few_rows.column import Column
from counterfoil.few_rows.utf8 import bytes_of
from counterfoil.text import kernel_around as kernel
from counterfoil.text.hashing import Numbers
from counterfoil.text.letter_kinds import letter_kinds

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
DENYING = frozenset(["not", "no", "isnt", "isn't", "isn’t", "nicht", "kein", "non", "pas", "never"])
WORDS_BETWEEN = 2  # words that may stand between "inspired by" and the mark: "inspired by Dior's Sauvage"
AFTER_A_FIRST_NAME = frozenset(
    "eau edt edp parfum perfume cologne for pour spray men mens women womens him her new in oz ml fl".split()
)


def contexts(texts: pl.Series, places: Numbers) -> Numbers:
    """Return what the words around each place say of it, as flags of `kernel_around` added up.

    `places`: the row of the text, start and end in characters. NOMINATIVE: a word such as "for" stands before, followed
    by what the goods fit and no "by" since. COMPARING; DENIED. HEADS: heads the text, numbers and "new" left out.
    COMPLETED: a first name after "by" is followed by another name ("by Christian Siriano"). CAPITALISED.
    """
    if isinstance(texts, Column):  # few texts: all of them are less work than to choose
        return kernel.around(*bytes_of(texts), places, WORDS_BETWEEN, letter_kinds(), _table())
    rows, of_text = np.unique(places[0], return_inverse=True)
    told = np.stack([of_text, places[1], places[2]])
    return kernel.around(*bytes_of(texts[rows]), told, WORDS_BETWEEN, letter_kinds(), _table())


@cache
def _table() -> Numbers:
    """Return an open-addressing table: by turns a word's hash, or that of two words, and its roles."""
    roles: dict[int, int] = {}
    for role, listed in _ROLES.items():
        for word in listed:
            value = _hash(word)
            roles[value] = roles.get(value, 0) | role
    slots = np.zeros(2 * _SLOTS, dtype=np.int64)
    for value, role in roles.items():
        slot = kernel.slot_of(value, _SLOTS - 1)
        while slots[2 * slot + 1]:
            slot = (slot + 1) & (_SLOTS - 1)
        slots[2 * slot], slots[2 * slot + 1] = value, role
    return slots


def _hash(words: str) -> int:
    hashes = [kernel.word_hash(*_bytes(word)) for word in re.split("[ '’]", words)]
    return hashes[0] if len(hashes) == 1 else kernel.pair_of(*hashes)


def _bytes(word: str) -> tuple[npt.NDArray[np.uint8], int, int]:
    return np.frombuffer(word.encode(), np.uint8), 0, len(word.encode())


_SLOTS = 1_024
_ROLES = {
    kernel.FITS: FITS_WORDS,
    kernel.NOT_WHOM_IT_FITS: NOT_WHOM_IT_FITS,
    kernel.COMPARES: frozenset(map(" ".join, COMPARING)),
    kernel.COMPARES_AFTER: COMPARING_AFTER,
    kernel.DENIES: frozenset(word for word in DENYING if word.isalpha()),
    kernel.DENIES_TIED: frozenset(word for word in DENYING if not word.isalpha()),
    kernel.AFTER_A_FIRST_NAME: AFTER_A_FIRST_NAME,
    kernel.BY: frozenset(["by"]),
    kernel.NEW: frozenset(["new"]),
}
