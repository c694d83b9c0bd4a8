"""What do the signs in these rows come to, without their sentences? The fast way to rank a million subjects.

`combination.assess` says the same of findings; tests/evidence/test_sums.py holds one against the other.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from counterfoil.evidence.kind import Kind
from counterfoil.evidence.seen import seen_in
from counterfoil.evidence.weights import Model


def weight_of_each(rows: pl.DataFrame, kinds: Sequence[Kind], model: Model) -> pl.DataFrame:
    """Return for each subject, in the order of their first rows, `subject_id` and its `weight`: prior and signs, each
    counted once however many rows show it, in thousandths of a nat, capped by group."""
    subjects = rows.select("subject_id").unique(maintain_order=True).with_row_index("place")
    height = subjects.height
    if height == rows.height:
        of_row = np.arange(height)
    else:
        of_row = rows.select("subject_id").join(subjects, on="subject_id", maintain_order="left")["place"].to_numpy()
    weights = dict(model.kinds.select("kind", "weight").iter_rows())
    groups = dict(model.kinds.select("kind", "group").iter_rows())
    sums = {group: np.zeros(height, dtype=np.int64) for group in model.groups["group"]}
    for kind, shown in seen_in(rows, kinds):
        if kind.name in weights:
            subject = np.zeros(height, dtype=np.bool_)
            subject[of_row[shown]] = True
            sums[groups[kind.name]] += weights[kind.name] * subject
    total = np.full(height, model.prior, dtype=np.int64)
    for group, most, least in model.groups.select("group", "most", "least").iter_rows():
        total += np.clip(sums[group], least, most)
    return subjects.select("subject_id").with_columns(pl.Series("weight", total))
