"""What does an offer say of itself, before any mark is asked about? One row per offer, columns added."""

from functools import cache

import polars as pl

from counterfoil.codes import country
from counterfoil.codes.gtin import normalised
from counterfoil.codes.location import contradictions
from counterfoil.codes.product_type import product_types
from counterfoil.few_rows.column import are_few
from counterfoil.screening.brand_field import is_placeholder
from counterfoil.screening.name_keys import name_keys
from counterfoil.screening.population.rows import published_by_offer
from counterfoil.screening.population.shared_texts import name_of, text_of
from counterfoil.screening.references import References

USED = r"(?i)\b(pre[- ]?owned|preowned|pre[- ]?loved|second[- ]?hand|used|refurbished|renewed|gebraucht|d'occasion)\b"
NOT_USED = r"(?i)\b(never|not|un)[- ]?used\b|\bused (for|to|in|by|as|with)\b"
GRADE = (
    r"(?i)(\[\s*(?:premium|good|top|best|high|original)\s+quality\s*\]"
    r"|\b\d+\s*\+\s*colou?rways\b"
    r"|\b(?:ljr|og|pk|gt|god|h12|best|budget|good|m)\s+batch\b)"
)
_NO_NAMES = pl.DataFrame(schema={"id": pl.String, "text_name": pl.String})
_LOCATION_TEXTS = ("item_location", "location_part", "part_country", "stated_country")
_NO_LOCATIONS = pl.DataFrame(schema=dict.fromkeys(_LOCATION_TEXTS, pl.String) | {"part_is_country": pl.Boolean})


def prepared(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the offers with `brand_key` (folded) and `goods_type` (by title, else shelf, else category; or null)."""
    shelves = [offers[column] for column in ("product_type", "google_product_category")]
    told = [_last_step(shelf) for shelf in shelves if shelf.null_count() < offers.height]
    by_text = [product_types(text) for text in (offers["title"], *told)]
    goods_type = by_text[0] if len(by_text) == 1 else pl.select(pl.coalesce(*by_text)).to_series()
    return offers.hstack([name_keys(offers["brand"]).alias("brand_key"), goods_type.alias("goods_type")])


def _last_step(category: pl.Series) -> pl.Series:
    """Return the narrowest part of a category path: "Apparel > Shoes" → "Shoes"."""
    return category.str.replace(r"(?s)^.*>", "")


def offer_rows(offers: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return one row per offer for evidence of scope `offer`: the `prepared` offer's own columns and more."""
    rows = offers.with_columns(_of_the_text())
    known = (
        ("id", references.once(_published)),
        ("id", _shared_names(offers, references.once(_published))),
        ("item_location", _locations(offers)),
        ("external_seller_id", references.once(_seller_status)),
        ("id", references.once(_complaints)),
    )
    for on, table in known:
        rows = laid_beside(rows, table, on=on)
    return rows


def laid_beside(rows: pl.DataFrame, table: pl.DataFrame, *, on: str) -> pl.DataFrame:
    """Return the rows in their order with the columns of a table of one row per `on`, null where it has none."""
    if table.is_empty() and not are_few(rows.height):
        empty = _nulls(tuple(table.columns), tuple(table.dtypes), on)
        return rows.hstack([one.new_from_index(0, rows.height) for one in empty])
    return rows.join(table, on=on, how="left", maintain_order="left")


@cache
def _nulls(names: tuple[str, ...], types: tuple[pl.DataType, ...], on: str) -> list[pl.Series]:
    """Return a column of one null for each of these but `on`."""
    told = zip(names, types, strict=True)
    return [pl.Series(name, [None], dtype=kind) for name, kind in told if name != on]


def _shared_names(offers: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """Return the folded beginning of the text, `text_name`, of the few offers whose text was published as shared."""
    if published.is_empty():
        return _NO_NAMES
    told = published.filter(pl.col("text_group").is_not_null()).select("id")
    shared = offers.join(told, on="id", how="semi")
    return shared.select("id", text_name=name_of(pl.lit(text_of(shared))))


def _published(references: References) -> pl.DataFrame:
    return published_by_offer(references.population)


@cache
def _of_the_text() -> tuple[pl.Expr, ...]:
    title, used = (
        pl.col("title"),
        pl.coalesce(
            pl.when(says_used("condition")).then(pl.col("condition")),
            pl.when(says_used("title")).then(pl.col("title").str.extract(USED, 1)),
        ),
    )
    said_new = pl.col("condition").str.contains(r"(?i)^\s*(brand[- ]?)?new").fill_null(value=False)
    return (
        pl.col("id").alias("subject_id"),
        is_placeholder(pl.col("brand_key")).alias("brand_is_placeholder"),
        normalised(pl.col("gtin")).alias("gtin_14"),
        title.str.extract(GRADE, 1).alias("grade_text"),
        used.alias("used_text"),
        # the condition field decides; where it is empty, the title does
        (used.is_not_null() & ~said_new).alias("is_used"),
        pl.when(says_used("condition")).then(pl.lit("condition")).otherwise(pl.lit("title")).alias("field"),
    )


def says_used(field: str) -> pl.Expr:
    """Return whether a field says that the goods are used: "never used" and "used for hiking" do not."""
    return pl.col(field).str.contains(USED) & ~pl.col(field).str.contains(NOT_USED)


def _locations(offers: pl.DataFrame) -> pl.DataFrame:
    if offers["item_location"].null_count() == offers.height:
        return _NO_LOCATIONS
    found = contradictions(offers["item_location"]).rename({"part": "location_part"})
    is_country = [
        country.normalise(part) == code for part, code in found.select("location_part", "part_country").iter_rows()
    ]
    names = {code: country.format(code) for name in ("part_country", "stated_country") for code in found[name].unique()}
    return found.with_columns(
        pl.Series("part_is_country", is_country, dtype=pl.Boolean),
        pl.col("part_country", "stated_country").replace_strict(names, return_dtype=pl.String),
    )


def _seller_status(references: References) -> pl.DataFrame:
    return references.sellers.select(external_seller_id="id", seller_status="status")


def _complaints(references: References) -> pl.DataFrame:
    """Return per offer the complaints that it is not authentic and the units sold."""
    complaints = (
        references.complaints.filter(pl.col("kind") == "not authentic")
        .group_by("offer_id")
        .agg(not_authentic=pl.len().cast(pl.Int64))
    )
    sold = references.sales.group_by("offer_id").agg(units_sold=pl.col("units").sum())
    both = complaints.join(sold, on="offer_id", how="full", coalesce=True).rename({"offer_id": "id"})
    return both.with_columns(pl.col("not_authentic").fill_null(0))
