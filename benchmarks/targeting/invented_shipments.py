"""Shipments that nobody sent, as many as are asked for: a generator for measures of speed. All names are made up.

Parameters stand on top. A part of the lines is false: their value is lowered, and one consignor in fifty sends them. No
figure of quality is measured on these lines: for that there is the simulated season.
"""

import datetime as dt

import numpy as np
import polars as pl

SEED = 8
LAST_DAY = dt.date(2026, 9, 30)
DAYS = 60  # arrivals
FACILITIES = 20
CONSIGNORS, CONSIGNEES, SELLERS, GOODS = 60_000, 120_000, 80_000, 300
FALSE = 0.02  # of the lines
SYLLABLES = (
    "bar",
    "cor",
    "dun",
    "el",
    "far",
    "gor",
    "hal",
    "is",
    "jor",
    "kel",
    "lum",
    "mar",
    "nor",
    "ost",
    "pel",
    "ran",
)
LEGAL = ("Ltd", "Trading LLC", "GmbH", "Co., Ltd", "General Trading FZE", "SA", "Inc.", "Import Export BV")
WORDS = ("shoes", "watch", "bag", "perfume", "headphones", "toys", "shirt", "cables", "glass bottles", "accessories")
CHAPTERS = (("64", "shoes"), ("91", "watch"), ("42", "bag"), ("33", "perfume"), ("85", "headphones"), ("95", "toys"))
ORIGINS = ("CN", "VN", "US", "DE", "TR", "HK", "IN", "MX", "FR", "AE")


def invented_shipments(count: int, *, seed: int = SEED) -> pl.DataFrame:
    """Return so many lines of shipments, each its own shipment (columns of Shipment, as a user's file has them)."""
    chance = np.random.default_rng(seed)
    consignor = _skewed(chance, CONSIGNORS, count)
    goods = _skewed(chance, GOODS, count)
    is_false = chance.random(count) < np.where(consignor % 50 == 0, 0.4, FALSE / 2)
    usual = np.exp(chance.normal(2.5, 1.0, GOODS))[goods]
    mass = np.exp(chance.normal(-1.0, 0.8, GOODS))[goods] * np.exp(chance.normal(0, 0.2, count))
    pieces = chance.integers(1, 800, count)
    price = usual * np.exp(chance.normal(0, 0.4, count)) * np.where(is_false, 0.15, 1.0)
    chapter = np.array([CHAPTERS[number % len(CHAPTERS)][0] for number in range(GOODS)])
    code = np.array([f"{chapter[number]}{number % 90 + 10:02d}{number % 9 + 1}0" for number in range(GOODS)])
    word = np.array([CHAPTERS[number % len(CHAPTERS)][1] for number in range(GOODS)])
    other = chance.choice(WORDS, count)
    return pl.DataFrame(
        {
            "shipment_id": np.char.add("SHP-", np.arange(count).astype(str)),
            "arrived_on": np.datetime64(LAST_DAY) - chance.integers(0, DAYS, count).astype("timedelta64[D]"),
            "consignor": np.array(_names(chance, CONSIGNORS))[consignor],
            "consignee": np.array(_names(chance, CONSIGNEES))[_skewed(chance, CONSIGNEES, count)],
            "facility_gln": np.array([f"95290010{number:05d}" for number in range(FACILITIES)])[
                chance.integers(0, FACILITIES, count)
            ],
            "origin_country": np.array(ORIGINS)[(goods + chance.integers(0, 3, count)) % len(ORIGINS)],
            "hs": code[goods],
            "description": np.where(is_false, other, np.char.add("Assorted ", word[goods])),
            "pieces": pieces,
            "declared_value": np.round(price * pieces, 2),
            "currency": np.full(count, "USD"),
            "net_mass_kg": np.round(mass * pieces, 3),
            "external_seller_id": np.char.add("s-", _skewed(chance, SELLERS, count).astype(str)),
        }
    )


def _skewed(chance: np.random.Generator, size: int, count: int) -> np.ndarray:
    """Return numbers below `size`, the low ones far more often, as customers of a warehouse are."""
    return np.minimum((size * chance.random(count) ** 3).astype(np.int64), size - 1)


def _names(chance: np.random.Generator, count: int) -> list[str]:
    parts = chance.integers(0, len(SYLLABLES), (count, 4))
    legal = chance.integers(0, len(LEGAL), count)
    return [
        "".join(SYLLABLES[part] for part in row).capitalize() + f" {number} " + LEGAL[form]
        for number, (row, form) in enumerate(zip(parts, legal, strict=True))
    ]
