"""Is the declared value too low for such goods? By the piece, by the kilogram, by retail prices, by its roundness."""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.targeting.signs.words import LINE, amount

FAR, SOME = 3.5, 2.0  # robust standard deviations (B. Iglewicz and D. Hoaglin, 1993: 3.5 marks an outlier)
FAR_SHARE, SOME_SHARE = 0.25, 0.5  # and of the usual value: a narrow spread alone is no sign
RETAIL_SHARE = 0.1  # of the cheapest genuine retail price; import values lie well above it; set by judgement
ROUND = 100  # whole hundreds
INFORMAL = 2_500  # of the currency; United States: informal entry up to 2,500 USD (19 CFR 143.21(a))

_USUAL = (
    "What importers declare for goods of one customs code clusters; low values are the first indicator that customs "
    "administrations name (WCO, Guidelines on customs valuation databases as a risk tool)."
)


@evidence(
    scope="shipment",
    party="The value declared for a piece is far below what such goods are declared at.",
    source=_USUAL,
)
def value_far_below_usual() -> Sign:
    """Declared at {own} {currency} a piece; half of the {lines} lines of such goods (HS {code}) are declared at {usual}
    or more."""
    return _below("per_piece", _far("per_piece"))


@evidence(
    scope="shipment", party="The value declared for a piece is below what such goods are declared at.", source=_USUAL
)
def value_below_usual() -> Sign:
    """Declared at {own} {currency} a piece, below the usual: half of the {lines} lines of such goods (HS {code}) are
    declared at {usual} or more."""
    return _below("per_piece", _some("per_piece") & ~_far("per_piece"))


@evidence(
    scope="shipment",
    party="The value declared for a kilogram is far below what such goods are declared at.",
    source=_USUAL,
)
def value_per_kilogram_far_below_usual() -> Sign:
    """Declared at {own} {currency} a kilogram; half of the {lines} lines of such goods (HS {code}) are declared at
    {usual} or more."""
    return _below("per_kg", _far("per_kg"))


@evidence(
    scope="shipment",
    party="The value declared for a piece is below a tenth of what such goods sell for.",
    source="Reference prices that owners and authorised shops gave. Cheap goods without a brand show the same.",
)
def value_below_retail_prices() -> Sign:
    """Declared at {own} {currency} a piece, below a tenth of the cheapest price ({cheapest} {currency}) at which any
    known brand of {goods} is sold: cheap goods without a brand, or a value that is not theirs."""
    low = (pl.col("per_piece") > 0) & (pl.col("per_piece") < RETAIL_SHARE * pl.col("cheapest"))
    words = {
        **LINE,
        "own": amount("per_piece"),
        "cheapest": amount("cheapest"),
        "goods": pl.col("goods_type"),
    }
    return Sign(when=low, field="declared_value", seen=amount("per_piece"), words=words)


@evidence(
    scope="shipment",
    party="The declared value is a round and low amount.",
    source="Round, low declared values are among the indicators that customs brokers and CBP give for express parcels.",
)
def round_low_value() -> Sign:
    """The declared value is a round {total} {currency}, and low enough for an informal entry."""
    is_round = (pl.col("value") % ROUND == 0) & (pl.col("value") > 0) & (pl.col("value") <= INFORMAL)
    return Sign(when=is_round, field="declared_value", seen=amount("value"), words={**LINE, "total": amount("value")})


@evidence(
    scope="shipment",
    party="No value is declared for the goods.",
    source="19 CFR 141.86(a)(6): the invoice sets out the price of each item.",
)
def no_value() -> Sign:
    """No value is declared, or none above zero."""
    return Sign(when=pl.col("value").fill_null(0) == 0, field="declared_value", seen=pl.lit("0"), words=LINE)


def _far(measure: str) -> pl.Expr:
    share = pl.col(measure) < FAR_SHARE * pl.col(f"usual_{measure}")
    return (pl.col(f"deviation_{measure}") <= -FAR) & share


def _some(measure: str) -> pl.Expr:
    share = pl.col(measure) < SOME_SHARE * pl.col(f"usual_{measure}")
    return (pl.col(f"deviation_{measure}") <= -SOME) & share


def _below(measure: str, when: pl.Expr) -> Sign:
    words = {
        **LINE,
        "own": amount(measure),
        "usual": amount(f"usual_{measure}"),
        "lines": pl.col(f"lines_{measure}"),
        "code": pl.col(f"code_{measure}"),
    }
    return Sign(
        when=when, field="declared_value", seen=amount(measure), expected=amount(f"usual_{measure}"), words=words
    )
