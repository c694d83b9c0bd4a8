"""`counterfoil evaluate`: how well do decisions do by what people found out?"""

from pathlib import Path

import click

from counterfoil.cli.evaluation_tables import print_evaluation
from counterfoil.run.evaluation import run_evaluation

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil evaluate out --labels examples/labels.csv
  counterfoil evaluate out/decisions.parquet --labels examples/labels.csv -o accuracy.csv
"""


@click.command(epilog=EXAMPLES)
@click.argument("decisions", type=FILE)
@click.option("--labels", type=FILE, required=True, help="subject_id, label, origin, selection_probability.")
@click.option("-o", "--out", type=FILE, help="File to write: .parquet, .csv, .json or .jsonl.")
def evaluate(decisions: Path, labels: Path, out: Path | None) -> None:
    """Say how often DECISIONS reach infringing offers (recall) and genuine ones (false alarms), with 95 % intervals.

    DECISIONS is the folder of a screening, or any table with the columns subject_id and decision (clear, review,
    request-documents, hold, remove). The two shares are never mixed into one accuracy. Each label counts by
    1 / selection probability, and the intervals are as wide as that asks for.
    """
    print_evaluation(run_evaluation(decisions, labels, out=out), out=out)
