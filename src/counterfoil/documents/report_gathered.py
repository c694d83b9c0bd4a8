"""What a report shows of a run, gathered batch by batch: counts, the commonest signs, the gravest offers.

No table of a run has to be in memory as a whole. Batches come in the order of the offers, all rows of an offer in one
of them; however the offers are cut, the figures are the same.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.worst_offers import gravest, signs_on, worst_offers
from counterfoil.tables.decision import DECISIONS
from counterfoil.tables.finding import Finding

NOTABLE = 700  # thousandths of a nat: what changes the odds by less than a factor of two is no sign (naming a mark)
EXAMPLES = 3  # places named for each cause of rejects


@dataclass
class _Sign:
    findings: int = 0
    offers: int = 0
    weights: Counter[int] = field(default_factory=Counter)
    heaviest: int = 0
    example: str = ""


class Place(NamedTuple):
    """Where a row that was set aside stands; `line` is 0 where it is not known."""

    file: str
    line: int


class Gathered:
    """The figures of one run so far; `decided` counts offers by decision and right."""

    def __init__(self) -> None:
        self.decided: Counter[tuple[str, str | None]] = Counter()
        self.rejects = 0
        self.worst = pl.DataFrame()
        self.findings: pl.DataFrame = Finding.create_empty()  # on the worst offers
        self._signs: dict[str, _Sign] = {}
        self._causes: dict[tuple[str, str | None], tuple[int, list[Place]]] = {}

    def add(self, decisions: pl.DataFrame, assessments: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Take in a batch of decided offers, with their assessments and findings."""
        for decision, right, offers in decisions.group_by("decision", "right_id").len().iter_rows():
            self.decided[decision, right] += offers
        self._add_signs(findings)
        worst = worst_offers(decisions, assessments)
        self.worst = gravest(pl.concat([self.worst, worst])) if self.worst.width else worst
        shown = self.worst["subject_id"].implode()
        both = pl.concat([self.findings, findings.filter(pl.col("subject_id").is_in(shown))])
        self.findings = both.filter(pl.col("subject_id").is_in(shown))

    def _add_signs(self, findings: pl.DataFrame) -> None:
        of_offers = findings.filter((pl.col("subject_kind") == "offer") & (pl.col("weight").abs() >= NOTABLE))
        heaviest = pl.col("weight").abs().arg_max()
        kinds = of_offers.group_by("kind", maintain_order=True).agg(
            pl.len().alias("findings"),
            pl.col("subject_id").n_unique().alias("offers"),
            pl.col("weight").abs().max().alias("heaviest"),
            pl.col("detail").get(heaviest).alias("example"),
        )
        for row in kinds.iter_rows(named=True):
            sign = self._signs.setdefault(row["kind"], _Sign())
            sign.findings += row["findings"]
            sign.offers += row["offers"]
            if row["heaviest"] > sign.heaviest:
                sign.heaviest, sign.example = row["heaviest"], row["example"]
        for kind, weight, number in of_offers.group_by("kind", "weight").len().iter_rows():
            self._signs[kind].weights[weight] += number

    def add_rejects(self, rejects: pl.DataFrame) -> None:
        """Take in rows that were set aside (contract Reject)."""
        self.rejects += rejects.height
        places = pl.struct("file", pl.col("line").fill_null(0)).sort_by("file", "line").head(EXAMPLES)
        for row in rejects.group_by("rule", "field").agg(pl.len(), places.alias("places")).iter_rows(named=True):
            rows, known = self._causes.get((row["rule"], row["field"]), (0, []))
            both = sorted([*known, *(Place(**place) for place in row["places"])])[:EXAMPLES]
            self._causes[row["rule"], row["field"]] = (rows + row["len"], both)

    def decisions(self) -> pl.DataFrame:
        """Return `decision`, `right_id` and `offers` for each pair that occurs."""
        rows = [(*pair, offers) for pair, offers in self.decided.items()]
        return pl.DataFrame(rows, {"decision": pl.String, "right_id": pl.String, "offers": pl.Int64}, orient="row")

    def by_decision(self) -> dict[str, int]:
        """Return the number of offers of each decision, the mildest first."""
        return {name: sum(n for (decided, _), n in self.decided.items() if decided == name) for name in DECISIONS}

    def signs(self) -> pl.DataFrame:
        """Return one row per kind of sign on offers, on most offers first; what weighs less than NOTABLE is no sign.

        Columns: `kind`, `findings`, `offers`, `weight` (median, thousandths of a nat) and `example` (the sentence
        of the heaviest).
        """
        rows: list[dict[str, Any]] = [
            {
                "kind": kind,
                "findings": sign.findings,
                "offers": sign.offers,
                "weight": _median(sign.weights),
                "example": sign.example,
            }
            for kind, sign in self._signs.items()
        ]
        numbers = dict.fromkeys(("findings", "offers", "weight"), pl.Int64)
        schema: dict[str, Any] = {"kind": pl.String, **numbers, "example": pl.String}
        return pl.DataFrame(rows, schema).sort("offers", "findings", "kind", descending=[True, True, False])

    def causes(self) -> pl.DataFrame:
        """Return one row per rule and field: `rows`, `rule`, `field`, and `places` such as `file, line 17`."""
        rows: list[dict[str, Any]] = [
            {"rule": rule, "field": name, "rows": count, "places": [_told(place) for place in places]}
            for (rule, name), (count, places) in self._causes.items()
        ]
        schema: dict[str, Any] = {"rule": pl.String, "field": pl.String, "rows": pl.Int64, "places": pl.List(pl.String)}
        return pl.DataFrame(rows, schema).sort("rows", "rule", "field", descending=[True, False, False])

    def signs_on_worst(self) -> pl.DataFrame:
        """Return the findings shown on the cards; see `signs_on`."""
        return signs_on(self.findings, self.worst)


def _told(place: Place) -> str:
    return f"{place.file}, line {place.line}" if place.line else place.file


def _median(weights: Counter[int]) -> int:
    """Return the middle one of the counted weights, rounded."""
    middle = (weights.total() - 1) // 2, weights.total() // 2
    found, passed = [], 0
    for weight, number in sorted(weights.items()):
        found += [weight for place in middle if passed <= place < passed + number]
        passed += number
    return round(sum(found) / 2)
