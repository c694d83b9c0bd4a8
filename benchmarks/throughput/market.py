"""A marketplace of as many offers as wanted, drawn from real listings: what is screened, and for which marks.

Title, brand and price come from one row of a retail catalogue or marketplace, the description from another, and a
model number ends the title, so that no two offers are alike. Drawn by a fixed seed; nothing of the files is kept.
"""

import csv
import random
import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl

from counterfoil.intake.rights import read_rights
from counterfoil.tables.offer import Offer
from counterfoil.tables.right import Right
from counterfoil.text.tokens import key

HERE = Path(__file__).parent
LISTINGS = HERE.parents[2] / "shared" / "data" / "listings"
RIGHTS = HERE.parent / "screening" / "rights.csv"
FILES = (  # file, its columns for title, brand, price and description, and its currency
    ("retail_catalogue_myntra.csv", ("ProductName", "ProductBrand", "Price (INR)", "Description"), "INR"),
    ("retail_catalogue_sportswear.csv", ("Product Name", "Brand", "Sale Price", "Description"), "INR"),
    ("ebay_mens_perfume.csv", ("title", "brand", "price", None), "USD"),
    ("wish_summer_2020.csv", ("title_orig", None, "price", None), "EUR"),
)
COLUMNS = ("title", "brand", "price", "description")
LENGTH = 250  # characters of a description, at most
PER_SELLER = 400  # offers of one seller on average
SHORTEST = 3  # letters of a mark
SEED = 20260101


def offers(wanted: int, *, first: int = 0) -> pl.DataFrame:
    """Return so many offers (contract Offer), numbered from `first`: a large market is drawn part by part."""
    pool, draw = _pool(), np.random.default_rng([SEED, first])
    texts = pool["description"].drop_nulls()
    number = pl.int_range(first, first + wanted, dtype=pl.Int64, eager=True)
    rows = pool[draw.integers(0, pool.height, wanted).tolist()]
    described = rows.with_columns(
        id=pl.format("offer-{}", number),
        title=pl.format("{} {}", "title", pl.Series([f"{code:06x}" for code in draw.integers(0, 1 << 24, wanted)])),
        description=texts[draw.integers(0, len(texts), wanted).tolist()],
        external_seller_id=pl.format(
            "seller-{}", pl.Series(draw.integers(0, max(1, (first + wanted) // PER_SELLER), wanted))
        ),
        condition=pl.lit("new"),
    )
    return Offer.cast(pl.concat([Offer.create_empty(), described], how="diagonal").select(Offer.column_names()))


def rights(marks: int) -> pl.DataFrame:
    """Return a rights list (contract Right) of at least so many marks: that of the screening benchmark first, then
    real brand names, then names made of syllables."""
    with RIGHTS.open("rb") as stream:
        listed = read_rights(stream, file=RIGHTS.name).kept.select(Right.column_names())
    known = {key(mark) for mark in listed["mark"]}
    names: list[str] = []
    for name in _more_names(marks):
        if len(known) >= marks:
            break
        if key(name) not in known:
            known.add(key(name))
            names.append(name)
    more = pl.DataFrame(
        {"id": [f"more-{n}" for n in range(len(names))], "mark": names, "owner": [f"{n} Ltd" for n in names]}
    )
    return Right.cast(pl.concat([listed, more], how="diagonal").select(Right.column_names())) if names else listed


def _more_names(marks: int) -> list[str]:
    draw = random.Random(SEED)
    with (LISTINGS / "brand_names.csv").open(encoding="utf-8", newline="") as stream:
        names = sorted({row["name"] for row in csv.DictReader(stream) if re.match(r"\w.*\w$", row["name"])})
    names = [name for name in names if len(key(name)) >= SHORTEST]
    draw.shuffle(names)
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    return names + ["".join(draw.choices(syllables, k=draw.randint(3, 5))).title() for _ in range(marks)]


def _pool() -> pl.DataFrame:
    """Return the real rows: title, brand, price (a Decimal), price_currency and description."""
    found = []
    for name, columns, currency in FILES:
        table = pl.read_csv(LISTINGS / name, infer_schema=False, encoding="utf8-lossy").rename(
            lambda c: c.lstrip("\ufeff")
        )
        texts = {o: pl.col(t) if t else pl.lit(None, dtype=pl.String) for o, t in zip(COLUMNS, columns, strict=True)}
        found.append(table.select(price_currency=pl.lit(currency), **texts))
    rows = pl.concat(found).filter(pl.col("title").str.len_chars() > 0)
    amount = pl.col("price").cast(pl.Decimal(18, 4), strict=False)
    return rows.with_columns(amount, pl.col("description").str.slice(0, LENGTH)).filter(pl.col("price") > Decimal(0))
