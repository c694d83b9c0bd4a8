"""`counterfoil calibrate`: refit the weights of a model to what people found out."""

from pathlib import Path

import click

from counterfoil.cli.calibration_tables import print_calibration
from counterfoil.errors import UserError

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil calibrate screening out --labels examples/labels.csv -o calibrated.toml
  counterfoil calibrate screening out --labels examples/labels.csv --seed 7 -o models/calibrated.toml
"""


@click.group(epilog=EXAMPLES)
def calibrate() -> None:
    """Refit the weights of a model to labels: what people found out about offers."""


@calibrate.command(epilog=EXAMPLES)
@click.argument("folder", type=FILE)
@click.option(
    "--labels",
    type=FILE,
    required=True,
    help="subject_id, label, origin, selection_probability; right_id and labelled_at where known.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Deals the folds.")
@click.option("-o", "--out", type=FILE, required=True, help="Model to write (TOML); never an existing file.")
def screening(folder: Path, labels: Path, seed: int, out: Path) -> None:
    """Refit the model that screened into FOLDER, and write it as a new version.

    Each label is weighted by 1 / selection probability. A weight never changes its side, and a kind of evidence that
    no label shows keeps its weight. Without labels from a random audit the result is valid among reviewed only: the
    prior is kept, and no probability is given.
    """
    try:
        from counterfoil.run.calibration import CalibrationRequest, run_calibration  # an extra, and seconds to import

        found, rejects = run_calibration(CalibrationRequest(screening=folder, labels=labels, out=out, seed=seed))
    except ModuleNotFoundError as missing:
        problem = f"Calibration needs the library {missing.name}, which is not installed."
        raise UserError(problem, cure="Install it with: pip install 'counterfoil[learn]'") from missing
    print_calibration(found, rejects, out=out)
