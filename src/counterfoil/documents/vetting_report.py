"""What did one vetting find? One HTML page for those who decide on sellers: who needs a person, what is due or missing.

Sellers stand under their ids; no name, address, telephone or whole number of anybody is on the page.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from counterfoil.documents.page import environment
from counterfoil.documents.vetting_cards import STYLE, cards
from counterfoil.documents.words import counted, day_in_words, listed
from counterfoil.tables.dossier import STATUSES

CARDS = 40  # sellers with a card
DUE = 25  # clocks shown
SELLERS = 200  # rows of the table of all sellers
CAUSES = 25  # rows of the table of rejects
OPEN = ("running", "overdue")
WORDS = {
    "verified": "verified",
    "incomplete": "incomplete",
    "review": "to review",
    "suspended": "suspended",
    "refused": "refused",
}


@dataclass(frozen=True, kw_only=True)
class VettingParts:
    """Tables by the contracts Dossier, Check, Clock, Finding and Reject; run.json; regimes' titles by label."""

    dossiers: pl.DataFrame
    checks: pl.DataFrame
    clocks: pl.DataFrame
    findings: pl.DataFrame
    rejects: pl.DataFrame
    record: Mapping[str, Any]
    regimes: Mapping[str, str]


def vetting_report(parts: VettingParts) -> str:
    """Return the report as one HTML document (UTF-8 text) without script or outside resource."""
    day = dt.date.fromisoformat(parts.record["day"])
    shown = _gravest(parts.dossiers)
    filled = {
        "run": parts.record,
        "day": day,
        "summary": _summary(parts, day),
        "counts": {status: parts.record["counts"][status] for status in STATUSES},
        "words": WORDS,
        "style": STYLE,
        "due": _due(parts.clocks, day),
        "missing": _missing(parts.checks),
        "made": _made(parts.checks),
        "cards": cards(shown, parts),
        "in_question": parts.dossiers.filter(~pl.col("status").is_in(["verified", "incomplete"])).height,
        "high_volume": _high_volume(parts.dossiers),
        "sellers": _sellers(parts.dossiers),
        "causes": _causes(parts.rejects),
        "regimes": parts.regimes,
    }
    return environment().get_template("vetting.html.j2").render(filled)


def _rank() -> pl.Expr:
    places = {status: at for at, status in enumerate(STATUSES)}
    return pl.col("status").replace_strict(places, return_dtype=pl.Int64)


def _ordered(dossiers: pl.DataFrame) -> pl.DataFrame:
    return dossiers.sort(_rank(), "weight", "seller_id", descending=[True, True, False])


def _gravest(dossiers: pl.DataFrame) -> pl.DataFrame:
    return _ordered(dossiers.filter(~pl.col("status").is_in(["verified", "incomplete"]))).head(CARDS)


def _summary(parts: VettingParts, day: dt.date) -> str:
    counts = parts.record["counts"]
    named = [f"{counts[status]:,} {WORDS[status]}" for status in reversed(STATUSES) if counts[status]]
    said = f"Of {counted(counts['sellers'], 'seller')}, {listed(named) or 'none could be vetted'}."
    overdue = parts.clocks.filter(state="overdue")
    if overdue.height:
        said += f" {counted(overdue.height, 'clock is', 'clocks are')} overdue."
    running = parts.clocks.filter(state="running").sort("due_on")
    if running.height:
        said += f" Next is due on {day_in_words(running['due_on'][0])}."
    return said + f" Vetted on {day_in_words(day)}."


def _due(clocks: pl.DataFrame, day: dt.date) -> dict[str, Any]:
    """Return what is due, the longest overdue first."""
    told = clocks.filter(pl.col("state").is_in(OPEN)).sort("due_on", "seller_id", "clock")
    left = (pl.col("due_on") - pl.lit(day)).dt.total_days()
    rows = told.with_columns(left=left).head(DUE).rows(named=True)
    return {"rows": rows, "all": told.height}


def _missing(checks: pl.DataFrame) -> list[dict[str, Any]]:
    """Return what is missing, by regime, what most sellers lack first."""
    counts = checks.filter(result="missing").group_by("check", "regime", "how", "source").agg(sellers=pl.len())
    return counts.sort("sellers", "regime", "check", descending=[True, False, False]).rows(named=True)


def _made(checks: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the checks that were made, how often and with what results; those that found most first."""
    made = checks.filter(pl.col("result") != "missing")
    against = pl.col("result").is_in(["failed", "doubtful"])
    counts = made.group_by("check", "how").agg(made=pl.len(), against=against.sum())
    return counts.sort("against", "made", "check", descending=[True, True, False]).rows(named=True)


def _high_volume(dossiers: pl.DataFrame) -> list[dict[str, Any]]:
    found = dossiers.filter("is_high_volume").sort("qualified_on", "seller_id", descending=[True, False])
    return found.head(SELLERS).rows(named=True)


def _sellers(dossiers: pl.DataFrame) -> dict[str, Any]:
    rows = _ordered(dossiers).head(SELLERS)
    told = rows.with_columns(missing=pl.col("missing").list.len(), first=pl.col("why").list.first())
    return {"rows": told.rows(named=True), "all": dossiers.height}


def _causes(rejects: pl.DataFrame) -> list[dict[str, Any]]:
    place = pl.concat_str(pl.col("file"), pl.lit(", line "), pl.col("line").cast(pl.String))
    counts = rejects.group_by("rule", "field").agg(rows=pl.len(), places=place.head(3))
    return counts.sort("rows", "rule", descending=[True, False]).head(CAUSES).rows(named=True)
