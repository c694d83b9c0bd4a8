"""`counterfoil estimate prevalence`: how much of all is counterfeit, from samples whose probabilities are known."""

from pathlib import Path

import click

from counterfoil.cli.prevalence_summary import print_prevalence
from counterfoil.estimation.prevalence.settings import AUTO, ERRORS, INTERVALS, Settings
from counterfoil.run.prevalence import PrevalenceRequest, run_prevalence

FILE = click.Path(path_type=Path)
GROUPS = ("stratum", "how", "category", "right_id", "origin", "platform", "facility")

EXAMPLES = """
\b
Examples:
  counterfoil estimate prevalence examples/audit_sample.csv --frame examples/audit_frame.csv -o out
  counterfoil estimate prevalence examples/audit_sample.csv --frame examples/audit_frame.csv \
--by stratum --wanted-width .05 -o out
"""


@click.command(epilog=EXAMPLES)
@click.argument("samples", type=FILE, nargs=-1, required=True)
@click.option("--frame", type=FILE, help="How many units each stratum has, examined or not: stratum, units, value.")
@click.option(
    "--reviews", type=FILE, help="All reviews of units that several saw: unit_id, reviewer, is_found, is_gold."
)
@click.option(
    "--notices", type=FILE, help="Who reported what, for capture-recapture as a cross-check: unit_id, source."
)
@click.option("--by", type=click.Choice(GROUPS), help="Also an estimate for each group of this column.")
@click.option(
    "--wanted-width",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    help="How many more units, and of which stratum, until the interval is so wide; .02 is two points.",
)
@click.option("--currency", help="Count the value in this currency alone, such as USD.")
@click.option(
    "--interval",
    type=click.Choice(INTERVALS),
    default=AUTO,
    show_default=True,
    help="Auto: by how many finds there are.",
)
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Of the interval.")
@click.option(
    "--reviewer-error",
    "error",
    type=click.Choice(ERRORS),
    default=AUTO,
    show_default=True,
    help="Symmetric: fakes are missed as often as others are taken for fakes; free: not so.",
)
@click.option("--zone", default="", help="Time zone of the facilities of worklists, such as America/Los_Angeles.")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def prevalence(
    samples: tuple[Path, ...],
    frame: Path | None,
    reviews: Path | None,
    notices: Path | None,
    by: str | None,
    wanted_width: float | None,
    currency: str | None,
    interval: str,
    level: float,
    error: str,
    zone: str,
    out: Path,
) -> None:
    """Tell which share of offers, sales or shipments is counterfeit, and of their value, with bounds.

    SAMPLES are tables of examined units (unit_id, is_found, probability, and as far as known stratum, cluster, value,
    currency …), label files, or folders of worklists with the files of their examinations. Only units that chance
    chose, with a known probability, count: from targeted finds alone no number is given. OUT receives estimates as CSV,
    Parquet and JSON, needed.csv, recaptured.csv, rejects.parquet and run.json.
    """
    request = PrevalenceRequest(
        samples=samples,
        out=out,
        frame=frame,
        reviews=reviews,
        notices=notices,
        by=by,
        wanted_width=wanted_width,
        currency=currency,
        zone=zone,
        settings=Settings(level=level, interval=interval, error=error),
    )
    print_prevalence(run_prevalence(request), out=out)
