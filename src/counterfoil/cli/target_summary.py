"""Say on the terminal, for those who run the dock, what is opened today, where, and what that choice is worth."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted
from counterfoil.run.targeting_results import REJECTS, SELECTIONS, SHIPMENTS, WORKLIST

FACILITIES, SHOWN, REASONS = 12, 8, 2  # rows on the terminal
INDENT = 4


def print_worklists(record: dict[str, Any], *, out: Path) -> None:
    """Print what can be opened and what is, facility by facility, and the first of the worklist with their reasons."""
    console = Console(highlight=False)
    counts = record["counts"]
    console.print(
        f"[bold]{counted(counts['selected'], 'shipment')} to open on {record['day']}[/bold], of "
        f"{counts['could_be_opened']:,} that can be opened today ({counted(counts['shipments'], 'shipment')} read)"
    )
    _print_aside(console, counts)
    rejects = pl.scan_parquet(out / REJECTS).head(SHOWN).collect()
    print_rejects(console, rejects, among=counts["rejected"])
    console.print(_facilities(record["facilities"]))
    _print_beyond(console, record["facilities"])
    _print_idle(console, record["idle_controls"])
    _print_model(console, record)
    _print_share(console, record["earlier_worklists"])
    _print_first(console, out, counts["selected"])
    console.print(f"List: [bold]{escape(str(out / WORKLIST))}[/bold]   ({record['seconds']:.1f} s)")


def _print_aside(console: Console, counts: dict[str, int]) -> None:
    told = {
        "arrive_later": "arrive after the day: nothing of them is used",
        "examined_before": "were opened before",
        "ordered_out_of_window": "must be opened by a control and cannot be today",
        "out_of_window": "cannot be opened today: only announced, gone again, or in a facility without capacity",
        "rejected": "rows set aside",
    }
    for name, words in told.items():
        if counts[name]:
            console.print(f"  {counts[name]:,} {words}")


def _facilities(facilities: list[dict[str, Any]]) -> Padding:
    numbers = ("there", "places", "to open", "mandatory", "by chance", "new parties")
    table = plain_table("facility", *numbers, numbers=numbers)
    table.columns[0].no_wrap = True
    for row in facilities[:FACILITIES]:
        table.add_row(
            escape(harmless(row["facility"])),
            *(f"{row[name]:,}" for name in ("could_be_opened", "capacity", "selected", "mandatory", "by_chance")),
            f"{row['new_parties_selected']:,}",
        )
    if len(facilities) > FACILITIES:
        table.add_row(f"and {len(facilities) - FACILITIES:,} more")
    return Padding(table, (0, 0, 0, 2))


def _print_beyond(console: Console, facilities: list[dict[str, Any]]) -> None:
    """Say where more must be opened than can be."""
    for row in facilities:
        if row["mandatory"] > row["capacity"]:
            console.print(
                f"[bold]{escape(harmless(row['facility']))}: {row['mandatory']:,} mandatory controls, and room for "
                f"{row['capacity']:,}. Find more people, or have a control withdrawn.[/bold]"
            )


def _print_idle(console: Console, controls: list[dict[str, str]]) -> None:
    """Say which controls ask for nothing that lies here: one that is misspelt would be lost in silence."""
    for row in controls[:SHOWN]:
        told = f"{row['reason']} ({row['ordered_by']})"
        console.print(
            f"No shipment is left to open for the control “{escape(harmless(told))}”: is it written as shipments are?"
        )
    if len(controls) > SHOWN:
        console.print(f"  and for {len(controls) - SHOWN:,} more")


def _print_model(console: Console, record: dict[str, Any]) -> None:
    learned = record["learned_from"]
    if learned is None:
        console.print(f"Ranked by the weights {record['model']}: too few examinations to learn from yet.")
    else:
        console.print(f"Ranked by {record['model']}, learned from {learned['examinations']:,} examinations.")
    lost = f" Against opening the riskiest alone it gives up {record['finds_lost']:.2f} finds, as the risks tell."
    console.print(
        f"{record['random_share']:.0%} of the places are left to chance: so what nobody expects is found, too, and the "
        f"share of fakes can be estimated.{lost}"
    )


def _print_share(console: Console, share: dict[str, float] | None) -> None:
    """Say what the earlier worklists' own results tell of all that lay there."""
    if share is not None:
        console.print(
            f"By what earlier worklists found ({counted(int(share['finds']), 'find')}, "
            f"{counted(int(share['opened']), 'shipment')} opened), {share['low']:.1%} to {share['high']:.1%} "
            "of all shipments there held fakes."
        )


def _print_first(console: Console, out: Path, count: int) -> None:
    if not count:
        return
    chosen = pl.scan_parquet(out / SELECTIONS).filter("is_selected")
    first = chosen.sort("facility", pl.col("how") != "mandatory", "shipment_id").head(SHOWN).collect()
    goods = pl.scan_parquet(out / SHIPMENTS).select("shipment_id", "description").collect()
    texts = dict(goods.iter_rows())
    console.print("To open:")
    for row in first.iter_rows(named=True):
        text = texts.get(row["shipment_id"]) or ""
        must = " (mandatory)" if row["how"] == "mandatory" else ""
        head = f"{row['shipment_id']}, {row['facility']}{must}: {text}"
        console.print(f"  [bold]{escape(harmless(head))}[/bold]")
        for reason in row["reasons"][:REASONS]:
            console.print(Padding(escape(harmless(reason)), (0, 0, 0, INDENT)))
    if count > SHOWN:
        console.print(f"  and {count - SHOWN:,} more")
