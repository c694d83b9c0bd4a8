"""The register of third-party sellers whose stock a facility holds: who, since when, how much, declared or not.

Source: DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 2. Names as in Seller.
This table holds personal data, as the user's own file of sellers does: it stands in the register alone.
"""

import datetime as dt

import dataframely as dy
import polars as pl

IDENTITY = (
    "name", "schema", "legalForm", "country", "address", "postalCode", "city", "registrationNumber", "taxNumber",
    "vatCode", "leiCode", "email", "phone", "agentForService",
)  # fmt: skip
CHANGES = ("new", "changed", "unchanged", "gone")


class RegisteredSeller(dy.Schema):
    """One seller in one facility."""

    facility_gln = dy.String(nullable=True)
    facility = dy.String(nullable=True, description="the operator's own name of the place")
    seller_id = dy.String(nullable=False, min_length=1)
    since = dy.Date(nullable=True, description="the first arrival or count that is told; empty: not known")
    units = dy.Int64(
        nullable=False, min=0, description="pieces in stock; those of lines not counted in pieces are not in"
    )
    lines_not_counted = dy.Int64(nullable=False, min=0, description="lines in other units than whole pieces")
    units_by_gtin = dy.List(dy.String(nullable=False), nullable=False, description="“9521011001028: 388”")
    missing = dy.List(dy.String(nullable=False), nullable=False, description="what is asked for and not known")
    declared_on = dy.Date(nullable=True, description="to Customs; empty: not declared")
    declared_as = dy.String(nullable=True)
    status = dy.String(nullable=True, description="of the account: active, suspended …")
    change = dy.String(nullable=True, description="since the earlier register; empty: there is none")
    changed = dy.List(dy.String(nullable=False), nullable=False, description="which columns")
    name = dy.String(nullable=True)
    schema = dy.String(nullable=True)
    legalForm = dy.String(nullable=True)  # noqa: N815
    country = dy.String(nullable=True)
    address = dy.String(nullable=True)
    postalCode = dy.String(nullable=True)  # noqa: N815
    city = dy.String(nullable=True)
    registrationNumber = dy.String(nullable=True)  # noqa: N815
    taxNumber = dy.String(nullable=True)  # noqa: N815
    vatCode = dy.String(nullable=True)  # noqa: N815
    leiCode = dy.String(nullable=True)  # noqa: N815
    email = dy.String(nullable=True)
    phone = dy.String(nullable=True)
    agentForService = dy.String(nullable=True)  # noqa: N815

    @dy.rule()
    def change_is_a_known_one(cls) -> pl.Expr:
        return pl.col("change").is_in(CHANGES)


EXAMPLE = pl.DataFrame(
    {
        "facility_gln": ["9529001000013"],
        "facility": ["Reno"],
        "seller_id": ["s-29"],
        "since": [dt.date(2026, 9, 28)],
        "units": [559],
        "lines_not_counted": [0],
        "units_by_gtin": [["9521011001028: 388", "9521011001035: 171"]],
        "missing": [["address"]],
        "changed": [[]],
    },
    schema_overrides={"changed": pl.List(pl.String)},
)
