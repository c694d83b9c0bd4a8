"""What does a portal's export say? A table with a row to a listing (CSV, JSON Lines, Parquet), or eBay's getVeroReport.

Columns by our names, or by a mapping: `state`, and at least one of `notice_id`, `reference`, `offer_id` and `link`;
`remark` for the reason, `answered_at`. VeRO: https://developer.ebay.com/api-docs/commerce/vero, ReportedItem.
"""

import io
import json
from typing import Any

import dataframely as dy
import polars as pl

from counterfoil.intake.convert import time
from counterfoil.intake.json_text import at, text_at
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.notice_answers.answer_rows import Told, our_numbers, sorted_answers
from counterfoil.intake.notice_answers.phrases import understood_state
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import LINE, Sorted

LARGEST_JSON = 64 << 20  # bytes; a report holds at most 150 items
_TO = ("notice_id", "reference", "offer_id", "link")


class _Row(dy.Schema):
    """A row of an export."""

    notice_id = dy.String(nullable=True, max_length=500)
    reference = dy.String(nullable=True, max_length=500)
    offer_id = dy.String(nullable=True, max_length=500)
    link = dy.String(nullable=True, max_length=5000)
    state = dy.String(nullable=False, max_length=2000)
    remark = dy.String(nullable=True)
    answered_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def notice_id_or_reference_or_offer_id_or_link_must_be_given(cls) -> pl.Expr:
        return pl.any_horizontal(pl.col(name).is_not_null() for name in _TO)


_EXPORT = Kind(_Row, ("state",), conversions=(time("answered_at"),), shown=("answered_at",))


def read_export(data: bytes, *, file: str, mapping: Mapping | None) -> Sorted:
    """Return the answers of a portal's export and rejects, values withheld; raises UserError as `read_whole`."""
    read = read_whole(Given(io.BytesIO(data), file, mapping, None), _EXPORT)
    answers = sorted_answers([_told(row) for row in read.kept.iter_rows(named=True)], file=file)
    return Sorted(answers.kept, pl.concat([read.rejects, answers.rejects]).sort(LINE, maintain_order=True))


def _told(row: dict[str, Any]) -> Told:
    return Told(
        understood_state(row["state"], row["remark"] or ""),
        row[LINE],
        answered_at=row["answered_at"],
        notice_ids=our_numbers(row["notice_id"] or ""),
        references=_given(row["reference"]),
        offer_ids=_given(row["offer_id"]),
        links=_given(row["link"]),
    )


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def vero_report(data: bytes) -> dict[str, Any] | None:
    """Return eBay's report where the bytes are one, else None."""
    if len(data) > LARGEST_JSON or data.lstrip()[:1] != b"{" or data.count(b"[") + data.count(b"{") > 20_000:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("veroReportId"), str) else None


def read_vero_report(report: dict[str, Any], *, file: str) -> Sorted:
    """Return the answers of a report, one to an item; items whose state is not known are rejects."""
    number = text_at(report, "veroReportId")
    items = at(report, "reportedItemDetails")
    if not isinstance(items, list) or not items:
        items = [{"status": text_at(report, "veroReportStatus"), "reasonForFailure": ""}]
    told = [
        Told(
            understood_state(text_at(item, "status"), text_at(item, "reasonForFailure")),
            place,
            references=(number,),
            offer_ids=_given(text_at(item, "itemId")),
        )
        for place, item in enumerate(items, start=1)
    ]
    return sorted_answers(told, file=file)
