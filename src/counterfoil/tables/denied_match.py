"""Denied matches: a seller and an entry of a list of denied parties that may be one, with what speaks for it.

Holds no name: who an entry is stands in the list under its id.
"""

import datetime as dt

import dataframely as dy
import polars as pl

STRENGTHS = ("certain", "likely", "possible")
SAYS = ("agrees", "differs", "unknown")


class DeniedMatch(dy.Schema):
    """One pair of seller and listed party; of several names of both, the pair that weighs most."""

    seller_id = dy.String(nullable=False)
    role = dy.String(nullable=False, description="whose name it is: name, alias, account holder, beneficial owner")
    dataset = dy.String(nullable=True, description="the list")
    entry_id = dy.String(nullable=False, description="the party's id in the list")
    listed_as = dy.String(nullable=False, description="name, alias, previousName or weakAlias of the entry")
    topics = dy.List(dy.String(nullable=True), nullable=True)
    listingDate = dy.Date(nullable=True)  # noqa: N815  FollowTheMoney writes it so
    name_score = dy.Float64(nullable=False, min=0, max=1, description="likeness of the two names")
    country_says = dy.String(nullable=False, description="agrees, differs or unknown")
    birth_date_says = dy.String(nullable=False)
    number_says = dy.String(nullable=False)
    weight = dy.Int64(nullable=False, description="thousandths of a nat of log-odds that both are one")
    strength = dy.String(nullable=False, description="certain, likely or possible")
    explained = dy.String(nullable=False)

    @dy.rule()
    def strength_is_a_known_one(cls) -> pl.Expr:
        return pl.col("strength").is_in(STRENGTHS)


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-1"],
        "role": ["name"],
        "dataset": ["an invented list"],
        "entry_id": ["90001"],
        "listed_as": ["alias"],
        "topics": [["sanction"]],
        "listingDate": [dt.date(2025, 2, 14)],
        "name_score": [1.0],
        "country_says": ["agrees"],
        "birth_date_says": ["unknown"],
        "number_says": ["unknown"],
        "weight": [4700],
        "strength": ["likely"],
        "explained": ["likeness 1.0 to its alias; country agrees"],
    }
)
