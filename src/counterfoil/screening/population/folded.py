"""How do the texts of an offer read when case and width do not matter? Made once, for all comparisons."""

import polars as pl


def folded(text: pl.Expr) -> pl.Expr:
    """Return a text in compatibility form (Unicode NFKC) and lower case."""
    return text.str.normalize("NFKC").str.to_lowercase()


def with_folded(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the offers with `title_folded` and `description_folded`."""
    return offers.with_columns(folded(pl.col(name)).alias(f"{name}_folded") for name in ("title", "description"))
