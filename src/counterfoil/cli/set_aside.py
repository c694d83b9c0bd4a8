"""Say on the terminal which rows of a small table were set aside, and why."""

import polars as pl
from rich.console import Console
from rich.markup import escape

SHOWN = 5  # rejects named on the terminal


def print_rejects(console: Console, rejects: pl.DataFrame) -> None:
    """Print how many rows were set aside and the first of them; nothing where there are none."""
    if rejects.is_empty():
        return
    console.print(f"{rejects.height:,} rows set aside:")
    for row in rejects.head(SHOWN).iter_rows(named=True):
        value = "" if row["value"] is None else f" (“{row['value']}”)"
        console.print(escape(f"  {row['file']}, line {row['line']}: {row['rule']}{value}"))
    if rejects.height > SHOWN:
        console.print(f"  and {rejects.height - SHOWN:,} more")
