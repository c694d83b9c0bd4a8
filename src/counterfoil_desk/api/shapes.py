"""The shapes of requests and answers, as OpenAPI shows them."""

from typing import Any

from ninja import Field, Schema


class OfferIn(Schema):
    """One offer under the attributes of the engine's table `offer` (Google Merchant's names)."""

    model_config = {"extra": "forbid"}  # noqa: RUF012  pydantic's way

    id: str = Field(min_length=1, max_length=500, description="The marketplace's own identifier")
    title: str = Field(min_length=1)
    description: str | None = None
    link: str | None = None
    image_link: str | None = None
    price: str | None = Field(None, description="With its currency, such as “129.00 USD”")
    sale_price: str | None = None
    brand: str | None = None
    gtin: str | None = None
    mpn: str | None = None
    condition: str | None = None
    availability: str | None = None
    google_product_category: str | None = None
    product_type: str | None = None
    item_group_id: str | None = None
    ships_from_country: str | None = None
    external_seller_id: str | None = None
    marketplace: str | None = None
    item_location: str | None = None
    seen_at: str | None = Field(None, description="RFC 3339; authorisations are held against this day")


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


class Problem(Schema):
    """What is wrong with a request, and its cure."""

    detail: str | list[Any]
