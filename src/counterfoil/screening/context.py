"""In what company does a mark stand? The words around it tell use as a mark from talk about a mark.

"Case for iPhone" names whom it fits, "inspired by Sauvage" compares, "not Sauvage" denies: none of them claims that
the goods come from the owner. Nominative use: Toyota v. Tabari, 610 F.3d 1171 (9th Cir. 2010); 15 USC 1115(b)(4).
"""

from functools import cache

import polars as pl

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


_WORD = r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*"
_BETWEEN = r"[^\p{L}\p{M}\p{N}]+"


@cache
def context() -> dict[str, pl.Expr]:
    """Return what the words around a mention say of it, for rows of `text`, `start`, `end` and `first_word`.

    `nominative`: names whom the goods fit; `comparing`; `denied`; `at_start`: heads the text, numbers and "new" left
    out; `completed`: a first name after "by" is followed by another name ("by Christian Siriano").
    """
    before = pl.col("text").str.slice(0, pl.col("start")).str.to_lowercase()
    after = pl.col("text").str.slice(pl.col("end")).str.to_lowercase().str.replace("^['’]s", "")
    following = after.str.extract(rf"^{_BETWEEN}({_WORD})", 1)
    heads = before.str.contains(rf"^(?:{_BETWEEN})?(?:(?:\p{{N}}+|new){_BETWEEN})*$")
    return {
        "nominative": _is_nominative(before),
        "comparing": before.str.contains(_comparison())
        | following.is_in(sorted(COMPARING_AFTER)).fill_null(value=False),
        "denied": before.str.contains(rf"\b(?:{_any_of(DENYING)}){_BETWEEN}$"),
        "at_start": (pl.col("first_word") == 0) | heads,
        "completed": (~following.is_in(sorted(AFTER_A_FIRST_NAME)) & ~following.str.contains(r"^\p{N}")).fill_null(
            value=False
        ),
    }


def _is_nominative(before: pl.Expr) -> pl.Expr:
    """True when a word such as "for" stands before the mark, followed by what the goods fit and no "by" since."""
    fits, others = _any_of(FITS_WORDS), _any_of(NOT_WHOM_IT_FITS)
    told = before.str.replace_all(rf"\b(?:{fits}){_BETWEEN}(?:{others})\b", "_")
    since = told.str.extract(rf"(?s)\w\W+(?:{fits})\b(.*)$", 1)
    return (since.is_not_null() & ~since.str.contains(r"\bby\b")).fill_null(value=False)


def _comparison() -> str:
    phrases = "|".join(_BETWEEN.join(pair) for pair in COMPARING)
    return rf"\b(?:{phrases})(?:{_BETWEEN}{_WORD}){{0,{WORDS_BETWEEN}}}{_BETWEEN}$"


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted(words))
