"""Which right is the offer held against, and may its seller sell under it?

A mark may stand on several lines of goods, and one name may belong to several owners for different goods: the right
whose goods the offer belongs to is meant, the narrowest first; where the goods tell nothing, the line with the
lowest floor.
"""

import polars as pl

from counterfoil.screening.references import References, authorised

COVERS, UNKNOWN, OUTSIDE = 0, 1, 2


ANY_OTHER = ""  # in place of a kind of goods that no line of the mark names


def with_right(rows: pl.LazyFrame, references: References) -> pl.LazyFrame:
    """Return the rows of offers and marks, one right each, with `right_id`, its floor, `goods_text` and
    `goods_outside`: the owner makes other goods, and no mark of the same maker in the offer covers these."""
    lines = references.once(best_lines).lazy()
    told = lines.select("mark_number", "goods_type", is_told=pl.lit(value=True))
    goods = pl.when("is_told").then("goods_type").when(pl.col("goods_type").is_not_null()).then(pl.lit(ANY_OTHER))
    asked = rows.join(told, on=["mark_number", "goods_type"], how="left").with_columns(line_goods=goods)
    fitted = asked.join(
        lines, left_on=["mark_number", "line_goods"], right_on=["mark_number", "goods_type"], nulls_equal=True
    )
    best = pl.col("fit").min().over("subject_id", "mark_key")
    picked = fitted.filter((pl.col("fit") != OUTSIDE) | (best != COVERS))  # another owner of the name makes these goods
    outside = (pl.col("fit") == OUTSIDE) & pl.col("goods_type").is_not_null() & ~_covered_by_its_maker()
    return picked.join(_covered(picked), on="subject_id", how="left").with_columns(goods_outside=outside)


def with_seller(rows: pl.LazyFrame, references: References) -> pl.LazyFrame:
    """Return the rows with `seller_is_authorised` and `has_authorised_list` (false where the seller is not told)."""
    allowed = references.once(_authorised).lazy()
    told = pl.col("external_seller_id").is_not_null()
    return rows.join(allowed, on=["right_id", "external_seller_id"], how="left").with_columns(
        seller_is_authorised=pl.col("is_sure").fill_null(value=False),
        # a seller who may be the dealer of that name is neither called authorised nor the contrary
        has_authorised_list=pl.col("has_authorised_list") & told & pl.col("is_sure").fill_null(value=True),
    )


def _authorised(references: References) -> pl.DataFrame:
    return authorised(references.marks.rights, references.sellers)


def best_lines(references: References) -> pl.DataFrame:
    """Return for each mark and kind of goods the right that fits them best, with what it says.

    Kinds of goods are those that the mark's lines name or may hold, ANY_OTHER, and null for goods not told. Which line
    is meant depends on nothing else, so it is worked out once and not for every offer.
    """
    marks = references.marks
    number_of = marks.rights.select("mark_number", right_id="id")
    named = marks.right_goods.join(number_of, on="right_id").select("mark_number", goods_type="product_type")
    others = number_of.select("mark_number").join(
        pl.DataFrame({"goods_type": [ANY_OTHER, None]}, schema={"goods_type": pl.String}), how="cross"
    )
    pairs = pl.concat([named, others]).unique()
    return (
        _with_fit(pairs, references)
        .sort(["fit", "breadth", "price_floor", "right_id"], nulls_last=True)
        .unique(["mark_number", "goods_type"], keep="first", maintain_order=True)
        .join(_goods_texts(marks.rights), on="mark_number", how="left")
    )


def _with_fit(pairs: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return every line of each pair's mark, and how it fits the goods."""
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
    )


def _goods_texts(rights: pl.DataFrame) -> pl.DataFrame:
    """Return per mark the goods of all its lines, in words."""
    goods = pl.col("goods").explode(empty_as_null=True, keep_nulls=True).drop_nulls().unique(maintain_order=True)
    return rights.group_by("mark_number", maintain_order=True).agg(goods_text=goods.str.join(", "))


def _covered(picked: pl.LazyFrame) -> pl.LazyFrame:
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
