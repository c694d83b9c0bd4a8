"""What does an offer share with offers of other accounts? The evidence that no single offer shows.

The published table may be older than the offer: a sign counts only while the offer still says what was compared.
How many others there are stands in the reviewer's sentences alone: the seller's tell nothing of third parties.
"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence, filled
from counterfoil.screening.price_rows import price_text, threshold_basis, threshold_text

FAR_UNDER = 0.6  # of the mark's usual price in the file, where no floor or genuine price is known
SOURCE = "Real offers, May 2024: templates (“New In Seald Box”) and bestsellers repeated under many accounts."


@evidence(
    scope="offer",
    party="The {field} has the wording “{seen}” in common with other offers.",
    source=SOURCE,
    needs="template_group",
)
def same_template_under_sellers() -> Sign:
    """The {field} says “{seen}”, misspelled or oddly spaced as it is; so do {offers} offers of {accounts} accounts
    for different goods, and hardly any other: a template, and often one
    operator's."""
    told = pl.when(pl.col("template_field") == "title").then("title").otherwise("description")
    before = told.str.split(pl.col("template_example")).list.first().str.len_chars().cast(pl.Int64)
    start = pl.when(told.str.contains(pl.col("template_example"), literal=True)).then(before)
    return Sign(
        when=start.is_not_null(),
        field=pl.col("template_field"),
        seen=pl.col("template_example"),
        start=start,
        end=start + pl.col("template_example").str.len_chars().cast(pl.Int64),
        words={"offers": pl.col("template_offers"), "accounts": pl.col("template_accounts")},
    )


@evidence(
    scope="offer",
    party="The text of the offer is the same, word for word, as that of other offers.",
    source=SOURCE,
    needs="text_group",
)
def one_text_under_many_ids() -> Sign:
    """Title and description stand word for word in {offers} offers of {accounts} accounts: the text was copied, or
    one operator is behind the accounts."""
    return Sign(
        when=pl.col("text_group") == pl.col("text_name"),
        field="title",
        seen=pl.col("title"),
        words={"offers": pl.col("text_offers"), "accounts": pl.col("text_accounts")},
    )


@evidence(
    scope="use",
    party="The price of {seen} is below the price at which genuine {mark} goods of this kind are sold.",
    source=SOURCE,
    needs="bestseller_accounts",
)
def bestseller_in_one_wording() -> Sign:
    """{offers} offers of {accounts} accounts{towns} have this wording and nearly this price, {seen}, below
    {expected}, {basis}: each offer looks fine, the set does not."""
    return Sign(
        when=pl.col("bestseller_accounts").is_not_null() & pl.col("price_counts") & _is_far_under(),
        field="price",
        seen=price_text(),
        expected=_retail(),
        words={
            "offers": pl.col("bestseller_offers"),
            "accounts": pl.col("bestseller_accounts"),
            "towns": _in_towns(),
            "basis": _basis(),
        },
    )


def _is_far_under() -> pl.Expr:
    """Below the lowest genuine price; where none is known, far under what the mark's goods cost in this file."""
    in_the_file = pl.col("asked") <= pl.col("bestseller_usual_price").cast(pl.Float64) * FAR_UNDER
    return pl.coalesce(pl.col("price_ratio") < 1, in_the_file).fill_null(value=False)


def _retail() -> pl.Expr:
    amount = pl.col("bestseller_usual_price").cast(pl.Decimal(18, 2))
    usual = filled("{} {}", amount, "price_currency")
    return pl.when(pl.col("price_ratio").is_not_null()).then(threshold_text()).otherwise(usual)


def _in_towns() -> pl.Expr:
    """Return in how many towns, where the offers tell of several."""
    towns = pl.col("bestseller_towns")
    return pl.when(towns > 1).then(filled(" in {} towns", towns)).otherwise(pl.lit(""))


def _basis() -> pl.Expr:
    here = pl.lit("the usual price of the brand's goods among these offers")
    return pl.when(pl.col("price_ratio").is_not_null()).then(threshold_basis()).otherwise(here)
