"""`counterfoil reconcile`: does every unit that was found stand in exactly one account?"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.enforcement.dispositions.barriers import line_id
from counterfoil.run.outputs import checked_ending, write_table
from counterfoil.run.reconciling import FAILS, Reconciled, run_reconcile
from counterfoil.tables.given_disposition import KINDS, OPEN

STYLES = {"whole": "bold", "line": "dim"}
MOST_LISTED = 20  # rows of lines on the terminal; -o writes all

EXAMPLES = """
\b
Examples:
  counterfoil reconcile disposed/case-5b1f0c2d9a3e
  counterfoil reconcile disposed/case-5b1f0c2d9a3e --fail-on open -o reconciled.csv
"""


@click.command(epilog=EXAMPLES)
@click.argument("case", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Write it as .csv, .parquet, .json or .jsonl.")
@click.option(
    "--fail-on",
    type=click.Choice(FAILS),
    multiple=True,
    help="Exit with 1, too, where there are such units; twice: a pallet in two notices.",
)
def reconcile(case: Path, out: Path | None, fail_on: tuple[str, ...]) -> None:
    """Account for every unit that the notices of CASE found, by line, notice, facility and as a whole.

    found = destroyed + abandoned + forfeited + released + retained + missing, and those still open. Exit code 1: it
    does not come out, because more left an account than came to it or because units are open in what is closed.
    """
    if out is not None:
        checked_ending(out)
    told = run_reconcile(case)
    if out is not None:
        write_table(out, told.table, for_people=out.suffix == ".csv")
    _print(told, out)
    failed = told.fails(fail_on)
    if failed or not told.comes_out:
        sys.exit(1)


def _print(told: Reconciled, out: Path | None) -> None:
    console = Console(highlight=False)
    whole = told.table.row(-1, named=True)
    verdict = "[green]comes out[/green]" if told.comes_out else "[red]does not come out[/red]"
    console.print(f"[bold]{escape(told.case_id)}[/bold]: {whole['found']:,} units found, it {verdict}")
    names = [name for name in KINDS if whole[name]]
    open_names = [name for name in OPEN if whole[name]]
    columns = ["found", *names, *open_names, *(["over"] if whole["over"] else [])]
    table = plain_table("", *columns, numbers=tuple(columns))
    lines = told.table.filter(pl.col("level") == "line").height
    for row in _in_order(told.table):
        if row["level"] == "line" and lines > MOST_LISTED:
            continue
        cells = [f"{row[name]:,}" if row[name] else "·" for name in columns]
        table.add_row(_indented(row), *cells, style=STYLES.get(str(row["level"])))
    table.columns[0].no_wrap = True
    console.print(table)
    _print_remarks(console, told, whole)
    if out is not None:
        console.print(f"Written: [bold]{escape(str(out))}[/bold]")


def _print_remarks(console: Console, told: Reconciled, whole: dict[str, Any]) -> None:
    if whole["told"] != whole["found"]:
        console.print(f"The inventories told {whole['told']:,} units; the facilities found more.")
    if told.to_examine:
        console.print(f"{told.to_examine:,} units more are to be examined; no finds until something is told of them.")
    if still := sum(whole[name] for name in OPEN):
        console.print(f"[yellow]{still:,} units are open[/yellow]: {', '.join(_named(whole, OPEN))}")
    if whole["unproven"]:
        console.print(f"[yellow]{whole['unproven']:,} units are unproven[/yellow]: counterfoil disposition list")
    for row in told.pallets.iter_rows(named=True):
        units = f"{row['units']:,} units are counted more than once; withdraw all but one"
        console.print(f"[yellow]The pallet {row['sscc']} stands in {' and '.join(row['notices'])}[/yellow]: {units}.")
    for row in told.table.filter(~pl.col("comes_out"), pl.col("level") == "line").iter_rows(named=True):
        why = (
            f"{row['over']:,} more left an account than came to it"
            if row["over"]
            else "units are open, and it is closed"
        )
        console.print(f"[red]{escape(_place(row))}[/red]: {why}")


def _named(row: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return [f"{row[name]:,} {name}" for name in names if row[name]]


def _in_order(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each facility with its notices, each notice with its lines, and the whole last."""
    order = ["facility", "notice_id", "line"]
    yield from table.filter(pl.col("level") != "whole").sort(order, nulls_last=False).iter_rows(named=True)
    yield from table.filter(pl.col("level") == "whole").iter_rows(named=True)


def _indented(row: dict[str, Any]) -> str:
    names = {"notice": f" {row['notice_id']}", "facility": f"{row['facility']}", "whole": "whole"}
    return f"  line {row['line']}" if row["level"] == "line" else escape(names[str(row["level"])])


def _place(row: dict[str, Any]) -> str:
    return escape(line_id(str(row["notice_id"]), int(row["line"])))
