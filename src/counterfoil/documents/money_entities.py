"""Suspect offers, their accounts, marks and owners as FollowTheMoney entities, for Aleph and tools like it.

Offer and mark are an Asset, the account a UserAccount, the owner a LegalEntity; Ownership and UnknownLink tie them, and
a Note carries the decision with its reasons. Source: https://followthemoney.tech/explorer/
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import polars as pl

Entity = dict[str, Any]


def entities(suspect: pl.DataFrame, uses: pl.DataFrame, rights: pl.DataFrame) -> Iterator[Entity]:
    """Yield the entities, each with `id`, `schema` and `properties` (lists of texts), each once."""
    named = rights.join(uses.select("right_id").unique(), left_on="id", right_on="right_id", how="semi")
    for owner in named["owner"].unique(maintain_order=True):
        yield entity("LegalEntity", entity_id("owner", owner), name=owner)
    for right, mark, owner in named.select("id", "mark", "owner").iter_rows():
        yield entity("Asset", entity_id("right", right), name=mark, summary="trade mark")
        yield entity(
            "Ownership",
            entity_id("ownership", right),
            owner=entity_id("owner", owner),
            asset=entity_id("right", right),
            recordId=right,
        )
    accounts = suspect.select("external_seller_id", "marketplace").drop_nulls("external_seller_id")
    for seller, marketplace in accounts.unique("external_seller_id", maintain_order=True).iter_rows():
        yield entity("UserAccount", entity_id("account", seller), service=marketplace, username=seller)
    for offer in suspect.iter_rows(named=True):
        yield from _of_offer(offer)
    for offer, right, ground, weight, _ in uses.filter(pl.col("right_id").is_in(named["id"].to_list())).iter_rows():
        held = {"role": "offer held against a mark", "status": ground, "summary": f"weight {weight}"}
        yield entity(
            "UnknownLink",
            entity_id("use", offer, right),
            subject=entity_id("offer", offer),
            object=entity_id("right", right),
            **held,
        )


def _of_offer(offer: dict[str, Any]) -> Iterator[Entity]:
    name = entity_id("offer", offer["id"])
    link = offer["link"] if str(offer["link"]).startswith(("https://", "http://")) else None
    price = {"amount": str(offer["price"]), "currency": offer["price_currency"]} if offer["price"] is not None else {}
    yield entity(
        "Asset", name, name=offer["title"], sourceUrl=link, summary="offer of goods", keywords=offer["id"], **price
    )
    if offer["external_seller_id"] is not None:
        seller = entity_id("account", offer["external_seller_id"])
        yield entity("UnknownLink", entity_id("sale", offer["id"]), subject=seller, object=name, role="offers")
    reasons = {"description": "\n".join(offer["reasons"]), "summary": f"score {offer['score']}, no probability"}
    yield entity(
        "Note", entity_id("decision", offer["id"]), name=f"decision: {offer['decision']}", entity=name, **reasons
    )


def entity(schema: str, made: str, /, **properties: str | None) -> Entity:
    """Return an entity with the id `made` and the properties that have a value."""
    told = {key: [value] for key, value in properties.items() if value}
    return {"id": made, "schema": schema, "properties": told}


def entity_id(*parts: str) -> str:
    """Return an id that is the same in every export of the same thing."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"counterfoil-{parts[0]}-{digest[:32]}"
