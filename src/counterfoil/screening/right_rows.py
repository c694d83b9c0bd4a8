"""Which right is the offer held against, and may its seller sell under it?

A mark may stand on several lines of goods, and one name may belong to several owners for different goods: the right
whose goods the offer belongs to is meant, the narrowest first; where the goods tell nothing, the line with the
lowest floor.
"""

import polars as pl

from counterfoil.screening.references import References, authorised

COVERS, UNKNOWN, OUTSIDE = 0, 1, 2


def with_right(rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows of offers and marks, one right each, with `right_id`, its floor, `goods_text` and
    `goods_outside`: the owner makes other goods, and no mark of the same maker in the offer covers these."""
    what = ["mark_number", "goods_type"]
    # Which line it is depends on mark and goods alone, and few pairs of them recur in many offers.
    lines = _best_lines(rows.select(what).unique(), references)
    fitted = rows.join(lines, on=what, how="inner", nulls_equal=True)
    best = pl.col("fit").min().over("subject_id", "mark_key")
    picked = fitted.filter((pl.col("fit") != OUTSIDE) | (best != COVERS))  # another owner of the name makes these goods
    outside = (pl.col("fit") == OUTSIDE) & pl.col("goods_type").is_not_null() & ~_covered_by_its_maker()
    return picked.join(_covered(picked), on="subject_id", how="left").with_columns(goods_outside=outside)


def with_seller(rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows with `seller_is_authorised` and `has_authorised_list` (false where the seller is not told)."""
    allowed = authorised(references.marks.rights, references.sellers)
    told = pl.col("external_seller_id").is_not_null()
    return rows.join(allowed, on=["right_id", "external_seller_id"], how="left").with_columns(
        seller_is_authorised=pl.col("is_sure").fill_null(value=False),
        # a seller who may be the dealer of that name is neither called authorised nor the contrary
        has_authorised_list=pl.col("has_authorised_list") & told & pl.col("is_sure").fill_null(value=True),
    )


def _best_lines(pairs: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return for each mark and kind of goods the right that fits them best, with what it says."""
    marks = references.marks
    lines = marks.rights.select(
        *("mark_number", "price_floor", "price_floor_currency"),
        right_id="id",
        has_authorised_list=pl.col("authorised_sellers").list.len().fill_null(0) > 0,
    )
    known = marks.right_goods.group_by("right_id").agg(breadth=pl.col("exact").sum())
    covered = marks.right_goods.rename({"product_type": "goods_type", "exact": "covers"})
    may_lie_in_it = pl.col("covers").is_not_null()  # a bag may be one of the owner's handbags
    unsure = pl.col("breadth").is_null() | pl.col("goods_type").is_null() | may_lie_in_it
    fit = pl.when(pl.col("covers")).then(COVERS).when(unsure).then(UNKNOWN).otherwise(OUTSIDE)
    return (
        pairs.join(lines, on="mark_number", how="inner")
        .join(known, on="right_id", how="left")
        .join(covered, on=["right_id", "goods_type"], how="left")
        .with_columns(fit=fit, breadth=pl.when(pl.col("covers")).then("breadth").otherwise(0))
        .sort(["fit", "breadth", "price_floor", "right_id"], nulls_last=True)
        .unique(["mark_number", "goods_type"], keep="first", maintain_order=True)
        .join(_goods_texts(marks.rights), on="mark_number", how="left")
    )


def _goods_texts(rights: pl.DataFrame) -> pl.DataFrame:
    """Return per mark the goods of all its lines, in words."""
    goods = pl.col("goods").explode(empty_as_null=True, keep_nulls=True).drop_nulls().unique(maintain_order=True)
    return rights.group_by("mark_number", maintain_order=True).agg(goods_text=goods.str.join(", "))


def _covered(picked: pl.DataFrame) -> pl.DataFrame:
    """Return per offer the names of marks, houses and owners whose goods cover it, as one text."""
    names = pl.concat_str("mark_key", "house_key", pl.col("owner").str.to_lowercase(), separator=" ", ignore_nulls=True)
    asked = picked.filter(pl.col("fit") == OUTSIDE).select("subject_id").unique()  # few offers need it
    fits = picked.filter(pl.col("fit") != OUTSIDE).join(asked, on="subject_id", how="semi")
    return fits.group_by("subject_id").agg(covered_names=names.sort().str.join(" "))


def _covered_by_its_maker() -> pl.Expr:
    """The same name, house or owner covers the goods by another right: "Dior" of couture on a perfume of Dior's."""
    names = pl.col("covered_names")
    own = [pl.col("mark_key"), pl.col("house_key"), pl.col("owner").str.to_lowercase()]
    return pl.any_horizontal(names.str.contains(name, literal=True).fill_null(value=False) for name in own)
