"""The figures of the screening report: counts by decision and by mark, and the summary."""

from typing import NamedTuple

import polars as pl

from counterfoil.documents.report_tables import ReportParts
from counterfoil.documents.words import DECISION_WORDS, WHAT_TO_DO, counted, listed
from counterfoil.tables.decision import DECISIONS

MILDEST = DECISIONS[0]
MARKS_NAMED = 3  # in the summary sentence


class Totals(NamedTuple):
    """Rows of the offers file and offers by decision: read = set aside + kept, kept = decided + undecided."""

    read: int
    set_aside: int
    kept: int
    undecided: int
    by_decision: dict[str, int]

    @property
    def above_clear(self) -> int:
        """Return the number of offers that the policy asks something for."""
        return sum(self.by_decision.values()) - self.by_decision[MILDEST]


def totals(parts: ReportParts) -> Totals:
    """Return the counts. Raises ValueError when more offers are decided than were kept."""
    read, kept = (parts.run["counts"][name] for name in ("offers_read", "offers_kept"))
    by_decision = parts.gathered.by_decision()
    decided = sum(by_decision.values())
    if decided > kept or kept > read:
        raise ValueError(f"{read} offers read, {kept} kept and {decided} decided cannot be one run.")
    return Totals(read, read - kept, kept, kept - decided, by_decision)


def decisions_by_mark(decisions: pl.DataFrame, rights: pl.DataFrame) -> pl.DataFrame:
    """Return one row per mark with decided offers, most concerned first: `mark`, DECISIONS, `above_clear`.

    `decisions` counts `offers` by `decision` and `right_id`.
    """
    counted_rights = decisions.filter(pl.col("right_id").is_not_null()).group_by("right_id").agg(_each_decision())
    marks = counted_rights.join(rights.select("id", "mark"), left_on="right_id", right_on="id")
    above = pl.sum_horizontal(DECISIONS[1:]).alias("above_clear")
    by_mark = marks.group_by("mark").agg(pl.col(DECISIONS).sum()).with_columns(above)
    graver = [*reversed(DECISIONS[1:])]
    return by_mark.sort(["above_clear", *graver, "mark"], descending=[True, *([True] * len(graver)), False])


def _each_decision() -> list[pl.Expr]:
    return [pl.col("offers").filter(pl.col("decision") == name).sum().alias(name) for name in DECISIONS]


def summary(figures: Totals, marks: pl.DataFrame, rights: int) -> str:
    """Return the run in one sentence, and the marks most concerned where there are any."""
    screened = f"{counted(figures.kept, 'offer')} screened against {counted(rights, 'right')}"
    if not figures.kept:
        return f"No offers were screened against {counted(rights, 'right')}."
    if not figures.above_clear:
        return f"{screened}: nothing was found that asks for a decision above {DECISION_WORDS[MILDEST]}."
    gravest_first = [(name, figures.by_decision[name]) for name in reversed(DECISIONS)]
    decided = listed([f"{offers:,} {WHAT_TO_DO[name]}" for name, offers in gravest_first if offers])
    concerned = marks.filter(pl.col("above_clear") > 0).head(MARKS_NAMED).select("mark", "above_clear").rows()
    if not concerned:
        return f"{screened}: {decided}; no mark on the list is concerned."
    names = listed([f"{mark[:40]} ({offers:,})" for mark, offers in concerned])
    verb = "the mark most concerned is" if len(concerned) == 1 else "the marks most concerned are"
    return f"{screened}: {decided}; {verb} {names}."
