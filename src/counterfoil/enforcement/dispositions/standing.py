"""Which dispositions and proofs count? Those whose act stands in the events, and that were not withdrawn since.

A row is written before its act, so that a row without one was never done: the program was stopped in between.
"""

import polars as pl

DISPOSITION, PROOF = "disposition", "disposition proof"
RECORDED, WITHDRAWN = "recorded", "withdrawn"


def recorded(rows: pl.DataFrame, events: pl.DataFrame, *, kind: str) -> pl.DataFrame:
    """Return the rows (with `id`) of a kind of subject that were recorded, whether or not they were withdrawn since."""
    return rows.filter(pl.col("id").is_in(_ids(events, kind, RECORDED).implode()))


def standing(rows: pl.DataFrame, events: pl.DataFrame, *, kind: str) -> pl.DataFrame:
    """Return the rows (with `id`) of a kind of subject that count."""
    taken_back = _ids(events, kind, WITHDRAWN).implode()
    return recorded(rows, events, kind=kind).filter(~pl.col("id").is_in(taken_back))


def _ids(events: pl.DataFrame, kind: str, act: str) -> pl.Series:
    return events.filter(pl.col("subject_kind") == kind, pl.col("kind") == act)["subject_id"]
