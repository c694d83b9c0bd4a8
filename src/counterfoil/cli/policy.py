"""`counterfoil policy`: check a policy, hold it against past decisions, solve it for the reviewers at hand."""

from pathlib import Path

import click

from counterfoil.cli.policy_capacity import print_capacity
from counterfoil.cli.policy_tables import print_backtest, print_rules
from counterfoil.evidence.policy_capacity import HOURS_A_DAY, MINUTES_PER_REVIEW, Pace
from counterfoil.run.past import policy_in
from counterfoil.run.policies import CapacityRequest, run_backtest, run_capacity

FILE = click.Path(path_type=Path)

CHECK_EXAMPLES = """
\b
Examples:
  counterfoil policy check examples/stricter.toml
"""
BACKTEST_EXAMPLES = """
\b
Examples:
  counterfoil policy backtest out --policy examples/stricter.toml
  counterfoil policy backtest monday tuesday --policy examples/stricter.toml -o touched
"""
CAPACITY_EXAMPLES = """
\b
Examples:
  counterfoil policy capacity out --review-capacity 20
  counterfoil policy capacity week --days 7 --review-capacity 400 --labels labels.csv --minutes 3
"""
EXAMPLES = """
\b
Examples:
  counterfoil policy check examples/stricter.toml
  counterfoil policy backtest out --policy examples/stricter.toml
  counterfoil policy capacity out --review-capacity 20
"""


@click.group(epilog=EXAMPLES)
def policy() -> None:
    """Check a policy, say whom it would touch, and solve it for the reviewers at hand."""


@policy.command(epilog=CHECK_EXAMPLES)
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Read the policy in FILE, say each rule in words, and warn of rules that can never decide.

    A policy that cannot be used ends with exit code 2, and every fault is named with its line and column.
    """
    print_rules(policy_in(file))


@policy.command(epilog=BACKTEST_EXAMPLES)
@click.argument("folders", type=FILE, nargs=-1, required=True)
@click.option("--policy", "policy_file", type=FILE, required=True, help="The policy (TOML) to hold against the past.")
@click.option("-o", "--out", type=FILE, help="Folder for the tables behind the figures (CSV), by ids only.")
def backtest(folders: tuple[Path, ...], policy_file: Path, out: Path | None) -> None:
    """Say which decisions of past screenings (FOLDERS) a policy would have changed, and whom it would touch."""
    result = run_backtest(folders, policy_file, out=out)
    print_backtest(result, policy_in(policy_file), folders=len(folders), out=out)


@policy.command(epilog=CAPACITY_EXAMPLES)
@click.argument("folder", type=FILE)
@click.option("--review-capacity", type=click.IntRange(min=0), required=True, help="Offers people can review a day.")
@click.option("--days", type=click.IntRange(min=1), default=1, show_default=True, help="Days the screening covers.")
@click.option("--labels", type=FILE, help="What was found out about offers: gives precision and recall.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), default=MINUTES_PER_REVIEW, show_default=True)
@click.option("--hours", type=click.FloatRange(min=0, min_open=True), default=HOURS_A_DAY, show_default=True)
@click.option("-o", "--out", type=FILE, help="File for the solved policy; default: in FOLDER, as the next version.")
def capacity(
    folder: Path,
    review_capacity: int,
    days: int,
    labels: Path | None,
    minutes: float,
    hours: float,
    out: Path | None,
) -> None:
    """Solve the review threshold on a finished screening (FOLDER) and write the policy that sets it.

    Decisions graver than review are untouched, and nothing is switched on. --minutes is the time one review takes and
    --hours what a reviewer has for reviews a day.
    """
    request = CapacityRequest(folder=folder, reviews=review_capacity, days=days, labels=labels, out=out)
    print_capacity(run_capacity(request), request, Pace(minutes, hours))
