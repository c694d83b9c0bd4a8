"""What stands on a worklist's sheet of one shipment? Where it is, what it is declared as, why, and what to look for."""

import re
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.codes import gs1
from counterfoil.documents.barcodes import code_128, gs1_128_of_sscc, qr_code
from counterfoil.documents.matching_report import quantity_in_words
from counterfoil.documents.words import counted, day_in_words, price_in_words

MOST_LINES = 8  # of goods of one shipment
MOST_PALLETS = 3  # whose barcode is drawn; of the others the number stands there
MOST_REASONS = 3  # the same for all, so that their number tells no score
LONGEST = 240  # characters of a description
SCANNED = ("shipment_id", "facility", "selected_for")  # what the QR types: the first cells of a row of examinations
MOST_TO_LOOK_FOR = 4  # beside what is looked for in all
WEIGHED = re.compile(r" ?\([+−-]?\d+(?:\.\d+)? nats?\)")  # what a model gives a reason: a score in parts
NO_REASONS = ("Nothing that stands out is known of it.",)
LOOK_FOR = (
    "Are the goods what is declared, in kind, number, weight and origin?",
    "Marks on goods, labels and packaging that the declaration does not name.",
)


def sheet_entry(place: int, row: dict[str, Any], goods: pl.DataFrame) -> dict[str, Any]:
    """Return the facts of one shipment: `row` is its selection, `goods` the lines of it (contract Shipment)."""
    pallets = dict.fromkeys(_as_digits(sscc) for sscc in _unique(goods, "sscc"))
    scanned = "\t".join(_cell(str(row[name])) for name in SCANNED)
    return {
        "place": place,
        "shipment_id": row["shipment_id"],
        "is_mandatory": row["how"] == "mandatory",
        "qr": qr_code(f"{scanned}\t"),
        "code": code_128(row["shipment_id"]),
        "pallets": [
            {"sscc": sscc, "code": gs1_128_of_sscc(sscc) if at < MOST_PALLETS else None}
            for at, sscc in enumerate(pallets)
        ],
        "where": _where(goods),
        "lines": [_line(one) for one in goods.head(MOST_LINES).iter_rows(named=True)],
        "more": counted(goods.height - MOST_LINES, "more line") if goods.height > MOST_LINES else "",
        "reasons": [WEIGHED.sub("", reason) for reason in row["reasons"][:MOST_REASONS]] or list(NO_REASONS),
        "look_for": [*row["look_for"][:MOST_TO_LOOK_FOR], *LOOK_FOR],
    }


def in_facility(goods: pl.DataFrame, facility: str) -> pl.DataFrame:
    """Return the lines of a shipment that go to the facility; all of them where none says so."""
    here = goods.filter(pl.col("facility_gln").is_null() | (pl.col("facility_gln") == facility))
    return goods if here.is_empty() else here


def _as_digits(sscc: str) -> str:
    """Return an SSCC in 18 digits, in whatever form it is written; what is none as it stands."""
    key = gs1.parse(sscc)
    return key.number if key is not None and key.kind == "sscc" else sscc


def _where(goods: pl.DataFrame) -> list[str]:
    """Return how the shipment is found beside its pallets: when it came, with whom, and of which account it is."""
    days = sorted(goods["arrived_on"].drop_nulls().unique().to_list())
    came = [f"arrived {day_in_words(day)}" for day in days[:1]]
    carried = [f"{carrier}" for carrier in _unique(goods, "carrier")]
    tracked = [f"tracking number {number}" for number in _unique(goods, "tracking_number")]
    accounts = [f"account {account}" for account in _unique(goods, "external_seller_id")]
    return [*came, *carried[:1], *tracked[:1], *accounts[:1]]


def _line(row: dict[str, Any]) -> dict[str, str]:
    quantity, unit = row["quantity"], row["quantity_unit"]
    if quantity is None and row["pieces"] is not None:
        quantity, unit = Decimal(row["pieces"]), None
    named = (("HS", row["hs"]), ("GTIN", row["gtin"]), ("lot", row["lot"]), ("SKU", row["sku"]))
    description = row["description"] or ""
    mass = quantity_in_words(row["net_mass_kg"], "kg")
    return {
        "what": description if len(description) <= LONGEST else f"{description[:LONGEST]}…",
        "codes": " · ".join(f"{name} {value}" for name, value in named if value),
        "origin": row["origin_country"] or "",
        "quantity": " · ".join(part for part in (quantity_in_words(quantity, unit), mass) if part),
        "value": price_in_words(row["declared_value"], row["currency"]),
    }


def _unique(goods: pl.DataFrame, column: str) -> list[str]:
    return goods[column].drop_nulls().unique(maintain_order=True).to_list()


def _cell(text: str) -> str:
    """Return the text as one cell of a row parted by tabs: no tab, and no line end."""
    return " ".join(text.split())
