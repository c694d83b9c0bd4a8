"""What has the person at the dock in hand? A sheet for one facility and day: what to open, where, what to look for.

The sheet leads nobody: it shows no score, no probability and no rank, and does not say which shipments chance alone
chose. What is mandatory comes first; the others stand in an order drawn by lot, so that what is left over when the day
ends was left over by chance and not because it looked harmless. Names of consignor and consignee are left out.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl
from markupsafe import Markup

from counterfoil.documents.barcodes import Drawing, code_128, gs1_128_of_sscc, qr_code
from counterfoil.documents.matching_report import quantity_in_words
from counterfoil.documents.page import environment
from counterfoil.documents.papers.filled import visible
from counterfoil.documents.words import counted, day_in_words, price_in_words
from counterfoil.tables.examination import NOT_OPENED, RESULTS

MOST_LINES = 8  # of goods of one shipment
MOST_PALLETS = 3  # whose barcode is drawn; of the others the number stands there
MOST_REASONS = 3  # the same for all, so that their number tells no score
LONGEST = 240  # characters of a description
ONE_PAGE = 2_500  # characters of an entry from which it may break over pages
SCANNED = ("shipment_id", "facility", "selected_for")  # what the QR types: the first cells of a row of examinations
MOST_TO_LOOK_FOR = 4  # beside what is looked for in all
WEIGHED = re.compile(r" ?\([+−-]?\d+(?:\.\d+)? nats?\)")  # what a model gives a reason: a score in parts
NO_REASONS = ("Nothing that stands out is known of it.",)
LOOK_FOR = (
    "Are the goods what is declared, in kind, number, weight and origin?",
    "Marks on goods, labels and packaging that the declaration does not name.",
)


class Sheet(NamedTuple):
    """One sheet: its facility and day, its number, seed and digest, and one entry to a selected shipment, in order."""

    facility: str
    day: dt.date
    number: str
    seed: int
    digest: str
    entries: tuple[dict[str, Any], ...]

    @property
    def mandatory(self) -> int:
        return sum(entry["is_mandatory"] for entry in self.entries)


def sheets(selections: pl.DataFrame, shipments: pl.DataFrame, *, seed: int, digests: dict[str, str]) -> list[Sheet]:
    """Return the sheets of a day's worklists (contracts Selection and Shipment), by facility.

    `digests` holds the SHA-256 of each facility's selections, which the foot of its sheet shows. A facility in which
    nothing is selected has no sheet.
    """
    chosen = selections.filter("is_selected")
    goods = shipments.join(chosen.select("shipment_id"), on="shipment_id", how="semi", maintain_order="left")
    by_shipment = {str(name): rows for (name,), rows in goods.group_by("shipment_id", maintain_order=True)}
    made = []
    for (facility, day), rows in chosen.sort("facility").group_by("facility", "selected_for", maintain_order=True):
        assert isinstance(facility, str)
        assert isinstance(day, dt.date)
        ordered = sorted(rows.iter_rows(named=True), key=lambda row: _turn(row, seed))
        entries = tuple(
            _entry(place, row, by_shipment.get(row["shipment_id"], shipments.clear()))
            for place, row in enumerate(ordered, start=1)
        )
        digest = digests[facility]
        made.append(Sheet(facility, day, f"WL-{day}-{digest[:8]}", seed, digest, entries))
    return made


def worklist_page(made: list[Sheet]) -> str:
    """Return all sheets as one HTML document (UTF-8 text), each beginning on a new page in print."""
    made_with = environment(heading=heading, results=RESULTS[:-1], not_opened=NOT_OPENED)
    made_with.filters["drawing"] = Markup  # a drawing of ours: modules and numbers, no text from outside
    return made_with.get_template("worklist.html.j2").render(sheets=made)


def typeset(sheet: Sheet) -> dict[str, Any]:
    """Return `facts` and `meta` for the template `worklist-sheet`, every text in visible characters."""
    facts = {
        **{name: getattr(sheet, name) for name in ("facility", "number", "digest")},
        "seed": str(sheet.seed),
        "day": f"{sheet.day:%A}, {day_in_words(sheet.day)}",
        "heading": heading(sheet),
        "entries": [entry | {name: _drawn(entry[name]) for name in ("qr", "code")} for entry in sheet.entries],
        "results": RESULTS[:-1],
        "not_opened": NOT_OPENED,
    }
    for entry in facts["entries"]:
        entry["breaks"] = _length(entry) > ONE_PAGE
        entry["pallets"] = [pallet | {"code": _drawn(pallet["code"])} for pallet in entry["pallets"]]
    title = f"What to open on {day_in_words(sheet.day)}"
    return {"facts": _texts(facts, visible), "meta": {"title": title, "number": sheet.number}}


def heading(sheet: Sheet) -> str:
    """Return how much there is to open, in a sentence."""
    count = len(sheet.entries)
    these = f"Open {'this shipment' if count == 1 else f'these {count:,} shipments, in this order'}."
    if not sheet.mandatory:
        return these
    first = (
        "1 of them is mandatory and comes" if sheet.mandatory == 1 else f"{sheet.mandatory:,} are mandatory and come"
    )
    return f"{these} {first} first."


def _turn(row: dict[str, Any], seed: int) -> tuple[bool, str]:
    """Return by what the shipments of a sheet are ordered: mandatory first, the others by lot."""
    lot = f"order of the sheet|{seed}|{row['selected_for']}|{row['facility']}|{row['shipment_id']}"
    return row["how"] != "mandatory", hashlib.sha256(lot.encode()).hexdigest()


def _entry(place: int, row: dict[str, Any], goods: pl.DataFrame) -> dict[str, Any]:
    pallets = _unique(goods, "sscc")
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


def _drawn(code: Drawing | None) -> dict[str, Any] | None:
    return None if code is None else {"svg": code.svg, "width": code.width, "height": code.height}


def _length(entry: dict[str, Any]) -> int:
    texts = [*entry["reasons"], *entry["look_for"], *(text for line in entry["lines"] for text in line.values())]
    return sum(map(len, texts)) + sum(len(pallet["sscc"]) for pallet in entry["pallets"])


def numbered(content: Any, missing: Iterable[str]) -> Any:
    """Return the facts with each of the missing characters by its number, `[U+9774]`."""
    table = str.maketrans({one: f"[U+{ord(one):04X}]" for one in missing})
    return _texts(content, lambda text: text.translate(table))


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return the facts with each text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _texts(one, change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(one, change) for one in value]
    return value
