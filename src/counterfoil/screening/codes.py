"""Does the product code hold?"""

import polars as pl

from counterfoil.codes.gtin import has_bad_check_digit
from counterfoil.evidence.kind import Sign, evidence

SOURCE = "GS1 General Specifications, https://www.gs1.org/standards/barcodes-epcrfid-id-keys/gs1-general-specifications"


@evidence(scope="offer", party="The product code {seen} is not a valid GTIN.", source=SOURCE, needs="gtin")
def gtin_fails_check_digit() -> Sign:
    """The product code {seen} is no GTIN: its last digit does not fit the others, so no owner can have assigned
    it."""
    return Sign(when=has_bad_check_digit(pl.col("gtin")).fill_null(value=False), field="gtin", seen=pl.col("gtin"))


@evidence(
    scope="offer", party="The product code {seen} also stands on another product.", source=SOURCE, needs="code_group"
)
def gtin_on_two_products() -> Sign:
    """The product code {seen} stands among these offers on {products}; a GTIN belongs to one product."""
    return Sign(
        when=pl.col("code_group") == pl.col("gtin_14"),
        field="gtin",
        seen=pl.col("gtin"),
        words={"products": pl.col("code_example")},
    )


@evidence(scope="use", party="The product code {seen} was not issued to {owner}.", source=SOURCE, needs="gtin_owner")
def gtin_of_another_owner() -> Sign:
    """The product code {seen} begins with the company prefix of {other_owner}, not with one of {owner}, to whom
    {mark} belongs."""
    return Sign(
        when=pl.col("gtin_owner").is_not_null() & (pl.col("gtin_owner") != pl.col("owner")) & pl.col("used_as_mark"),
        field="gtin",
        seen=pl.col("gtin"),
        words={"other_owner": pl.col("gtin_owner")},
    )
