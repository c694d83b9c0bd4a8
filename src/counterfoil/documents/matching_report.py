"""Which goods have to be held, looked at, or left where they are? One page that a warehouse can work from.

By facility, with what is printed on the goods: pallet (SSCC), lot, quantity. It names sellers by their account alone,
and loads and runs nothing.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.page import environment
from counterfoil.documents.words import counted, listed

OFFENDING, EXAMINE, GENUINE, NO_ACTION = SECTIONS = (
    "identical offending goods",
    "examine",
    "genuine stock",
    "no action",
)
REASONS = 2  # of a match that are read at once; the others are folded away
_UNITS = {None: "pieces", "EA": "pieces", "C62": "pieces", "H87": "pieces", "PCE": "pieces"}  # Recommendation 20


class MatchingParts(NamedTuple):
    """What the page is made of: the goods (contract Goods), the items shown, the sums by place, and run.json.

    `shown` has the columns of Match and of the item, `places` facility, verdict, quantity_unit, entries and quantity.
    """

    goods: pl.DataFrame
    shown: pl.DataFrame
    places: pl.DataFrame
    run: Mapping[str, Any]


def matching_report(parts: MatchingParts) -> str:
    """Return the report as one HTML document (UTF-8 text)."""
    counts = parts.run["counts"]
    return (
        environment(quantity=quantity_in_words)
        .get_template("matching.html.j2")
        .render(
            run=parts.run,
            counts=counts,
            summary=summary(parts),
            sections=[_section(name, parts) for name in SECTIONS[:3]],
            reasons=REASONS,
            places=_places(parts.places),
            goods=parts.goods.rows(named=True),
        )
    )


def summary(parts: MatchingParts) -> str:
    """Return in two sentences what has to be held and what must stay where it is."""
    counts = parts.run["counts"]
    offending = parts.places.filter(pl.col("verdict") == OFFENDING)
    if not counts[OFFENDING]:
        first = f"No identical offending goods among {counted(counts['items_kept'], 'item')}."
    else:
        amount = listed([text for text in _amounts(offending) if text])
        facilities = offending["facility"].drop_nulls().n_unique()
        where = f" in {counted(facilities, 'facility', 'facilities')}" if facilities else ""
        first = f"{counted(counts[OFFENDING], 'entry is', 'entries are')} identical offending goods{where}"
        first += f": {amount}." if amount else "."
    rest = [
        f"{counts[EXAMINE]:,} to be looked at" if counts[EXAMINE] else "",
        f"{counts[GENUINE]:,} genuine and to be left where they are" if counts[GENUINE] else "",
    ]
    told = listed([part for part in rest if part])
    return f"{first} Of the others, {told}." if told else first


def quantity_in_words(quantity: Decimal | None, unit: str | None) -> str:
    """Return `388 pieces`, `12.5 KGM`, or an empty text without a quantity."""
    if quantity is None:
        return ""
    exact = quantity.normalize()
    word = _UNITS.get(unit, unit)
    return f"{exact:,f} {'piece' if word == 'pieces' and exact == 1 else word}"


def _amounts(rows: pl.DataFrame) -> list[str]:
    """Return the sums of quantities by unit, in words."""
    sums: dict[str | None, Decimal] = {}
    for unit, quantity in rows.select("quantity_unit", "quantity").iter_rows():
        if quantity:
            word = _UNITS.get(unit, unit)
            sums[word] = sums.get(word, Decimal(0)) + quantity
    return [quantity_in_words(total, None if word == "pieces" else word) for word, total in sums.items()]


def _section(name: str, parts: MatchingParts) -> dict[str, Any]:
    rows = parts.shown.filter(pl.col("verdict") == name)
    if rows.height:  # what has to be looked at, the likeliest first; the others as one walks through the building
        by = [-pl.col("source_score")] if name == EXAMINE else []
        rows = rows.sort(*by, "facility", "lot", "item_id", nulls_last=True, maintain_order=True)
    return {"name": name, "rows": rows.rows(named=True), "all": parts.run["counts"][name]}


def _places(places: pl.DataFrame) -> list[dict[str, Any]]:
    """Return a row per facility with the entries and the quantities of each verdict."""
    found: dict[str | None, dict[str, Any]] = {}
    for (facility, verdict), rows in places.group_by(["facility", "verdict"], maintain_order=True):
        row = found.setdefault(str(facility) if facility is not None else None, {})
        row[str(verdict)] = {"entries": int(rows["entries"].sum()), "amount": listed(_amounts(rows))}
    return [{"facility": facility, "verdicts": row} for facility, row in found.items() if set(row) - {NO_ACTION}]
