"""Small tables for tests: rows by the contracts from a few words."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.tables.sale import Sale
from counterfoil.tables.seller import Seller
from counterfoil.tables.seller_document import SellerDocument
from counterfoil.tables.seller_event import SellerEvent
from counterfoil.vetting.references import VettingReferences
from counterfoil.vetting.regime import NAMES, Regime, built_in, read_regime
from counterfoil.vetting.vet import Vetted, vet
from screening.screened import table

DAY = dt.date(2026, 11, 8)
REGIMES = {name: read_regime(built_in(name), file=name) for name in NAMES}
INFORM: Regime = REGIMES["inform"]


def sold(count: int, dollars: str, *, first: str, last: str, **more: Any) -> pl.DataFrame:
    """Return `count` sales that bring `dollars` together, spread evenly over the days from `first` to `last`."""
    start, end = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()
    days = [dt.date.fromordinal(start + (end - start) * n // max(count - 1, 1)) for n in range(count)]
    each = (Decimal(dollars) / count).quantize(Decimal("0.0001")) if count else Decimal(0)
    amounts = [each] * (count - 1) + [Decimal(dollars) - each * (count - 1)]
    rows = [
        {"offer_id": "o-1", "units": 1, "seller_id": "s-1", "sold_on": day, "amount": amount} | more
        for day, amount in zip(days, amounts, strict=True)
    ]
    return table(Sale, rows)


# A company of which nothing can be said against: invented, numbers with right check digits.
SOUND: dict[str, Any] = {
    "id": "s-1",
    "schema": "Company",
    "name": "Fjord Outfitters LLC",
    "legalForm": "LLC",
    "country": "US",
    "address": "1 Invented Plaza, Portland, Oregon, United States",
    "postalCode": "97205",
    "address_kind": "business",
    "registrationNumber": "OR-0001",
    "taxNumber": "99-0000001",
    "email": "sales@example.com",
    "phone": "+1-503-555-0101",
    "bankAccount": "000123456",
    "bankRouting": "021000021",
    "bankHolder": "Fjord Outfitters, LLC",
    "beneficialOwner": "Ingrid Halvorsen",
    "declared_types": ["footwear"],
    "status": "active",
    "opened_at": dt.datetime(2025, 3, 1, tzinfo=dt.UTC),
}
PAPERS: list[dict[str, Any]] = [
    {
        "seller_id": "s-1",
        "type": "identity check",
        "number": "X7654321",
        "holder": "Ingrid Halvorsen",
        "result": "valid",
        "checked_by": "an identity provider",
        "checked_on": dt.date(2026, 1, 7),
    }
]


def vetted(sellers: list[dict[str, Any]] | dict[str, Any], *, day: dt.date = DAY, **tables: Any) -> Vetted:
    """Return what vetting finds of sellers, each a change of SOUND; `documents` default to PAPERS."""
    given = [sellers] if isinstance(sellers, dict) else sellers
    rows = table(Seller, [SOUND | one for one in given])
    made: dict[str, Any] = {"documents": PAPERS} | tables
    contracts = {"documents": SellerDocument, "events": SellerEvent, "sales": Sale}
    read = {
        name: table(contracts[name], value) if name in contracts and isinstance(value, list) else value
        for name, value in made.items()
    }
    return vet(rows, VettingReferences(**read), day=day)


def against(result: Vetted, seller_id: str = "s-1") -> set[str]:
    """Return the names of the checks that speak against a seller."""
    rows = result.checks.filter((pl.col("seller_id") == seller_id) & pl.col("result").is_in(["failed", "doubtful"]))
    return set(rows["check"])


def status(result: Vetted, seller_id: str = "s-1") -> str:
    """Return a seller's verification status."""
    return str(result.dossiers.filter(pl.col("seller_id") == seller_id)["status"].item())
