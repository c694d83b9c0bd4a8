"""What does an offer say of itself, before any mark is asked about? One row per offer, columns added."""

import polars as pl

from counterfoil.codes import country
from counterfoil.codes.gtin import normalised
from counterfoil.codes.location import contradictions
from counterfoil.codes.product_type import product_types
from counterfoil.screening.brand_field import is_placeholder
from counterfoil.screening.population.rows import with_population
from counterfoil.screening.references import References
from counterfoil.text.tokens import key

USED = r"(?i)\b(pre[- ]?owned|preowned|pre[- ]?loved|second[- ]?hand|used|refurbished|renewed|gebraucht|d'occasion)\b"
NOT_USED = r"(?i)\b(never|not|un)[- ]?used\b|\bused (for|to|in|by|as|with)\b"
INSPIRED = r"(?i)\b((?:[\w-]+ )?inspired(?: by)?)\b"
GRADE = (
    r"(?i)(\[\s*(?:premium|good|top|best|high|original)\s+quality\s*\]"
    r"|\b\d+\s*\+\s*colou?rways\b"
    r"|\b(?:ljr|og|pk|gt|god|h12|best|budget|good|m)\s+batch\b)"
)


def prepared(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the offers with `brand_key` (folded) and `goods_type` (by title, else shelf, else category; or null)."""
    by_text = [product_types(offers["title"])]
    by_text += [product_types(_last_step(offers[column])) for column in ("product_type", "google_product_category")]
    return offers.with_columns(
        pl.Series("brand_key", [key(b) if b else None for b in offers["brand"]], dtype=pl.String),
        pl.select(pl.coalesce(*by_text)).to_series().alias("goods_type"),
    )


def _last_step(category: pl.Series) -> pl.Series:
    """Return the narrowest part of a category path: "Apparel > Shoes" → "Shoes"."""
    return category.str.replace(r"(?s)^.*>", "")


def offer_rows(offers: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return one row per offer for evidence of scope `offer`: the `prepared` offer's own columns and more."""
    return (
        with_population(offers, references.population)
        .with_columns(_of_the_text())
        .with_columns(is_used=_is_used(), brand_is_placeholder=is_placeholder(pl.col("brand_key")))
        .join(_locations(offers), on="item_location", how="left", maintain_order="left")
        .join(_seller_status(references.sellers), on="external_seller_id", how="left", maintain_order="left")
        .join(_complaints(references), on="id", how="left", maintain_order="left")
        .with_columns(pl.col("not_authentic").fill_null(0), subject_id=pl.col("id"))
    )


def _of_the_text() -> list[pl.Expr]:
    title = pl.col("title")
    grade = title.str.extract(GRADE, 1)
    before_grade = title.str.extract(f"(?s)^(.*?){GRADE}", 1)
    return [
        normalised(pl.col("gtin")).alias("gtin_14"),
        grade.alias("grade_text"),
        before_grade.str.len_chars().cast(pl.Int64).alias("grade_start"),
        pl.coalesce(
            pl.when(says_used("condition")).then(pl.col("condition")),
            pl.when(says_used("title")).then(title.str.extract(USED, 1)),
        ).alias("used_text"),
        pl.when(says_used("condition")).then(pl.lit("condition")).otherwise(pl.lit("title")).alias("field"),
        pl.coalesce(title.str.extract(INSPIRED, 1), pl.col("description").str.extract(INSPIRED, 1)).alias(
            "inspired_text"
        ),
        pl.when(title.str.contains(INSPIRED))
        .then(pl.lit("title"))
        .otherwise(pl.lit("description"))
        .alias("inspired_field"),
    ]


def says_used(field: str) -> pl.Expr:
    """Return whether a field says that the goods are used: "never used" and "used for hiking" do not."""
    return pl.col(field).str.contains(USED) & ~pl.col(field).str.contains(NOT_USED)


def _is_used() -> pl.Expr:
    """The condition field decides; where it is empty, the title does."""
    said_new = pl.col("condition").str.contains(r"(?i)^\s*(brand[- ]?)?new").fill_null(value=False)
    return pl.col("used_text").is_not_null() & ~said_new


def _locations(offers: pl.DataFrame) -> pl.DataFrame:
    found = contradictions(offers["item_location"].drop_nulls().unique()).rename({"part": "location_part"})
    codes = pl.concat([found["part_country"], found["stated_country"]]).unique()
    names = pl.Series([country.format(code) for code in codes], dtype=pl.String)
    is_country = pl.col("location_part").map_elements(country.normalise, return_dtype=pl.String) == pl.col(
        "part_country"
    )
    return found.with_columns(part_is_country=is_country).with_columns(
        pl.col("part_country", "stated_country").replace_strict(codes, names)
    )


def _seller_status(sellers: pl.DataFrame) -> pl.DataFrame:
    return sellers.select(external_seller_id="id", seller_status="status")


def _complaints(references: References) -> pl.DataFrame:
    """Return per offer the complaints that it is not authentic and the units sold."""
    complaints = (
        references.complaints.filter(pl.col("kind") == "not authentic")
        .group_by("offer_id")
        .agg(not_authentic=pl.len().cast(pl.Int64))
    )
    sold = references.sales.group_by("offer_id").agg(units_sold=pl.col("units").sum())
    return complaints.join(sold, on="offer_id", how="full", coalesce=True).rename({"offer_id": "id"})
