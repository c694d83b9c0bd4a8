"""Small results of runs, drawn by hand: accounts a and b of one operator, c alone, d honest."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.enforcement.cases.runs import Runs
from counterfoil.tables.contract import completed
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.goods import Goods
from counterfoil.tables.link import Link
from counterfoil.tables.match import Match
from counterfoil.tables.offer import Offer
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.right import Right

DAY = dt.date(2026, 11, 8)
AT = dt.datetime(2026, 11, 8, 10, 0, tzinfo=dt.UTC)
GTIN = "9521011001028"


def table(contract: Any, *rows: dict[str, Any]) -> pl.DataFrame:
    """Return rows as a table of the contract, columns that are not named empty."""
    schema = {name: kind for name, kind in contract.create_empty().schema.items() if any(name in row for row in rows)}
    return (
        contract.cast(completed(pl.DataFrame(list(rows), schema=schema), contract)) if rows else contract.create_empty()
    )


def offer(offer_id: str, seller: str, price: str | None = "10.00", **more: Any) -> dict[str, Any]:
    """Return an offer; None for a price that is not told."""
    told = None if price is None else Decimal(price)
    known = {"id": offer_id, "title": f"Shoes {offer_id}", "external_seller_id": seller, "price": told}
    return known | {"price_currency": "USD", "marketplace": "Tidewater Market", "seen_at": AT} | more


def decision(offer_id: str, decided: str, right: str | None = "r-1") -> dict[str, Any]:
    """Return a decision with one reason, of none that is clear."""
    reasons = [] if decided == "clear" else [f"The title of {offer_id} breaks up the mark."]
    told = {"subject_id": offer_id, "decision": decided, "score": 0.8, "right_id": right, "ground": "counterfeit"}
    return told | {"reasons": reasons, "party_reasons": reasons, "policy": "default-1", "rule": "weight >= 1000"}


def finding(of: str, weight: int, kind: str = "mark_broken_up", subject: str = "offer") -> dict[str, Any]:
    """Return a finding of a weight."""
    told = {"subject_kind": subject, "subject_id": of, "right_id": "r-1", "kind": kind, "weight": weight}
    return told | {"detail": f"{kind} on {of}.", "party_detail": f"Seen on {of}.", "rule_version": "screening-1"}


def party(seller: str, of: str, **more: Any) -> dict[str, Any]:
    """Return an account's time under a party."""
    return {"party_id": of, "seller_id": seller, "platform": "Tidewater Market", "cause": "new", "since": DAY} | more


def link(one: str, other: str, weight: int, relation: str = "one operator") -> dict[str, Any]:
    """Return a link between two accounts."""
    told = {"seller_id": one, "other_seller_id": other, "relation": relation, "score": 0.9, "weight": weight}
    return told | {"reasons": ["Both give the telephone number ••0131."]}


def match(item: str, verdict: str, goods: str = "g-1") -> dict[str, Any]:
    """Return a match of an item."""
    same = "same" if verdict in ("identical offending goods", "examine") else "contradicted"
    told = {"goods_id": goods, "item_id": item, "product_grade": "identical", "product_score": 1.0}
    told |= {"source_grade": same, "source_score": 0.9, "verdict": verdict}
    return told | {"reasons": ["They bear the lot number 0821.", "the same GTIN"], "party_reasons": []}


def item(item_id: str, seller: str | None, quantity: str | None = "100", unit: str | None = None) -> dict[str, Any]:
    """Return an item in stock; None where its owner, or how many there are, is not told."""
    told = {"id": item_id, "title": "Shoes", "gtin": GTIN, "external_seller_id": seller, "kind": "stock"}
    return told | {"quantity": None if quantity is None else Decimal(quantity), "quantity_unit": unit}


def runs(**more: pl.DataFrame) -> Runs:
    """Return the example: a and b of one operator with three offers in question, c alone with one, d honest."""
    offers = [offer("o-1", "a", gtin=GTIN), offer("o-2", "a"), offer("o-3", "b", "20.00"), offer("o-4", "c", "5.00")]
    offers += [offer("o-5", "b"), offer("o-6", "d"), offer("o-7", "d")]
    decided = [decision("o-1", "hold"), decision("o-2", "remove"), decision("o-3", "review"), decision("o-4", "hold")]
    decided += [decision("o-5", "clear", None), decision("o-6", "clear", None), decision("o-7", "review")]
    found = [finding(one, 2600) for one in ("o-1", "o-2", "o-3", "o-4", "o-7")]
    found += [finding("o-1", -700, "price_as_genuine"), finding("o-6", -700, "price_as_genuine")]
    tables = {
        "offers": table(Offer, *offers),
        "decisions": table(Decision, *decided),
        "findings": table(Finding, *found),
        "rights": table(Right, {"id": "r-1", "mark": "Halvorsen", "owner": "Halvorsen Sport AS"}),
        "parties": table(ResolvedParty, party("a", "p-1"), party("b", "p-1"), party("c", "p-2"), party("d", "p-3")),
        "links": table(Link, link("a", "b", 3000)),
        "re_entries": table(ReEntry),
        "matches": table(Match),
        "items": table(Goods),
    }
    return Runs(**(tables | more))
