"""What does a court order reach? One HTML page: what is held, what waits for a person, what is left alone, and why.

Accounts stand under their ids, defendants under their numbers; nobody's name is on the page.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.page import environment
from counterfoil.documents.words import counted
from counterfoil.tables.order_reach import NOT_NAMED, REACHED, RELEASED, STATES, SUBJECT_KINDS, WAITING

ROWS = 200  # of a table; the Parquet files hold all
WORDS = {"account": "accounts", "listing": "listings", "funds": "balances", "stock": "lots of stock"}
STYLE = {
    REACHED: "remove",
    WAITING: "review",
    NOT_NAMED: "request-documents",
    "not restrained": "clear",
    "carved out": "clear",
    RELEASED: "clear",
}


class OrderParts(NamedTuple):
    """Tables by the contracts Order, OrderParty, OrderReach and Event, and run.json."""

    order: pl.DataFrame
    parties: pl.DataFrame
    reach: pl.DataFrame
    events: pl.DataFrame
    record: Mapping[str, Any]


def order_report(parts: OrderParts) -> str:
    """Return the report as one HTML document (UTF-8 text) without script or outside resource."""
    filled = {
        "order": parts.order.row(0, named=True),
        "run": parts.record,
        "summary": summary(parts.record["counts"]),
        "words": WORDS,
        "style": STYLE,
        "kinds": [(kind, parts.record["counts"][kind]) for kind in SUBJECT_KINDS if parts.record["counts"][kind]],
        "waiting": _rows(parts.reach.filter(pl.col("subject_kind") == "account", pl.col("state") == WAITING)),
        "accounts": _rows(parts.reach.filter(pl.col("subject_kind") == "account", pl.col("state") != WAITING)),
        "things": {
            kind: _rows(parts.reach.filter(pl.col("subject_kind") == kind))
            for kind in SUBJECT_KINDS
            if kind != "account"
        },
        "nobody": _nobody(parts.parties),
        "parties": parts.parties.sort("number").head(ROWS).rows(named=True),
        "all_parties": parts.parties.height,
        "events": parts.events.rows(named=True),
    }
    return environment().get_template("order.html.j2").render(filled)


def summary(counts: Mapping[str, Any]) -> str:
    """Return in a few sentences what the order reaches and what waits."""
    told = [
        f"{counted(counts[kind][REACHED], word, WORDS[kind])}"
        for kind, word in (
            ("account", "account"),
            ("listing", "listing"),
            ("funds", "balance"),
            ("stock", "lot of stock"),
        )
        if counts[kind].get(REACHED)
    ]
    said = f"The order reaches {', '.join(told)}." if told else "The order reaches nothing here."
    waiting = counts["account"].get(WAITING, 0)
    if waiting:
        said += f" {counted(waiting, 'account waits', 'accounts wait')} for a person."
    unnamed = counts["account"].get(NOT_NAMED, 0)
    if unnamed:
        said += f" {counted(unnamed, 'linked account is', 'linked accounts are')} not named: ask the court."
    return said


def _rows(rows: pl.DataFrame) -> dict[str, Any]:
    places = {state: at for at, state in enumerate(STATES)}
    ranked = rows.sort(
        pl.col("state").replace_strict(places, return_dtype=pl.Int64), "number", "account_id", "subject_id",
        nulls_last=True,
    )  # fmt: skip
    return {"rows": ranked.head(ROWS).rows(named=True), "all": rows.height}


def _nobody(parties: pl.DataFrame) -> list[int]:
    """Return the numbers of the defendants that nobody here is like."""
    return parties.filter(reached=0, waiting=0)["number"].sort().to_list()
