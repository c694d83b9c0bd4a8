"""The figures of the screening report: counts by decision, mark, sign and cause, each one grouping."""

from typing import NamedTuple

import polars as pl

from counterfoil.documents.report_tables import ReportTables
from counterfoil.documents.words import DECISION_WORDS, WHAT_TO_DO, counted, listed
from counterfoil.tables.decision import DECISIONS

MILDEST = DECISIONS[0]
NOTABLE = 700  # thousandths of a nat: what changes the odds by less than a factor of two is no sign (naming a mark)
MARKS_NAMED = 3  # in the summary sentence
EXAMPLES = 3  # places named for each cause of rejects


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


def totals(tables: ReportTables) -> Totals:
    """Return the counts. Raises ValueError when more offers are decided than were kept."""
    read, kept = (tables.run["counts"][name] for name in ("offers_read", "offers_kept"))
    decided = tables.decisions.height
    if decided > kept or kept > read:
        raise ValueError(f"{read} offers read, {kept} kept and {decided} decided cannot be one run.")
    counts = dict(tables.decisions.get_column("decision").value_counts().iter_rows())
    return Totals(read, read - kept, kept, kept - decided, {name: counts.get(name, 0) for name in DECISIONS})


def decisions_by_mark(decisions: pl.DataFrame, rights: pl.DataFrame) -> pl.DataFrame:
    """Return one row per mark with decided offers, most concerned first: `mark`, DECISIONS, `above_clear`."""
    counted_rights = decisions.filter(pl.col("right_id").is_not_null()).group_by("right_id").agg(_each_decision())
    marks = counted_rights.join(rights.select("id", "mark"), left_on="right_id", right_on="id")
    above = pl.sum_horizontal(DECISIONS[1:]).alias("above_clear")
    by_mark = marks.group_by("mark").agg(pl.col(DECISIONS).sum()).with_columns(above)
    graver = [*reversed(DECISIONS[1:])]
    return by_mark.sort(["above_clear", *graver, "mark"], descending=[True, *([True] * len(graver)), False])


def _each_decision() -> list[pl.Expr]:
    return [(pl.col("decision") == name).sum().cast(pl.Int64).alias(name) for name in DECISIONS]


def signs(findings: pl.DataFrame) -> pl.DataFrame:
    """Return one row per kind of sign on offers, on most offers first; what weighs less than NOTABLE is no sign.

    Columns: `kind`, `findings`, `offers`, `weight` (median, thousandths of a nat) and `example` (the sentence
    of the heaviest).
    """
    heaviest = pl.col("weight").abs().arg_max()
    kinds = (
        findings.filter((pl.col("subject_kind") == "offer") & (pl.col("weight").abs() >= NOTABLE))
        .group_by("kind")
        .agg(
            pl.len().alias("findings"),
            pl.col("subject_id").n_unique().alias("offers"),
            pl.col("weight").median().round().cast(pl.Int64),
            pl.col("detail").get(heaviest).alias("example"),
        )
    )
    return kinds.sort("offers", "findings", "kind", descending=[True, True, False])


def causes(rejects: pl.DataFrame) -> pl.DataFrame:
    """Return one row per rule and field: `rows`, `rule`, `field`, and `places` such as `file, line 17`."""
    place = pl.concat_str("file", pl.format(", line {}", pl.col("line").cast(pl.String)).fill_null(""))
    return (
        rejects.group_by("rule", "field")
        .agg(pl.len().alias("rows"), place.sort_by("file", "line").head(EXAMPLES).alias("places"))
        .sort("rows", "rule", "field", descending=[True, False, False])
    )


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
