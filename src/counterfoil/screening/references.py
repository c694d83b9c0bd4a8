"""What is an offer held against? The tables that screening receives beside the offers, made ready once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import polars as pl

from counterfoil.evidence.policy import Policy, default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model, default_model, read_model
from counterfoil.screening.marks import Marks
from counterfoil.screening.population.marked import POPULATION
from counterfoil.screening.seller_names import digest_of_name
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.complaint import Complaint
from counterfoil.tables.rate import Rate
from counterfoil.tables.reference_price import ReferencePrice
from counterfoil.tables.restraint import Restraint
from counterfoil.tables.sale import Sale
from counterfoil.tables.seller import Seller
from counterfoil.text.each_once import each_once

Table = TypeVar("Table")

AUTHORISED = {"right_id": pl.String, "external_seller_id": pl.String, "is_sure": pl.Boolean}


@dataclass(frozen=True, kw_only=True)
class References:
    """All that one offer's evidence depends on beside the offer itself; two equal ones give equal results."""

    marks: Marks
    model: Model
    policy: Policy
    sellers: pl.DataFrame
    prices: pl.DataFrame
    rates: pl.DataFrame
    complaints: pl.DataFrame
    sales: pl.DataFrame
    population: pl.DataFrame
    engine_version: str
    inputs_digest: str
    authorisations: pl.DataFrame = field(default_factory=Authorisation.create_empty)
    orders: pl.DataFrame = field(default_factory=Restraint.create_empty)
    worked_out: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, work_out: Callable[["References"], Table]) -> Table:
        """Return what `work_out` makes of these references; it is asked once, and not again for every batch."""
        if work_out not in self.worked_out:
            self.worked_out[work_out] = work_out(self)
        made: Table = self.worked_out[work_out]
        return made


NO_SELLERS = Seller.create_empty()
NO_PRICES = ReferencePrice.create_empty()
NO_RATES = Rate.create_empty()
NO_COMPLAINTS = Complaint.create_empty()
NO_SALES = Sale.create_empty()
NO_AUTHORISATIONS = Authorisation.create_empty()


def of_marks_alone(marks: Marks) -> References:
    """Return what offers are held against where only marks are known; model and policy are the shipped ones."""
    model, policy = _shipped()
    return References(
        marks=marks,
        model=model,
        policy=policy,
        sellers=NO_SELLERS,
        prices=NO_PRICES,
        rates=NO_RATES,
        complaints=NO_COMPLAINTS,
        sales=NO_SALES,
        population=pl.DataFrame(schema=POPULATION),
        engine_version="",
        inputs_digest="",
    )


@cache
def _shipped() -> tuple[Model, Policy]:
    return read_model(default_model()), read_policy(default_policy())


def authorised(rights: pl.DataFrame, sellers: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of right and seller id (AUTHORISED) that owners name, by the seller's id or by its name.

    `is_sure` is false for a name that several accounts bear: anybody can call an account by a dealer's name.
    """
    named = (
        rights.select("authorised_sellers", right_id="id")
        .explode("authorised_sellers", empty_as_null=True, keep_nulls=True)
        .filter(pl.col("authorised_sellers").is_not_null())
        .rename({"authorised_sellers": "external_seller_id"})
    )
    by_id = named.with_columns(is_sure=True)
    ids = sellers.select("id", digest=each_once(sellers["name"], digest_of_name)).drop_nulls("digest")
    ids = ids.with_columns(is_sure=pl.len().over("digest") == 1)
    names = named.filter(~pl.col("external_seller_id").is_in(sellers["id"].to_list()))  # an id is not read as a name
    by_name = names.with_columns(digest=each_once(names["external_seller_id"], digest_of_name)).join(ids, on="digest")
    pairs = pl.concat([by_id, by_name.select("right_id", "is_sure", external_seller_id="id")], how="diagonal")
    surest = pairs.sort("is_sure", descending=True, maintain_order=True).select(list(AUTHORISED))
    return surest.unique(["right_id", "external_seller_id"], keep="first", maintain_order=True)
