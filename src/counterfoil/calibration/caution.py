"""What should a reader of a calibration be careful about?"""

from typing import TYPE_CHECKING

import polars as pl

from counterfoil.tables.label import RANDOM_AUDIT

if TYPE_CHECKING:
    from counterfoil.calibration.calibrate import Calibration

FEW_AUDITED = 100  # labels of a random audit: of an event in a hundred, one is seen
SMALL_SHARE = 0.25  # of the labels, that the effective ones are
FEW_SHOWING = 10  # labels that show a kind


def warnings_of(found: "Calibration", rows: pl.DataFrame) -> tuple[str, ...]:
    """Return what to be careful about, each a sentence."""
    said = [_validity(rows), _spread(found, rows), _no_better(found), *_weights(found)]
    if found.unmatched:
        said.append(f"{found.unmatched} labels are of offers that this screening did not screen; they were left out.")
    return tuple(sentence for sentence in said if sentence)


def _validity(rows: pl.DataFrame) -> str:
    audited = rows.filter(pl.col("origin") == RANDOM_AUDIT)
    if audited.is_empty():
        return (
            "Valid among reviewed only: no label comes from a random audit, so nothing is known of offers that nobody "
            "looked at. The prior was kept, and no probability is given."
        )
    if audited.height < FEW_AUDITED:
        return f"Only {audited.height} labels come from a random audit: how common infringement is remains uncertain."
    return ""


def _spread(found: "Calibration", rows: pl.DataFrame) -> str:
    if found.effective_labels >= SMALL_SHARE * rows.height:
        return ""
    return (
        f"Selection probabilities differ so much that {rows.height} labels tell no more than "
        f"{found.effective_labels:.0f} drawn alike."
    )


def _no_better(found: "Calibration") -> str:
    unchanged, fitted = found.log_losses["weights unchanged"], found.log_losses[found.method]
    if fitted < unchanged:
        return ""
    return "On labels that they had not seen, the new weights predict no better than the old ones."


def _weights(found: "Calibration") -> list[str]:
    table = (
        found.model.kinds.join(found.model.groups, on="group", how="left")
        .join(found.before.kinds.select("kind", before="weight"), on="kind")
        .join(found.shown, on="kind", how="left")
        .with_columns(pl.col("labels").fill_null(0))
    )
    changed = pl.col("weight") != pl.col("before")
    few = table.filter((pl.col("labels") > 0) & (pl.col("labels") < FEW_SHOWING)).height
    none = table.filter(pl.col("labels") == 0).height
    at_cap = table.filter(changed & ((pl.col("weight") == pl.col("most")) | (pl.col("weight") == pl.col("least"))))
    heavy = at_cap.filter(pl.col("weight") != 0)["kind"].sort().to_list()
    silent = table.filter(changed & (pl.col("weight") == 0))["kind"].sort().to_list()
    return [
        f"{none} of {table.height} kinds of evidence are shown by no label and keep their weight." if none else "",
        f"{few} kinds are shown by fewer than {FEW_SHOWING} labels: their weights rest mostly on the old ones."
        if few
        else "",
        f"Held back by the cap of their group: {', '.join(heavy)}." if heavy else "",
        f"Fell to 0, the labels speaking against their side: {', '.join(silent)}." if silent else "",
    ]
