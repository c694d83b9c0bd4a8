"""Judge decisions by labels: a screening's folder or any table of decisions in, recall and false alarms out."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.calibration.accuracy import accuracy, judged
from counterfoil.errors import UserError
from counterfoil.intake.labels import read_decisions, read_labels
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import checked_ending, write_table


class Evaluation(NamedTuple):
    """`table` by the contract Accuracy; counts of labels of decided offers and of others; rejects of both files."""

    table: pl.DataFrame
    judged: int
    undecided: int
    rejects: pl.DataFrame


def run_evaluation(decisions: Path, labels: Path, *, out: Path | None) -> Evaluation:
    """Return how the decisions in a file, or in the folder of a screening, do by labels; write it where `out` says.

    Raises UserError for input that cannot be used, and where no label is of a decided offer.
    """
    if out:
        checked_ending(out)
    file = decisions / "decisions.parquet" if decisions.is_dir() else decisions
    with opened(file) as stream:
        taken = read_decisions(stream, file=file.name)
    with opened(labels) as stream:
        given = read_labels(stream, file=labels.name)
    rows = judged(given.kept, taken.kept)
    if rows.is_empty():
        raise UserError(
            "None of the labels is of an offer in the decisions.",
            cure="subject_id in the labels must hold the offers' ids as the decisions write them.",
            file=labels.name,
        )
    table = accuracy(rows)
    if out:
        write_table(out, table)
    undecided = given.kept.height - rows.height
    return Evaluation(table, rows.height, undecided, pl.concat([taken.rejects, given.rejects]))
