"""To which owner on the list was an offer's product code issued?"""

import polars as pl

from counterfoil.screening.references import References

LONGEST_PREFIX, SHORTEST_PREFIX = 12, 6  # digits of a GS1 company prefix without the packaging indicator


def with_gtin_owner(uses: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the rows with `gtin_owner`: the owner whose company prefix the GTIN begins with, longest prefix first.

    A GTIN-14's first digit is the packaging indicator; the company prefix follows it (GS1 General Specifications).
    """
    return uses.with_columns(references.once(_owner))


def _owner(references: References) -> pl.Expr:
    prefixes = gtin_prefixes(references)
    owner = pl.lit(None, dtype=pl.String)
    for length in range(SHORTEST_PREFIX, LONGEST_PREFIX + 1):
        known = prefixes.filter(pl.col("prefix").str.len_chars() == length) if prefixes.height else prefixes
        if known.height:
            start = pl.col("gtin_14").str.slice(1, length)
            issued = start.replace_strict(known["prefix"], known["owner"], default=None, return_dtype=pl.String)
            owner = pl.coalesce(issued, owner)
    return owner.alias("gtin_owner")


def gtin_prefixes(references: References) -> pl.DataFrame:
    """Return `prefix` and `owner` of the company prefixes that a single owner names."""
    return (
        references.marks.rights.select("owner", prefix="company_prefixes")
        .explode("prefix", empty_as_null=True, keep_nulls=True)
        .filter(pl.col("prefix").is_not_null())
        .unique(["owner", "prefix"], keep="first", maintain_order=True)
        .filter(pl.len().over("prefix") == 1)  # a prefix that two owners name tells nothing
    )
