"""What was published about each of these offers? The published table, laid beside the rows of single offers."""

import polars as pl

from counterfoil.screening.population import bestsellers, product_codes, shared_texts, templates

PREFIXES = {
    product_codes.KIND: "code",
    templates.KIND: "template",
    shared_texts.KIND: "text",
    bestsellers.KIND: "bestseller",
}


PUBLISHED = ("group", "offers", "accounts", "towns", "field", "example", "usual_price")


def published_by_offer(population: pl.DataFrame) -> pl.DataFrame:
    """Return what `population` (POPULATION) says of each offer, one row each, named in column `id`.

    Columns beside it, each for code, template, text and bestseller: `…_group`, `…_offers`, `…_accounts`, `…_towns`,
    `…_field`, `…_example` and `…_usual_price`.
    """
    told = population.select(pl.col("offer_id").alias("id")).unique(maintain_order=True)
    for kind, prefix in PREFIXES.items():
        renamed = {name: f"{prefix}_{name}" for name in PUBLISHED}
        of_kind = population.filter(pl.col("kind") == kind).rename({"offer_id": "id", **renamed})
        told = told.join(of_kind.select("id", *renamed.values()), on="id", how="left")
    return told
