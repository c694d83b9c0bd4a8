"""Is the price one at which genuine goods are sold? Two-sided: a price among the genuine ones speaks for the offer.

The threshold is the lower of two: the owner's floor for the line, and the 5th percentile of genuine catalogues for
the mark, product type and condition. Currencies are compared only at rates that the user gave.
"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.screening.price_rows import price_text, threshold_basis, threshold_text, under_owners_floor

FAR = 0.25  # of the threshold: a Cartier watch at $26 against a dealers' median of $9,495 is decisive …
WELL = 0.50
BELOW = 0.75  # … while a perfume a fifth under its usual price says little
SOURCE = "Price against the genuine distribution per mark and product type (measured on real offers)."
PARTY = "The price of {seen} is below the price at which genuine {mark} goods of this kind are sold."


def _between(least: float, most: float) -> pl.Expr:
    ratio = pl.col("price_ratio")
    return (ratio >= least) & (ratio < most) & pl.col("price_counts")


def _sign(when: pl.Expr) -> Sign:
    return Sign(
        when=when,
        field="price",
        seen=price_text(),
        expected=threshold_text(),
        words={
            "percent": _percent(),
            "basis": threshold_basis(),
        },
    )


def _percent() -> pl.Expr:
    """Whole per cents, cut off: what is below a quarter never reads as 25 %, nor what is below the whole as 100 %."""
    whole = (pl.col("price_ratio") * 100).floor().cast(pl.Int64)
    return pl.when(whole < 1).then(pl.lit("less than 1")).otherwise(whole.cast(pl.String))


@evidence(scope="use", party=PARTY, source=SOURCE, needs="price_ratio")
def price_far_below() -> Sign:
    """The price of {seen} is {percent} % of {expected}, {basis}: genuine goods are not sold at a quarter of it."""
    return _sign(_between(0, FAR))


@evidence(scope="use", party=PARTY, source=SOURCE, needs="price_ratio")
def price_well_below() -> Sign:
    """The price of {seen} is {percent} % of {expected}, {basis}: less than half of it."""
    return _sign(_between(FAR, WELL))


@evidence(scope="use", party=PARTY, source=SOURCE, needs="price_ratio")
def price_below() -> Sign:
    """The price of {seen} is {percent} % of {expected}, {basis}."""
    return _sign(_between(WELL, BELOW))


@evidence(
    scope="use",
    party=PARTY,
    source="The owner's own statement of the lowest price of genuine new goods.",
    needs="price_ratio",
)
def price_under_owners_floor() -> Sign:
    """The price of {seen} is {percent} % of {expected}, {basis}: not far below it, but by the owner's account genuine
    goods are not sold for less."""
    return _sign(_between(BELOW, 1) & under_owners_floor())


@evidence(scope="use", party=PARTY, source=SOURCE, needs="price_ratio")
def price_slightly_below() -> Sign:
    """The price of {seen} is {percent} % of {expected}, {basis}: low, but sales explain such prices."""
    return _sign(_between(BELOW, 1) & ~under_owners_floor())


@evidence(
    scope="use",
    party="The price of {seen} is usual for genuine {mark} goods of this kind.",
    source=SOURCE,
    needs="price_ratio",
)
def price_as_genuine() -> Sign:
    """The price of {seen} is not below {expected}, {basis}."""
    return _sign(pl.col("price_counts") & (pl.col("price_ratio") >= 1))
