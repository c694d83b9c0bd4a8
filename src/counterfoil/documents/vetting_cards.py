"""The sellers that need a person, a card each: status, why, evidence with its weight, what is missing and due."""

from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from counterfoil.documents.words import score_in_figures, weight_in_figures

if TYPE_CHECKING:
    from counterfoil.documents.vetting_report import VettingParts

# The colour of each status is that of the decision of the same gravity in a screening report.
STYLE = {
    "verified": "clear",
    "incomplete": "request-documents",
    "review": "review",
    "suspended": "hold",
    "refused": "remove",
}
BAR = 100  # units of the longest bar
HEAVY = 6000  # weight of a bar of full length


class Evidence(NamedTuple):
    """One sign: its sentence, its weight in nats, its bar from -BAR to BAR."""

    sentence: str
    weight: str
    bar: int


class Card(NamedTuple):
    """One seller as the template shows it."""

    dossier: dict[str, Any]
    score: str
    weight: str
    evidence: list[Evidence]
    checks: list[dict[str, Any]]
    clocks: list[dict[str, Any]]


def cards(dossiers: pl.DataFrame, parts: "VettingParts") -> list[Card]:
    """Return a card for each of the dossiers, in their order."""
    ids = dossiers.select("seller_id")
    findings = _by_seller(parts.findings.rename({"subject_id": "seller_id"}).sort("weight", descending=True), ids)
    checks = _by_seller(parts.checks.filter(pl.col("result") != "missing"), ids)
    clocks = _by_seller(parts.clocks.sort("due_on", "clock"), ids)
    return [
        Card(
            dossier=row,
            score=score_in_figures(row["score"]),
            weight=weight_in_figures(row["weight"]),
            evidence=[_evidence(one) for one in findings.get(row["seller_id"], [])],
            checks=checks.get(row["seller_id"], []),
            clocks=clocks.get(row["seller_id"], []),
        )
        for row in dossiers.rows(named=True)
    ]


def _by_seller(table: pl.DataFrame, ids: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in table.join(ids, on="seller_id", how="semi", maintain_order="left").rows(named=True):
        grouped.setdefault(row["seller_id"], []).append(row)
    return grouped


def _evidence(finding: dict[str, Any]) -> Evidence:
    bar = max(-BAR, min(BAR, round(BAR * finding["weight"] / HEAVY)))
    return Evidence(finding["detail"], weight_in_figures(finding["weight"]), bar)
