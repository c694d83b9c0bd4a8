"""What was published about each of these offers? The published table, laid beside the rows of single offers."""

import polars as pl

from counterfoil.screening.population import bestsellers, product_codes, shared_texts, templates

PREFIXES = {
    product_codes.KIND: "code",
    templates.KIND: "template",
    shared_texts.KIND: "text",
    bestsellers.KIND: "bestseller",
}


def with_population(rows: pl.DataFrame, population: pl.DataFrame, *, on: str = "id") -> pl.DataFrame:
    """Return the rows with what `population` (POPULATION) says of the offer in column `on`, null where nothing.

    Columns added, each for code, template, text and bestseller: `…_group`, `…_offers`, `…_accounts`, `…_towns`,
    `…_field`, `…_example` and `…_usual_price`.
    """
    for kind, prefix in PREFIXES.items():
        of_kind = population.filter(pl.col("kind") == kind).select(
            pl.col("offer_id").alias(on),
            *(
                pl.col(name).alias(f"{prefix}_{name}")
                for name in ("group", "offers", "accounts", "towns", "field", "example", "usual_price")
            ),
        )
        rows = rows.join(of_kind, on=on, how="left", maintain_order="left")
    return rows
