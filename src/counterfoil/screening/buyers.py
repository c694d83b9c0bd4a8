"""What do buyers say of the goods they received?"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence, filled

SEVERAL = 2  # complaints from which they are more than one buyer's mistake
SHARE = 0.02  # of units sold: genuine goods draw far fewer complaints of this kind
SOURCE = "Returns and complaints coded “not authentic” by the marketplace."


@evidence(
    scope="offer",
    party="Buyers report that the goods they received are not authentic.",
    source=SOURCE,
    needs="not_authentic",
)
def buyers_say_not_authentic() -> Sign:
    """{seen} complaints about this offer say that what was received is not authentic{share}."""
    return Sign(when=_several(), field="complaints", seen=pl.col("not_authentic"), words={"share": _of_sales()})


@evidence(
    scope="offer",
    party="A buyer reports that the goods received are not authentic.",
    source=SOURCE,
    needs="not_authentic",
)
def a_buyer_says_not_authentic() -> Sign:
    """{complaints} that what was received on this offer is not authentic{share}; so few may be mistaken."""
    return Sign(
        when=(pl.col("not_authentic") > 0) & ~_several(),
        field="complaints",
        seen=pl.col("not_authentic"),
        words={"share": _of_sales(), "complaints": _counted()},
    )


def _several() -> pl.Expr:
    """Several complaints, unless so much was sold that they are a trifle."""
    enough = pl.col("not_authentic") >= SEVERAL
    trifling = (pl.col("units_sold") > 0) & (pl.col("not_authentic") < pl.col("units_sold") * SHARE)
    return enough & ~trifling.fill_null(value=False)


def _counted() -> pl.Expr:
    several = filled("{} complaints say", "not_authentic")
    return pl.when(pl.col("not_authentic") == 1).then(pl.lit("One complaint says")).otherwise(several)


def _of_sales() -> pl.Expr:
    sold = pl.col("units_sold")
    return pl.when(sold > 0).then(filled(" (units sold: {})", sold)).otherwise(pl.lit(""))
