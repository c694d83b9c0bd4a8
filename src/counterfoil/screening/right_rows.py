"""Which right is the offer held against, and may its seller sell under it?

A mark may stand on several lines of goods, and one name may belong to several owners for different goods: the right
whose goods the offer belongs to is meant, the narrowest first; where the goods tell nothing, the line with the
lowest floor.
"""

from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.codes.product_tables import type_names
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.references import References, authorised
from counterfoil.text.columns import columns_at
from counterfoil.text.hashing import Numbers

COVERS, UNKNOWN, OUTSIDE = 0, 1, 2
ANY_OTHER = ""  # in place of a kind of goods that no line of the mark names
OF_THE_LINE = ["right_id", "price_floor", "price_floor_currency", "has_authorised_list", "fit", "goods_text"]


class Lines(NamedTuple):
    """The rights that fit marks and kinds of goods best, as `best_lines` has them, in the order of `keys`.

    A key is the mark times the number of `kinds`, and the place of the kind of goods; the last two are ANY_OTHER and
    goods not told. `names` are the numbers of the marks' keys: two owners may have one name.
    """

    kinds: dict[str | None, int]
    keys: Numbers
    table: pl.DataFrame
    names: Numbers

    def of(self, marks: Numbers, goods: pl.Series) -> Numbers:
        """Return for each mark and kind of goods the row of `table`."""
        other = self.kinds[ANY_OTHER]
        kind = np.array([self.kinds.get(name, other) for name in goods.to_list()], dtype=np.int64)
        first = marks * len(self.kinds)
        found = np.searchsorted(self.keys, first + kind)
        told = self.keys[np.minimum(found, len(self.keys) - 1)] == first + kind
        return np.where(told, found, np.searchsorted(self.keys, first + other))


def lines_of(references: References) -> Lines:
    """Return the best lines, ready to be looked up."""
    best = best_lines(references)
    kinds = {name: place for place, name in enumerate([*type_names(), ANY_OTHER, None])}
    kind = pl.Series([kinds[name] for name in best["goods_type"]], dtype=pl.Int64)
    table = best.with_columns(pl.col("fit").cast(pl.Int8), key=pl.col("mark_number") * len(kinds) + kind).sort("key")
    names = np.unique(references.marks.marks["mark_key"].to_numpy().astype(str), return_inverse=True)[1]
    return Lines(kinds, table["key"].to_numpy(), table.select(OF_THE_LINE), names.astype(np.int64))


class Held(NamedTuple):
    """The pairs that are held against an offer, by number, the line of each, and whether its goods lie outside it."""

    pairs: Numbers
    lines: list[pl.Series]
    goods_outside: pl.Series


def held(pairs: Numbers, goods: pl.Series, references: References) -> Held:
    """Return which pairs of offer and mark are held against which right, one each.

    `goods_outside`: the owner makes other goods, and no mark of the same maker in the offer covers these.
    """
    known, marks = references.once(lines_of), references.marks.marks
    numbers = np.flatnonzero(pairs[kernel.PAIR_MARK] < marks.height)
    asked, goods = pairs[:, numbers], goods[numbers]
    lines = known.of(asked[kernel.PAIR_MARK], goods)
    fits = known.table["fit"].to_numpy()[lines].astype(np.int64)
    kept = kernel.kept_lines(asked, known.names[asked[kernel.PAIR_MARK]], fits, COVERS, OUTSIDE)
    outside = pl.Series(fits[kept] == OUTSIDE) & goods[np.flatnonzero(kept)].is_not_null()
    if outside.any():
        names = marks.select("mark_key", "house_key", "owner")[asked[kernel.PAIR_MARK][kept]]
        outside &= ~_covered_by_its_maker(names, asked[kernel.PAIR_OFFER][kept], pl.Series(fits[kept] == OUTSIDE))
    return Held(numbers[kept], columns_at(known.table, OF_THE_LINE, lines[kept]), outside)


def with_seller(rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows with `seller_is_authorised` and `has_authorised_list` (false where the seller is not told)."""
    allowed = references.once(_authorised)
    told = pl.col("has_authorised_list") & pl.col("external_seller_id").is_not_null()
    if allowed.is_empty():
        return rows.with_columns(seller_is_authorised=pl.lit(value=False), has_authorised_list=told)
    on = ["right_id", "external_seller_id"]
    return rows.join(allowed, on=on, how="left", maintain_order="left").with_columns(
        seller_is_authorised=pl.col("is_sure").fill_null(value=False),
        # a seller who may be the dealer of that name is neither called authorised nor the contrary
        has_authorised_list=told & pl.col("is_sure").fill_null(value=True),
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


def _covered_by_its_maker(names: pl.DataFrame, offers: Numbers, outside: pl.Series) -> pl.Series:
    """The same name, house or owner covers the goods by another right: "Dior" of couture on a perfume of Dior's."""
    own = ("mark_key", "house_key", "owner_name")
    told = names.with_columns(offer=pl.Series(offers), owner_name=pl.col("owner").str.to_lowercase(), outside=outside)
    written = pl.concat_str(own, separator=" ", ignore_nulls=True)
    covered = told.filter(~pl.col("outside")).group_by("offer").agg(covered_names=written.sort().str.join(" "))
    asked = told.join(covered, on="offer", how="left", maintain_order="left")
    holds = [pl.col("covered_names").str.contains(pl.col(name), literal=True).fill_null(value=False) for name in own]
    return asked.select(pl.any_horizontal(holds)).to_series()
