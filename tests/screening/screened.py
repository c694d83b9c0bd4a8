"""A few offers held against a few rights: what every test of screening begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.screening.marks import build_marks
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.pictures.given import NO_PICTURES
from counterfoil.screening.population.comparisons import population_of
from counterfoil.screening.references import NO_COMPLAINTS, NO_PRICES, NO_RATES, NO_SALES, NO_SELLERS, References
from counterfoil.screening.screen import Screened, screen
from counterfoil.tables.offer import Offer
from counterfoil.tables.reference_price import ReferencePrice
from counterfoil.tables.right import Right

Row = dict[str, Any]
OWNER = "Halvorsen Sport AS"
NORVIK = "Norvik Outdoor AB"
HALVORSEN: Row = {"id": "r-1", "mark": "Halvorsen", "owner": OWNER, "goods": ["footwear"]}


def offers_of(*rows: Row | str) -> pl.DataFrame:
    """Return offers by contract; a text alone is a title, and ids are numbered where none is given."""
    full = [{"id": f"o-{n}", **({"title": row} if isinstance(row, str) else row)} for n, row in enumerate(rows, 1)]
    return prepared(table(Offer, full))


def table(contract: Any, rows: Sequence[Row]) -> pl.DataFrame:
    """Return the rows by a contract, with nulls for columns that no row has."""
    empty: pl.DataFrame = contract.create_empty()
    filled = [{name: row.get(name) for name in empty.columns} for row in rows]
    return pl.DataFrame(filled, schema=empty.schema) if filled else empty


def references_of(rights: Sequence[Row] = (HALVORSEN,), **tables: Any) -> References:
    """Return the references of some rights; `sellers`, `prices`, `rates`, `complaints`, `sales`, `population`."""
    numbered = [{"id": f"r-{n}", "owner": OWNER, **row} for n, row in enumerate(rights, 1)]
    given = {
        "sellers": NO_SELLERS,
        "prices": NO_PRICES,
        "rates": NO_RATES,
        "complaints": NO_COMPLAINTS,
        "sales": NO_SALES,
        "population": population_of(offers_of()),
        "model": read_model(default_model()),
        "policy": read_policy(default_policy()),
    }
    given |= tables
    return References(marks=build_marks(table(Right, numbered)), engine_version="test", inputs_digest="0" * 64, **given)


def screened(offers: Sequence[Row | str], rights: Sequence[Row] = (HALVORSEN,), **tables: Any) -> Screened:
    """Return what screening finds; these offers are compared unless `population` is given, and have no pictures
    unless `pictures` are."""
    batch = offers_of(*offers)
    pictures = tables.pop("pictures", NO_PICTURES)
    return screen(batch, references_of(rights, **{"population": population_of(batch), **tables}), pictures)


def kinds_of(offer: Row | str, rights: Sequence[Row] = (HALVORSEN,), **tables: Any) -> set[str]:
    """Return the kinds of evidence seen in one offer."""
    return set(screened([offer], rights, **tables).findings["kind"])


def finding(kind: str, offer: Row | str, rights: Sequence[Row] = (HALVORSEN,), **tables: Any) -> Row:
    """Return the one finding of a kind in one offer."""
    found = screened([offer], rights, **tables).findings.filter(pl.col("kind") == kind)
    assert found.height == 1, f"{kind}: {found.height} findings"
    return found.row(0, named=True)


def price_row(brand: str, goods: str, low: str, *, condition: str = "new", currency: str = "USD", n: int = 9) -> Row:
    """Return one reference price whose low end is `low`."""
    amount = Decimal(low)
    figures = {"lowest": amount, "low": amount, "median": amount * 2, "high": amount * 3}
    return {
        "brand": brand, "product_type": goods, "condition": condition, "currency": currency, "offers": n, **figures,
    }  # fmt: skip


def prices_table(*rows: Row) -> pl.DataFrame:
    """Return reference prices by contract."""
    return table(ReferencePrice, rows)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A kind of evidence with an offer that shows it, what is said of it, and offers close by that must not show it."""

    kind: str
    shown: Row | str
    detail: str
    field: str | None
    seen: str | None
    at: tuple[int | None, int | None] = (None, None)
    expected: str | None = None
    not_shown: tuple[Row | str, ...]
    rights: Sequence[Row] = (HALVORSEN,)
    tables: Row = field(default_factory=dict)

    def __str__(self) -> str:
        return self.kind


def check_shown(case: Case) -> None:
    """Assert that the offer shows the kind, and what is said of it word for word."""
    found = finding(case.kind, case.shown, case.rights, **case.tables)
    assert found["detail"] == case.detail
    assert (found["field"], found["seen"], found["expected"]) == (case.field, case.seen, case.expected)
    assert (found["start"], found["end"]) == case.at
    if found["start"] is not None:
        offer = {"title": case.shown} if isinstance(case.shown, str) else case.shown
        assert offer[found["field"]][found["start"] : found["end"]] == found["seen"]


def check_not_shown(case: Case) -> None:
    """Assert that none of the offers close by shows the kind."""
    for offer in case.not_shown:
        assert case.kind not in kinds_of(offer, case.rights, **case.tables), offer
