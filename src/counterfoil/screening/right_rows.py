"""Which right is the offer held against, and may its seller sell under it?

A mark may stand on several lines of goods, and one name may belong to several owners for different goods: the right
whose goods the offer belongs to is meant, the narrowest first; where the goods tell nothing, the line with the
lowest floor.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.codes.product_tables import type_names
from counterfoil.few_rows.column import as_column
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.references import References, authorised
from counterfoil.text.columns import columns_at
from counterfoil.text.hashing import Numbers

COVERS, UNKNOWN, OUTSIDE = 0, 1, 2
ANY_OTHER = ""  # in place of a kind of goods that no line of the mark names
OF_THE_LINE = ["right_id", "price_floor", "price_floor_currency", "has_authorised_list", "goods_text"]
AT_ONCE = 5_000  # marks with several lines that are weighed at a time


class Lines(NamedTuple):
    """The rights, one a line, and which of a mark's lines fits a kind of goods best.

    `kinds` gives the kinds of goods their places; the last two are ANY_OTHER and goods not told. `table` holds the
    rights, `goods` their goods by number, `fits` how those fit each kind. `first` is the line of each mark; where it
    has several, `several` is the row of `best` that names the best for each kind. `names` are the first marks of
    the same key: two owners may have one name.
    """

    kinds: dict[str | None, int]
    table: pl.DataFrame
    goods: Numbers
    fits: npt.NDArray[np.int8]
    first: Numbers
    several: Numbers
    best: npt.NDArray[np.int32]
    names: Numbers

    def of(self, marks: Numbers, goods: pl.Series) -> tuple[Numbers, npt.NDArray[np.int8]]:
        """Return for each mark and kind of goods the line that is meant, and how it fits."""
        other = self.kinds[ANY_OTHER]
        kinds = np.array([self.kinds.get(name, other) for name in goods.to_list()], dtype=np.int64)
        lines, rows = self.first[marks], self.several[marks]
        chosen = np.flatnonzero(rows != kernel.NONE)
        if len(chosen):
            lines[chosen] = self.best[rows[chosen], kinds[chosen]]
        return lines, self.fits[self.goods[lines], kinds]


def lines_of(references: References) -> Lines:
    """Return the lines of all marks, ready to be looked up. Which line is meant depends on nothing but the mark and the
    kind of goods, so it is worked out once and not for every offer."""
    marks = references.marks
    kinds = {name: place for place, name in enumerate([*type_names(), ANY_OTHER, None])}
    of_rights, goods = (marks.rights[name].to_numpy() for name in ("mark_number", "goods_number"))
    fits, breadths = _fits(marks.goods, kinds, int(goods.max(initial=0)) + 1)
    _, first, counts = np.unique(of_rights, return_index=True, return_counts=True)
    several = np.where(counts > 1, np.cumsum(counts > 1) - 1, kernel.NONE)
    best = _best_of_several(marks.rights, several[of_rights], fits, breadths)
    table = marks.rights.select(
        *("mark_number", "price_floor", "price_floor_currency"),
        right_id="id",
        has_authorised_list=pl.col("authorised_sellers").list.len().fill_null(0) > 0,
    ).join(_goods_texts(marks.rights), on="mark_number", how="left", maintain_order="left")
    table = table.with_columns(pl.col("goods_text").fill_null(""))
    names = marks.marks.select(pl.col("mark_number").first().over("mark_key")).to_series().to_numpy()
    return Lines(kinds, table.select(OF_THE_LINE), goods, fits, first, several, best, names)


def _fits(goods: pl.DataFrame, kinds: dict[str | None, int], count: int) -> tuple[npt.NDArray[np.int8], Numbers]:
    """Return how goods, by number, fit each kind, and how many kinds they cover."""
    number, exact = goods["goods_number"].to_numpy(), goods["exact"].to_numpy()
    fits = np.full((count, len(kinds)), UNKNOWN, dtype=np.int8)
    fits[number] = OUTSIDE
    fits[:, kinds[None]] = UNKNOWN
    places = np.array([kinds[name] for name in goods["product_type"].to_list()], dtype=np.int64)
    fits[number, places] = np.where(exact, COVERS, UNKNOWN)  # a bag may be one of the owner's handbags
    breadths: Numbers = np.bincount(number[exact], minlength=count)
    return fits, breadths[:, None]


def _best_of_several(
    rights: pl.DataFrame, rows: Numbers, fits: npt.NDArray[np.int8], breadths: Numbers
) -> npt.NDArray[np.int32]:
    """Return for each mark with several lines and each kind of goods the line that fits best: then the narrowest, the
    one with the lowest floor, and the first by its id. `rows` gives each line the row of its mark, or NONE."""
    lines = np.flatnonzero(rows != kernel.NONE)
    lines = lines[np.argsort(rows[lines], kind="stable")]
    firsts = np.searchsorted(rows[lines], np.arange(int(rows.max(initial=kernel.NONE)) + 1))
    goods = rights["goods_number"].to_numpy()
    ranks = _ranks(rights)
    order = np.argsort(ranks)
    best = np.zeros((len(firsts), fits.shape[1]), dtype=np.int32)
    for begin in range(0, len(firsts), AT_ONCE):
        asked = firsts[begin : begin + AT_ONCE]
        end = firsts[begin + AT_ONCE] if begin + AT_ONCE < len(firsts) else len(lines)
        some = lines[asked[0] : end]
        fit = fits[goods[some]]
        narrow = np.where(fit == COVERS, breadths[goods[some]], 0)
        scores = (fit * (breadths.max(initial=0) + 1) + narrow) * len(order) + ranks[some][:, None]
        best[begin : begin + AT_ONCE] = order[np.minimum.reduceat(scores, asked - asked[0], axis=0) % len(order)]
    return best


def _ranks(rights: pl.DataFrame) -> Numbers:
    """Return the place of each right by its floor and id."""
    placed = rights.select("price_floor", "id").with_row_index("line").sort("price_floor", "id", nulls_last=True)
    ranks: Numbers = np.argsort(placed["line"].to_numpy())
    return ranks


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
    # laid out by lines, however many are left: compiled code is made for one kind of array
    asked, goods = np.ascontiguousarray(pairs[:, numbers]), goods[numbers]
    lines, fit = known.of(asked[kernel.PAIR_MARK], goods)
    fits = fit.astype(np.int64)
    kept = kernel.kept_lines(asked, known.names[asked[kernel.PAIR_MARK]], fits, COVERS, OUTSIDE)
    outside = as_column("", fits[kept] == OUTSIDE) & goods[np.flatnonzero(kept)].is_not_null()
    if outside.any():
        names = marks.select("mark_key", "house_key", "owner")[asked[kernel.PAIR_MARK][kept]]
        outside &= ~_covered_by_its_maker(names, asked[kernel.PAIR_OFFER][kept], pl.Series(fits[kept] == OUTSIDE))
    told = [*columns_at(known.table, OF_THE_LINE, lines[kept]), as_column("fit", fit[kept])]
    return Held(numbers[kept], told, outside)


def with_seller(rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows with `seller_is_authorised` and `has_authorised_list` (false where the seller is not told)."""
    allowed = references.once(_authorised)
    if allowed.is_empty():
        return rows.with_columns(_BY_NOBODY)
    on = ["right_id", "external_seller_id"]
    return rows.join(allowed, on=on, how="left", maintain_order="left").with_columns(_BY_THE_LIST)


_TOLD = pl.col("has_authorised_list") & pl.col("external_seller_id").is_not_null()
_BY_NOBODY = (pl.lit(value=False).alias("seller_is_authorised"), _TOLD.alias("has_authorised_list"))
_BY_THE_LIST = (
    pl.col("is_sure").fill_null(value=False).alias("seller_is_authorised"),
    # a seller who may be the dealer of that name is neither called authorised nor the contrary
    (_TOLD & pl.col("is_sure").fill_null(value=True)).alias("has_authorised_list"),
)


def _authorised(references: References) -> pl.DataFrame:
    return authorised(references.marks.rights, references.sellers)


def _goods_texts(rights: pl.DataFrame) -> pl.DataFrame:
    """Return per mark the goods of all its lines, in words; marks without goods are left out."""
    goods = rights.select("mark_number", goods_text="goods").explode("goods_text", empty_as_null=True, keep_nulls=True)
    each = goods.drop_nulls().unique(maintain_order=True)
    return each.group_by("mark_number").agg(pl.col("goods_text").str.join(", "))


def _covered_by_its_maker(names: pl.DataFrame, offers: Numbers, outside: pl.Series) -> pl.Series:
    """The same name, house or owner covers the goods by another right: "Dior" of couture on a perfume of Dior's."""
    own = ("mark_key", "house_key", "owner_name")
    told = names.with_columns(offer=pl.Series(offers), owner_name=pl.col("owner").str.to_lowercase(), outside=outside)
    written = pl.concat_str(own, separator=" ", ignore_nulls=True)
    covered = told.filter(~pl.col("outside")).group_by("offer").agg(covered_names=written.sort().str.join(" "))
    asked = told.join(covered, on="offer", how="left", maintain_order="left")
    holds = [pl.col("covered_names").str.contains(pl.col(name), literal=True).fill_null(value=False) for name in own]
    return asked.select(pl.any_horizontal(holds)).to_series()
