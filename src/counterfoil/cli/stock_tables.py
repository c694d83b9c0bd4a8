"""Show a ledger of stock: what was entered, where counts differ and since when, and what stands in which account."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.run.stock import CHECKS, Checks
from counterfoil.stock.balances import HELD_ACCOUNTS

MOST_LISTED = 15  # rows on the terminal; the files hold all
_UNITS = ("expected", "counted", "difference")


def print_ledger(record: dict[str, Any], out: Path) -> None:
    """Print what the ledger holds, what was set aside, and where later counts differ."""
    console = Console(highlight=False)
    counts = record["counts"]
    aside = f", {counts['rejected']:,} rows set aside" if counts["rejected"] else ""
    console.print(f"[bold]{counts['entries']:,} entries[/bold] of {counts['rows']:,} rows{aside}")
    opened = counts["facilities_opened"]
    later = counts["later_counts"]
    console.print(f"{opened:,} facilities opened with their first count; {later:,} later counts held against it")
    if later:
        _print_wrong(console, pl.read_parquet(out / CHECKS), counts["goods_agreeing"])
    console.print(f"Ledger: [bold]{escape(str(out))}[/bold]   ({record['seconds']:.1f} s)")


def print_checks(found: Checks, out: Path | None) -> None:
    """Print where counts differ from the ledger, and what was entered for it."""
    console = Console(highlight=False)
    _print_wrong(console, found.wrong, found.agreeing)
    if found.corrected:
        console.print(f"[bold]{found.corrected:,} count corrections[/bold] were entered, as was asked.")
    elif found.wrong.height:
        console.print("Nothing was entered: the ledger stands. --correct enters what differs.")
    if out is not None:
        console.print(f"Written: [bold]{escape(str(out))}[/bold]")


def print_balances(told: pl.DataFrame, by: tuple[str, ...], out: Path | None) -> None:
    """Print the balances of accounts that are not empty."""
    console = Console(highlight=False)
    accounts = [name for name in HELD_ACCOUNTS if told[name].sum() or (told[name] != 0).any()]
    if told.is_empty():
        console.print("Nothing lies anywhere.")
        return
    table = plain_table(*by, *accounts, numbers=tuple(accounts))
    for row in told.head(MOST_LISTED).iter_rows(named=True):
        table.add_row(*(escape(row[name] or "–") for name in by), *(_number(row[name]) for name in accounts))
    console.print(table)
    _more(console, told.height)
    if out is not None:
        console.print(f"Written: [bold]{escape(str(out))}[/bold]")


def _print_wrong(console: Console, wrong: pl.DataFrame, agreeing: int) -> None:
    if wrong.is_empty():
        console.print(f"[green]All {agreeing:,} goods agree[/green]")
        return
    console.print(f"[yellow]{wrong.height:,} goods do not agree[/yellow], {agreeing:,} do")
    table = plain_table("goods", *_UNITS, "", numbers=_UNITS)
    shown = wrong.head(MOST_LISTED)
    for number, row in enumerate(shown.iter_rows(named=True), start=1):
        units = (f"{row['expected']:,}", f"{row['counted']:,}", f"{row['difference']:+,}")
        table.add_row(f"{number}. {escape(_goods(row))}", *units, row["verdict"])
    console.print(table)
    _more(console, wrong.height)
    for number, row in enumerate(shown.iter_rows(named=True), start=1):
        console.print(f"[dim]{number}. {escape(_where(row))}[/dim]")


def _where(row: dict[str, Any]) -> str:
    """Return where and when the goods were counted, and since which entry the ledger and the count part."""
    place = f"{row['file']}" + (f":{row['line']}" if row["line"] else "")
    since = f"; agreed up to {row['since']}" if row["since"] else "; no entry tells of them"
    after = f", {row['entries_since']:,} entries after it" if row["entries_since"] else ""
    return f"{row['facility']}, {row['at']:%Y-%m-%d}, {place}{since}{after}"


def _goods(row: dict[str, Any]) -> str:
    """Return the narrowest name of the goods: the pallet, else product and lot."""
    lot = f" lot {row['lot']}" if row["lot"] else ""
    return row["sscc"] or f"{row['gtin'] or row['sku']}{lot}"


def _number(units: int) -> str:
    return f"{units:,}" if units else "·"


def _more(console: Console, many: int) -> None:
    if many > MOST_LISTED:
        console.print(f"… and {many - MOST_LISTED:,} more")
