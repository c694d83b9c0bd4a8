"""Is the mark written so that the eye reads it and a search does not?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.screening.right_rows import COVERS

NAMED = pl.col("name_kind") == "mark"
SOURCE = "Spellings seen in real offers (A-v-entus, Y*S*L, HOGO BOSS, Cucci); Unicode UTS #39."


@evidence(
    scope="mention",
    party="The {field} uses the name {mark}, a mark of {owner}, in an altered form: “{seen}”.",
    source=SOURCE,
)
def mark_broken_up() -> Sign:
    """The {field} writes the mark {mark} as “{seen}”, broken up by signs or spaces so that a search for the mark
    misses it while the buyer reads it."""
    return Sign(when=NAMED & (pl.col("manner") == "broken"), expected=pl.col("mark"))


@evidence(
    scope="mention",
    party="The {field} uses the name {mark}, a mark of {owner}, in an altered form: “{seen}”.",
    source=SOURCE,
)
def mark_disguised() -> Sign:
    """The {field} writes the mark {mark} as “{seen}”, with letters, digits or invisible characters that look like
    its own in place of them."""
    return Sign(when=NAMED & (pl.col("manner") == "disguised"), expected=pl.col("mark"))


@evidence(
    scope="mention",
    party="The {field} uses a name close to {mark}, a mark of {owner}: “{seen}”.",
    source=SOURCE,
)
def mark_misspelled() -> Sign:
    """The {field} writes “{seen}”, which is a name of {mark} but for a letter doubled, dropped, added, swapped or
    replaced, and is no word of its own, on goods such as {owner} sells under it."""
    return Sign(when=NAMED & _misspelled() & _hidden() & (pl.col("fit") == COVERS), expected=pl.col("mark"))


@evidence(
    scope="mention",
    party="The name “{seen}” is close to {mark}, a mark of {owner}.",
    source="Among 20,000 marks 1,537 of 50,000 clean texts hold a word one letter from one of them: mostly real names.",
)
def name_near_mark() -> Sign:
    """The {field} writes “{seen}”, which is a name of {mark} but for a letter; that {owner} sells such goods is not
    known, and many honest names are a letter apart."""
    return Sign(when=NAMED & _misspelled() & _hidden() & (pl.col("fit") != COVERS), expected=pl.col("mark"))


@evidence(
    scope="mention",
    party="The name “{seen}” is close to {mark}, a mark of {owner}.",
    source="15 USC 1114(1), likelihood of confusion; In re E. I. du Pont, 476 F.2d 1357 (CCPA 1973).",
)
def name_resembles_mark() -> Sign:
    """The {field} says “{seen}”, which is a name of {mark} but for a letter, while the brand field names another maker:
    it may be that maker's own name for the goods, and it may be chosen to be taken for the mark."""
    return Sign(when=NAMED & _misspelled() & pl.col("brand_is_other"), expected=pl.col("mark"))


@evidence(
    scope="mention",
    party="The {field} uses the name {mark}, a mark of {owner}: “{seen}”.",
    source="Joined names seen in real offers and domains (ByVERSACE, guessshoubiao).",
)
def mark_joined() -> Sign:
    """The {field} runs the mark {mark} together with another word: “{seen}”."""
    return Sign(when=NAMED & (pl.col("manner") == "joined"), expected=pl.col("mark"))


def _hidden() -> pl.Expr:
    """Neither another maker's name stands in the brand field, nor the mark itself, beside which a slip is a slip."""
    return ~pl.col("brand_is_other") & ~pl.col("brand_writes_it")


def _misspelled() -> pl.Expr:
    return (pl.col("manner") == "misspelled") & ~pl.col("nominative")
