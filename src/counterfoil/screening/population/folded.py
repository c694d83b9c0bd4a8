"""How do the texts of an offer read when case and width do not matter, and who is behind it? Made once for all
comparisons."""

import polars as pl

from counterfoil.screening.population.accounts import account, town


def folded(text: pl.Expr) -> pl.Expr:
    """Return a text in compatibility form (Unicode NFKC) and lower case."""
    return text.str.normalize("NFKC").str.to_lowercase()


def with_folded(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the offers with `title_folded`, `description_folded`, `offer_id`, `account` and `town`."""
    read = offers.with_columns(_folded(offers[name]).alias(f"{name}_folded") for name in ("title", "description"))
    places = offers.select("item_location").unique()
    towns = places.with_columns(town=town())  # few places recur in many offers
    placed = read.join(towns, on="item_location", how="left", nulls_equal=True, maintain_order="left")
    return placed.with_columns(account=account(), offer_id="id")


def _folded(texts: pl.Series) -> pl.Series:
    """Fold a column; ASCII has no other form than its lower case, and most texts are ASCII."""
    plain = (texts.str.len_bytes() == texts.str.len_chars()).fill_null(value=True)
    if plain.all():
        return texts.str.to_lowercase()
    told = texts.to_frame("text").with_columns(plain=plain).with_row_index("n")
    ascii_texts = told.filter("plain").select("n", pl.col("text").str.to_lowercase())
    others = told.filter(~pl.col("plain")).select("n", folded(pl.col("text")))
    return pl.concat([ascii_texts, others]).sort("n")["text"]
