"""Say on the terminal which rows of a small table were set aside, and why."""

import polars as pl
from rich.console import Console
from rich.markup import escape

SHOWN = 5  # rejects named on the terminal


def print_rejects(console: Console, rejects: pl.DataFrame, *, among: int | None = None) -> None:
    """Print how many rows were set aside and the first of them; nothing where there are none.

    Where `rejects` are but the first, `among` says of how many, and that number was told before.
    """
    if rejects.is_empty():
        return
    count = rejects.height if among is None else among
    if among is None:
        console.print(f"{count:,} rows set aside:")
    for row in rejects.head(SHOWN).iter_rows(named=True):
        value = "" if row["value"] is None else f" (“{row['value']}”)"
        console.print(escape(f"  {row['file']}, line {row['line']}: {row['rule']}{value}"))
    if count > SHOWN:
        console.print(f"  and {count - SHOWN:,} more")
