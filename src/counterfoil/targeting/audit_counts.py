"""How many selected shipments went which way: in all, by facility and by inspector?"""

import polars as pl

from counterfoil.tables.audit_measure import GROUPS
from counterfoil.tables.audited_examination import UNSELECTED
from counterfoil.tables.audited_selection import OPENED, OUTCOMES
from counterfoil.targeting.audit import Audited

COUNTED = tuple(name.replace(" ", "_") for name in OUTCOMES)  # columns of the counts
NOBODY = "(not told)"


def counts(audited: Audited) -> pl.DataFrame:
    """Return one row for all, each facility and each inspector: group, name, selected, one column for each outcome,
    opened (of the selected, whenever) and unselected (opened though nobody drew them)."""
    return pl.concat([_by(audited, group) for group in GROUPS])


def _by(audited: Audited, group: str) -> pl.DataFrame:
    name = pl.lit("all") if group == "all" else pl.col(group).fill_null(NOBODY)
    selected = audited.selected.group_by(name=name).agg(
        pl.len().cast(pl.Int64).alias("selected"),
        *(
            (pl.col("outcome") == word).sum().cast(pl.Int64).alias(column)
            for word, column in zip(OUTCOMES, COUNTED, strict=True)
        ),
        pl.col("outcome").is_in(OPENED).sum().cast(pl.Int64).alias("opened"),
    )
    others = audited.examined.filter(pl.col("standing").is_in(UNSELECTED))
    unselected = others.group_by(name=name).agg(unselected=pl.len().cast(pl.Int64))
    both = selected.join(unselected, on="name", how="full", coalesce=True).with_columns(pl.exclude("name").fill_null(0))
    ordered = both.sort(pl.col("name") == NOBODY, "name")
    return ordered.select(pl.lit(group).alias("group"), "name", "selected", *COUNTED, "opened", "unselected")
