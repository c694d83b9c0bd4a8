"""What has the person at the dock in hand? A sheet for one facility and day: what to open, where, what to look for.

The sheet leads nobody: it shows no score, no probability and no rank, and does not say which shipments chance alone
chose. What is mandatory comes first; the others stand in an order drawn by lot, so that what is left over when the day
ends was left over by chance and not because it looked harmless. Names of consignor and consignee are left out.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import polars as pl
from markupsafe import Markup

from counterfoil.documents.barcodes import Drawing
from counterfoil.documents.page import environment
from counterfoil.documents.papers.filled import visible
from counterfoil.documents.words import day_in_words
from counterfoil.documents.worklist_entry import in_facility, sheet_entry
from counterfoil.tables.examination import NOT_OPENED, RESULTS

ONE_PAGE = 2_500  # characters of an entry from which it may break over pages


class Sheet(NamedTuple):
    """One sheet: its facility and day, its number and digest, and one entry to a selected shipment, in order."""

    facility: str
    day: dt.date
    number: str
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
    goods = shipments.join(chosen.select("shipment_id"), on="shipment_id", how="semi")
    ordered_goods = goods.sort("shipment_id", "item", *goods.columns, nulls_last=True)  # whatever order they come in
    by_shipment = {str(name): rows for (name,), rows in ordered_goods.group_by("shipment_id", maintain_order=True)}
    made = []
    for (facility, day), rows in chosen.sort("facility").group_by("facility", "selected_for", maintain_order=True):
        assert isinstance(facility, str)
        assert isinstance(day, dt.date)
        ordered = sorted(rows.iter_rows(named=True), key=lambda row: _turn(row, seed))
        entries = tuple(
            sheet_entry(place, row, in_facility(by_shipment.get(row["shipment_id"], shipments.clear()), facility))
            for place, row in enumerate(ordered, start=1)
        )
        digest = digests[facility]
        made.append(Sheet(facility, day, f"WL-{day}-{digest[:8]}", digest, entries))
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
    return {"facts": changed_texts(facts, visible), "meta": {"title": title, "number": sheet.number}}


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


def _drawn(code: Drawing | None) -> dict[str, Any] | None:
    return None if code is None else {"svg": code.svg, "width": code.width, "height": code.height}


def _length(entry: dict[str, Any]) -> int:
    texts = [*entry["reasons"], *entry["look_for"], *(text for line in entry["lines"] for text in line.values())]
    return sum(map(len, texts)) + sum(len(pallet["sscc"]) for pallet in entry["pallets"])


def numbered(content: Any, missing: Iterable[str]) -> Any:
    """Return the facts with each of the missing characters by its number, `[U+9774]`."""
    table = str.maketrans({one: f"[U+{ord(one):04X}]" for one in missing})
    return changed_texts(content, lambda text: text.translate(table))


def changed_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return facts (texts, lists and mappings of them) with each text changed, their names left as they are."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: changed_texts(one, change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [changed_texts(one, change) for one in value]
    return value
