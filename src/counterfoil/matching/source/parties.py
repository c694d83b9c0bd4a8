"""Do the goods come from the same hands: seller, resolved party, supplier?

A shared hand is a sign and no more: honest sellers and their suppliers handle genuine goods of the same product too.
A supplier's name is compared, never quoted: it may be a person's.
"""

import polars as pl

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.matching.source.words import GOODS

_SOURCE = "CBP intellectual property rights programme: goods of one importer and consignor are examined together."


@evidence(scope="pair", party="The goods belong to a seller of goods {found}.", source=_SOURCE)
def same_seller() -> Sign:
    """They belong to the seller {seen}, as the goods {goods} do, which were {found}."""
    return _of_seller(pl.col("seller") == "same")


@evidence(scope="pair", party="The goods belong to a party behind goods {found}.", source=_SOURCE)
def same_party() -> Sign:
    """They belong to an account of the party behind the goods {goods}, which were {found}."""
    return Sign(when=pl.col("party") == "same", field="party_id", words=GOODS)


@evidence(
    scope="pair",
    party="The goods belong to another seller than the goods {found}.",
    source="Counterfeits of one lot are sold under several accounts, so another seller says little.",
)
def other_seller() -> Sign:
    """They belong to {seen}, another seller than that of the goods {goods}; one lot is often sold by several."""
    return _of_seller((pl.col("seller") == "other") & (pl.col("party") != "same").fill_null(value=True))


@evidence(scope="pair", party="The goods came from the supplier of goods {found}.", source=_SOURCE)
def same_supplier() -> Sign:
    """They came from the supplier of the goods {goods}, which were {found}, as far as its name tells: it is written
    alike but for its legal form."""
    return Sign(when=pl.col("supplier") == "same", field="supplier", words=GOODS)


@evidence(scope="pair", party="The goods came from another supplier than the goods {found}.", source=_SOURCE)
def other_supplier() -> Sign:
    """They came from another supplier than the goods {goods}."""
    when = (pl.col("supplier") == "other") & ~pl.col("genuine_supplier")
    return Sign(when=when, field="supplier", words=GOODS)


def _of_seller(when: pl.Expr) -> Sign:
    return Sign(when=when, field="external_seller_id", seen=pl.col("seen_external_seller_id"), words=GOODS)
