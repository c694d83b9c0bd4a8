"""Which dispositions and proofs count? Those that were not withdrawn since; the rows of the others stay on record."""

import polars as pl

DISPOSITION, PROOF = "disposition", "disposition proof"
RECORDED, WITHDRAWN = "recorded", "withdrawn"


def standing(rows: pl.DataFrame, events: pl.DataFrame, *, kind: str) -> pl.DataFrame:
    """Return the rows (with `id`) of a kind of subject that count, by the events of their case (contract Event)."""
    taken_back = events.filter(pl.col("subject_kind") == kind, pl.col("kind") == WITHDRAWN)["subject_id"]
    return rows.filter(~pl.col("id").is_in(taken_back.implode()))
