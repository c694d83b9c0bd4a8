"""Does the owner of the mark make such goods at all?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.screening.offer_rows import GRADE


@evidence(
    scope="use",
    party="The offer names {mark} on goods ({seen}) that {owner} does not make.",
    source="Real offers: a phone case “by Rolex”. 15 USC 1127 (“counterfeit”), 15 USC 1125(a), (c).",
)
def goods_owner_does_not_make() -> Sign:
    """The goods are of the kind “{seen}”, which the list of rights does not give for {owner}: its goods under
    {mark} are {expected}."""
    return Sign(
        when=_outside() & ~pl.col("brand_names_it"),
        field="title",
        seen=pl.col("goods_type"),
        expected=pl.col("goods_text"),
    )


@evidence(
    scope="use",
    party="The offer names {mark} on goods ({seen}) that {owner} is not known to make.",
    source="Licences widen what is sold under a mark; an owner's list of goods may lag behind them.",
)
def goods_unusual_for_mark() -> Sign:
    """The goods are of the kind “{seen}”; by the list of rights the goods under {mark} are {expected}. The brand
    field names the mark, so this may be a licensed line that the list does not know."""
    return Sign(
        when=_outside() & pl.col("brand_names_it"),
        field="title",
        seen=pl.col("goods_type"),
        expected=pl.col("goods_text"),
    )


def _outside() -> pl.Expr:
    """A product line's name alone on other goods is no use of it: Obsession is a perfume, and a word on bath mats."""
    is_told = pl.col("house_mark").is_null() | pl.col("house_named")
    return pl.col("goods_outside") & pl.col("used_as_mark") & is_told


@evidence(
    scope="offer",
    party="The offer states that the goods are used.",
    source="First sale: genuine used goods may be sold on; Prestonettes v. Coty, 264 U.S. 359 (1924).",
    needs="used_text",
)
def used_goods() -> Sign:
    """The offer says that the goods are used (“{seen}”): genuine goods may be sold on, below the price of new
    ones."""
    return Sign(when=pl.col("is_used"), seen=pl.col("used_text"))  # the row's field: the condition, or the title


@evidence(
    scope="offer",
    party="The title carries a grade of quality, “{seen}”, where a condition (new, used) belongs.",
    source="Catalogues of copies grade their goods: [Premium Quality], batch names, “22+ colorways”.",
    needs="grade_text",
)
def grade_instead_of_condition() -> Sign:
    """The title grades the goods (“{seen}”) as catalogues of copies do; genuine goods are new or used, not graded."""
    start = pl.col("title").str.extract(f"(?s)^(.*?){GRADE}", 1).str.len_chars().cast(pl.Int64)
    return Sign(
        when=pl.col("grade_text").is_not_null(),
        field="title",
        seen=pl.col("grade_text"),
        start=start,
        end=start + pl.col("grade_text").str.len_chars().cast(pl.Int64),
    )
