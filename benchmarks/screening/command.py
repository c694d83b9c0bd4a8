"""What does the real command decide about a file? Runs `counterfoil` as a user would."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import polars as pl
from files import HERE, REPOSITORY, ROW, Source, write_for_screening

RIGHTS = HERE / "rights.csv"
RATES = HERE / "rates.csv"
REJECTED = "rejected"  # stands as the decision on a row that the command could not use


class CommandError(Exception):
    """The command did not end with exit code 0; the message is what it said."""


class Screened(NamedTuple):
    """`rows`: the file's rows with `decision`, `rejected` where there is none; `findings`: `row`, `right_id`,
    `kind`, `weight` and `field`; `rejects`: how many rows were rejected."""

    rows: pl.DataFrame
    findings: pl.DataFrame
    rejects: int


def build_prices(rows: pl.DataFrame, source: Source, folder: Path) -> Path:
    """Return the reference prices that `counterfoil prices` makes of the rows. Raises CommandError."""
    catalogue, prices = folder / source.name, folder / "prices.parquet"
    write_for_screening(rows, source, catalogue)
    run_counterfoil("prices", str(catalogue), "--mapping", str(source.mapping_path), "-o", str(prices))
    return prices


def screen(rows: pl.DataFrame, source: Source, folder: Path, *, prices: Path | None) -> Screened:
    """Return what `counterfoil screen` decides on the rows. Raises CommandError."""
    offers, out = folder / source.name, folder / f"{source.mapping}-out"
    write_for_screening(rows, source, offers)
    reference = ["--prices", str(prices)] if prices and source.priced else []
    given = [
        "--rights",
        str(RIGHTS),
        "--mapping",
        str(source.mapping_path),
        "--rates",
        str(RATES),
        *reference,
    ]
    run_counterfoil("screen", str(offers), *given, "-o", str(out))
    return _screened(rows, out)


def _screened(rows: pl.DataFrame, out: Path) -> Screened:
    row = pl.col("subject_id").cast(pl.UInt32).alias(ROW)
    decisions = pl.read_parquet(out / "decisions.parquet").select(row, "decision")
    findings = pl.read_parquet(out / "findings.parquet").filter(pl.col("subject_kind") == "offer")
    return Screened(
        rows.join(decisions, on=ROW, how="left").with_columns(pl.col("decision").fill_null(REJECTED)),
        findings.select(row, "right_id", "kind", "weight", "field"),
        pl.read_parquet(out / "rejects.parquet").height,
    )


def run_counterfoil(*arguments: str) -> None:
    """Run `counterfoil` with the arguments as a user would. Raises CommandError."""
    command = [sys.executable, "-m", "counterfoil", *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CommandError(f"counterfoil {arguments[0]} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
