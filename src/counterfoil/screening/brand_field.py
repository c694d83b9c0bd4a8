"""Whom does the brand field name: the mark's house, nobody, or somebody else?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence, filled
from counterfoil.screening.word_marks import UNSURE

# What sellers write where the brand belongs; folded, words run together.
PLACEHOLDERS = frozenset(
    (
        "asshow asshown asshowed aspicture aspictures aspictureshow aspictureshown asphoto asdescribed asdescription"
        " seephoto seephotos seepicture seepictures seedescription seetitle seepic seepics generic unbranded nobrand"
        " nobrandname nonbranded nonbrand brandless unbrand notbranded na none null no unknown notspecified"
        " unspecified notapplicable doesnotapply oem newinbox newinsealdbox newinsealedbox brandnew fashion other"
    ).split()
)


def is_placeholder(brand_key: pl.Expr) -> pl.Expr:
    """Return whether a folded brand field names nobody."""
    return brand_key.is_in(sorted(PLACEHOLDERS)).fill_null(value=False)


@evidence(
    scope="use",
    party="The brand field reads “{seen}”, while the text of the offer names {mark}.",
    source="Real offers whose brand field is left to a placeholder beside a famous mark in the title.",
)
def placeholder_brand() -> Sign:
    """The brand field reads “{seen}”, which names nobody, while the title names {mark}: a seller of genuine goods
    states the brand that the buyer will receive."""
    return Sign(
        when=pl.col("brand_is_placeholder") & pl.col("named_in_title") & ~pl.col("word_use"),
        field="brand",
        seen=pl.col("brand"),
        expected=pl.col("mark"),
    )


@evidence(
    scope="use",
    party="The brand field reads “{seen}”, while the title of the offer names {mark}.",
    source="Real offers whose brand field names another maker than the text (brand “Revscoll”, text Puma).",
)
def brand_names_another() -> Sign:
    """The title names {mark}, but the brand field names “{seen}”, which is neither the mark nor its house or
    owner."""
    return Sign(
        when=pl.col("brand_is_other") & pl.col("spelled_in_title") & ~pl.col("is_word") & ~pl.col("word_use"),
        field="brand",
        seen=pl.col("brand"),
        expected=pl.col("mark"),
    )


@evidence(
    scope="use",
    party="“{mark}” is not used as a mark in this offer.",
    source="Marks that are dictionary words (apple, target, off-white) are mostly used as words.",
)
def word_in_its_own_meaning() -> Sign:
    """“{mark}” is {reading}, and here it stands as one: {because}{other}."""
    reading = pl.when("is_word").then(pl.lit("an ordinary word")).otherwise(pl.lit("short enough to be a code"))
    named = pl.lit("the brand field names ")
    nobody = pl.lit("no brand field names it, and what stands around it speaks for the word")
    return Sign(
        when=pl.col("word_use"),
        field="brand",
        seen=pl.col("brand"),
        words={
            "reading": reading,
            "because": pl.when("brand_is_other").then(named).otherwise(nobody),
            "other": pl.when("brand_is_other").then(filled("“{}”", "brand")).otherwise(pl.lit("")),
        },
    )


@evidence(
    scope="use",
    party="The name {mark} is also an ordinary word.",
    source="Marks that are dictionary words need their context to be read as marks.",
)
def word_that_may_be_a_mark() -> Sign:
    """“{mark}” is also an ordinary word, and neither the words beside it nor the goods settle whether the mark is
    meant."""
    unsure = pl.col("reading") == UNSURE
    return Sign(when=pl.col("is_word") & pl.col("plain") & unsure & ~pl.col("word_use") & ~pl.col("brand_names_it"))
