"""The shapes of requests and answers, as OpenAPI shows them."""

import datetime as dt
from typing import Annotated, Any

import dataframely as dy
from ninja import Field, Schema
from pydantic import StringConstraints, create_model

from counterfoil.tables.seller import Seller

DAY = "The day to check on, from 2000-01-01 to 366 days ahead; today (UTC) where it is not given"
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]  # PostgreSQL keeps no NUL character


class OfferIn(Schema):
    """One offer under the attributes of the engine's table `offer` (Google Merchant's names)."""

    model_config = {"extra": "forbid"}  # noqa: RUF012  pydantic's way

    id: Text = Field(min_length=1, max_length=500, description="The marketplace's own identifier")
    title: Text = Field(min_length=1)
    description: Text | None = None
    link: Text | None = None
    image_link: Text | None = None
    price: Text | None = Field(None, description="With its currency, such as “129.00 USD”")
    sale_price: Text | None = None
    brand: Text | None = None
    gtin: Text | None = None
    mpn: Text | None = None
    condition: Text | None = None
    availability: Text | None = None
    google_product_category: Text | None = None
    product_type: Text | None = None
    item_group_id: Text | None = None
    ships_from_country: Text | None = None
    external_seller_id: Text | None = None
    marketplace: Text | None = None
    item_location: Text | None = None
    seen_at: Text | None = Field(None, description="RFC 3339; authorisations are held against this day")


class OffersIn(Schema):
    """Offers to be screened before they are published."""

    offers: list[OfferIn] = Field(min_length=1, max_length=1_000)


class Result(Schema):
    """The decision on one offer."""

    id: str
    decision: str = Field(description="clear, review, request-documents, hold or remove")
    score: float = Field(description="From 0 to 1; no probability")
    right_id: str | None
    ground: str | None
    reasons: list[str] = Field(description="For the reviewer, the weightiest first")
    party_reasons: list[str] = Field(description="For the seller")
    policy: str
    rule: str


class Rejected(Schema):
    """An offer that could not be used, and why."""

    line: int = Field(description="Its place in the request, from 1")
    field: str | None
    value: str | None
    rule: str


class Screening(Schema):
    """The decisions, and what they rest on."""

    generation: int
    digests: dict[str, str]
    engine_version: str
    results: list[Result]
    rejects: list[Rejected]


def _seller_in() -> type[Schema]:
    """Return the shape of a seller: the columns of the engine's table, `id` alone must be there."""
    fields: dict[str, Any] = {"id": (Text, Field(min_length=1, max_length=500, description="The account's id"))}
    columns: dict[str, Any] = Seller.columns()
    for name, column in columns.items():
        if name != "id":
            kind: Any = list[Text] | None if isinstance(column, dy.List) else Text | None
            # pydantic has a method `schema`: the field has another name here, and its own outside
            fields[f"{name}_" if name == "schema" else name] = (kind, Field(None, alias=name))
    made: type[Schema] = create_model("SellerIn", __base__=_Strict, **fields)
    return made


class _Strict(Schema):
    """One seller under the columns of the engine's table `seller`, FollowTheMoney's names."""

    model_config = {"extra": "forbid", "validate_by_alias": True}  # noqa: RUF012  pydantic's way


SellerIn: Any = _seller_in()


class SellersIn(Schema):
    """Sellers to be checked; what the register knows of one stands where nothing is said here."""

    sellers: list[SellerIn] = Field(min_length=1, max_length=1_000)
    day: dt.date | None = Field(None, description=DAY)


class SellerFinding(Schema):
    """One sign that was seen in a seller's details."""

    kind: str
    weight: int = Field(description="Thousandths of a nat; below zero speaks for the seller")
    field: str | None
    detail: str = Field(description="For the reviewer")
    party_detail: str = Field(description="For the seller")


class SellerClock(Schema):
    """What is to be done for the seller by which day."""

    regime: str
    clock: str
    began_on: dt.date
    due_on: dt.date
    met_on: dt.date | None
    state: str = Field(description="running, met, met late or overdue")
    by_platform: bool = Field(description="The platform is to act, not the seller")
    says: str
    source: str


class DeniedMatch(Schema):
    """A seller and an entry of a list of denied parties that may be one."""

    dataset: str | None
    entry_id: str
    listed_as: str
    topics: list[str] | None
    strength: str = Field(description="certain, likely or possible")
    weight: int
    explained: str


class SellerResult(Schema):
    """What vetting says of one seller."""

    id: str
    status: str = Field(description="verified, incomplete, review, suspended or refused")
    tier: str = Field(description="low, medium or high")
    score: float = Field(description="From 0 to 1; no probability")
    why: list[str]
    reasons: list[str]
    party_reasons: list[str]
    missing: list[str]
    party_missing: list[str]
    due_on: dt.date | None
    disclosure: str
    regimes: list[str]
    findings: list[SellerFinding]
    clocks: list[SellerClock]
    denied_matches: list[DeniedMatch]
    is_denied: bool = Field(description="An entry of a list is certainly this seller")


class Checked(Schema):
    """What vetting says of the sellers, and what it rests on."""

    generation: int
    digests: dict[str, str]
    engine_version: str
    day: dt.date
    regimes: list[str]
    results: list[SellerResult]
    rejects: list[Rejected]


class Problem(Schema):
    """What is wrong with a request, and its cure."""

    detail: str | list[Any]
