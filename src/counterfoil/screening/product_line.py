"""Is a product line sold without the name of the house that makes it?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence


@evidence(
    scope="use",
    party="The offer names the product line {mark} of {owner} and does not name the maker.",
    source="Real offers: “Silver Mountain Water” without Creed, “Bleu De Eau de parfum” without Chanel.",
    needs="house_mark",
)
def line_without_house_mark() -> Sign:
    """The offer names the product line {mark} but nowhere its house mark {expected}, under which {owner} sells it:
    leaving out the house mark keeps the offer from being found."""
    return Sign(
        when=pl.col("house_mark").is_not_null() & ~pl.col("house_named") & _named_on_such_goods(),
        field="title",
        seen=pl.col("first_seen"),
        start=pl.col("first_start"),
        end=pl.col("first_end"),
        expected=pl.col("house_mark"),
    )


def _named_on_such_goods() -> pl.Expr:
    return pl.col("named_in_title") & ~pl.col("word_use") & ~pl.col("goods_outside")


@evidence(
    scope="mention",
    party="The {field} uses part of the name {mark}, a mark of {owner}: “{seen}”.",
    source="Real offers: “Homme by Christian”, “Addict by Christian”.",
)
def mark_cut_short() -> Sign:
    """The {field} says “{seen}”, the beginning of a name of {mark}, and leaves the rest of the name out."""
    return Sign(when=(pl.col("name_kind") == "first_name") & ~pl.col("brand_names_it"), expected=pl.col("mark"))


@evidence(
    scope="mention",
    party="The {field} uses part of the name {mark}, a mark of {owner}: “{seen}”.",
    source="Real offers: “Bleu De Eau de parfum 100ml”.",
)
def line_name_without_house_mark() -> Sign:
    """The {field} says “{seen}”, which is the name {mark} with the house mark cut out of it."""
    return Sign(when=(pl.col("name_kind") == "remainder") & ~pl.col("house_named"), expected=pl.col("mark"))
