"""May this seller sell under this right, on the day and the marketplace of the offer? By the owner's dated list.

A seller whose leave covers another day, another marketplace, or a day that the offer does not tell, is neither called
authorised nor the contrary: the list names it.
"""

import polars as pl

from counterfoil.screening.name_keys import name_keys
from counterfoil.screening.references import References, authorised
from counterfoil.text.tokens import key

OF_THE_USE = ("subject_id", "right_id", "external_seller_id", "seen_at", "marketplace")
OF_A_LINE = ("line_key", "mark", "aliases", "goods")
NOW, NAMED, ONLY_HERE = "authorised now", "named on a list", "on the dated list alone"


def with_authorisations(rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows of `with_seller` with `seller_is_authorised` and `has_authorised_list` by the dated list, too.

    Needs `seen_at` and `marketplace` of the offer. Without such a list the rows come back as they are.
    """
    if references.authorisations.is_empty():
        return rows
    pairs = references.once(pairs_of)
    listed = rows.join(references.once(_rights_only_here), on="right_id", how="left", maintain_order="left")
    rows = listed.with_columns(_HAS_LIST).drop(ONLY_HERE)
    asked = rows.select(OF_THE_USE).join(pairs, on=["right_id", "external_seller_id"], how="inner")
    if asked.is_empty():  # most sellers stand on no list of the rights that they touch
        return rows
    told = asked.group_by("subject_id", "right_id").agg((_covers() & pl.col("is_sure")).any().alias(NOW))
    beside = told.with_columns(pl.lit(value=True).alias(NAMED))
    named = rows.join(beside, on=["subject_id", "right_id"], how="left", maintain_order="left")
    return named.with_columns(_NAMED).drop(NOW, NAMED)


_HAS_LIST = (
    pl.col("has_authorised_list")
    | (pl.col(ONLY_HERE).fill_null(value=False) & pl.col("external_seller_id").is_not_null())
).alias("has_authorised_list")
_NAMED = (
    (pl.col("seller_is_authorised") | pl.col(NOW).fill_null(value=False)).alias("seller_is_authorised"),
    (pl.col("has_authorised_list") & pl.col(NAMED).is_null()).alias("has_authorised_list"),
)


def pairs_of(references: References) -> pl.DataFrame:
    """Return right_id, external_seller_id, is_sure, channel, valid_from and valid_until: who may sell under what."""
    rights, given = references.marks.rights, references.authorisations.with_row_index("n")
    entries = given.select(id=pl.col("n").cast(pl.String), authorised_sellers=pl.concat_list("seller"))
    sellers = authorised(entries, references.sellers).rename({"right_id": "id"})
    owners = references.marks.marks["owner_key"][rights["mark_number"]]
    meant = _rights_meant(given, rights, owners).with_columns(id=pl.col("n").cast(pl.String))
    dated = meant.join(given.select("n", "channel", "valid_from", "valid_until"), on="n")
    return sellers.join(dated, on="id").drop("id", "n")


def _rights_meant(given: pl.DataFrame, rights: pl.DataFrame, owners: pl.Series) -> pl.DataFrame:
    """Return `n` of each authorisation with each `right_id` that it speaks of; `owners` are the keys of the rights'."""
    known = rights.select(
        *("mark", "aliases", "goods"),
        known_id="id",
        owner_key=owners,
        known_territory=pl.col("territory").str.to_uppercase(),
    )
    asked = given.with_columns(owner_key=name_keys(given["owner"]), line_key=name_keys(given["product_line"]))
    by_id = asked.join(known.drop("owner_key"), left_on="right_id", right_on="known_id", coalesce=False)
    by_owner = asked.filter(pl.col("right_id").is_null()).join(known, on="owner_key")
    both = pl.concat([by_id, by_owner], how="diagonal")
    here = pl.col("territory").str.to_uppercase() == pl.col("known_territory")
    here = here.fill_null(value=True)
    of_line = both.filter(here & pl.col("line_key").is_not_null())
    lines = pl.Series([_is_line(*row) for row in of_line.select(OF_A_LINE).iter_rows()], dtype=pl.Boolean)
    meant = both.filter(here & pl.col("line_key").is_null()), of_line.filter(lines)
    return pl.concat(meant).select("n", right_id="known_id")


def _is_line(line: str, mark: str, aliases: list[str | None] | None, goods: list[str | None] | None) -> bool:
    """Say whether the line that an authorisation names is the mark, an alias or goods of a right."""
    return line in {key(name) for name in (mark, *(aliases or ()), *(goods or ())) if name}


def _rights_only_here(references: References) -> pl.DataFrame:
    """Return `right_id` of the rights whose dealers stand on the dated list alone, and not beside the right."""
    pairs = references.once(pairs_of)
    listed = references.marks.rights.filter(pl.col("authorised_sellers").list.len().fill_null(0) > 0)
    only_here = pairs.join(listed.select(right_id="id"), on="right_id", how="anti").select("right_id").unique()
    return only_here.with_columns(pl.lit(value=True).alias(ONLY_HERE))


def _covers() -> pl.Expr:
    """Return whether an authorisation covers the offer; null where the offer does not tell its day or marketplace."""
    day = pl.col("seen_at").dt.date()
    return (
        (pl.col("valid_from").is_null() | (day >= pl.col("valid_from")))
        & (pl.col("valid_until").is_null() | (day <= pl.col("valid_until")))
        & (pl.col("channel").is_null() | (_plain("marketplace") == _plain("channel")))
    )


def _plain(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().str.strip_chars()
