"""Say on the terminal who is the consignee of what, whose stock lies where, and what was over a limit."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.codes.legal_number import TAGS
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted, listed, price_in_words
from counterfoil.tables.consignee import FACILITY, RESULTS, UNKNOWN
from counterfoil.tables.relief_group import NO_RELIEF, OVER, STANDINGS

SHOWN = 6  # groups, sellers and reasons on the terminal
NAMED = 3  # shipments of a group
COLOURS = {FACILITY: "yellow", UNKNOWN: "magenta", OVER: "red", NO_RELIEF: "yellow"}
UNITS = {"units": "units", "units_sold_before": "sold before", "units_unsold": "unsold", "units_not_known": "not known"}
WITHIN_ROW = (0, 0, 0, 2)


def print_consignees(record: dict[str, Any], *, out: Path) -> None:
    """Print lines by result with their rule, the groups of little value, the register by ids, and where all lies."""
    console = Console(highlight=False)
    counts = record["counts"]
    aside = f", {counts['rejected']:,} rows set aside" if counts["rejected"] else ""
    title = f"{counted(counts['lines'], 'line')} of shipments into {record['into']}, as told by {record['day']}{aside}"
    console.print(f"[bold]{title}[/bold]")
    print_rejects(console, pl.read_parquet(out / "rejects.parquet").head(SHOWN), among=counts["rejected"])
    if counts["elsewhere"]:
        console.print(f"  {counted(counts['elsewhere'], 'order')} of consumers for shipments that are not among them")
    _print_results(console, pl.read_parquet(out / "consignees.parquet"))
    _print_groups(console, pl.read_parquet(out / "relief_groups.parquet"))
    if any(file["role"] in ("inventory", "earlier register") for file in record["files"]):
        _print_register(console, pl.read_parquet(out / "seller_register.parquet"), counts)
        for rule in record["rules"]["off"]:
            _dim(console, f"Not used: {rule}")
    console.print(f"Tables: [bold]{escape(str(out))}[/bold]   ({record['seconds']:.1f} s)")


def _dim(console: Console, text: str) -> None:
    console.print(Padding(f"[dim]{escape(harmless(text))}[/dim]", WITHIN_ROW))


def _print_results(console: Console, lines: pl.DataFrame) -> None:
    table = plain_table("", "lines", *UNITS.values(), numbers=("lines", *UNITS.values()))
    for result in RESULTS:
        own = lines.filter(result=result)
        table.add_row(_coloured(result), f"{own.height:,}", *(f"{int(own[name].sum()):,}" for name in UNITS))
    console.print(table)
    rules = lines.select("rule_since", "rule", "source", "verified").drop_nulls().unique().sort("rule_since")
    for since, rule, source, verified in rules.iter_rows():
        _dim(console, f"Since {since}: {rule} {source}; {TAGS[verified]}.")
    unknown = lines.filter(result=UNKNOWN).group_by("why", maintain_order=True).len()
    for why, number in unknown.head(SHOWN).iter_rows():
        console.print(Padding(escape(harmless(f"Not known of {counted(number, 'line')}: {why}")), WITHIN_ROW))


def _print_groups(console: Console, groups: pl.DataFrame) -> None:
    if groups.is_empty():
        console.print("[bold]Goods of little value[/bold]: none came in under a relief that is known")
    for (regime, of), own in groups.group_by("regime", "of", maintain_order=True):
        numbers = [f"{count:,} {one}" for one in STANDINGS if (count := own.filter(standing=one).height)]
        heading = f"[bold]Goods of little value[/bold], {escape(str(of))} by {escape(str(regime))}"
        console.print(f"{heading}: {counted(own.height, 'group')}, {listed(numbers)}")
        for says, source, verified in own.select("says", "source", "verified").unique(maintain_order=True).iter_rows():
            _dim(console, f"{says} {source}; {TAGS[verified]}." if source else says)
        shown = own.filter(pl.col("standing").is_in([OVER, UNKNOWN]))
        if shown.height:
            console.print(Padding(_groups_table(shown.head(SHOWN)), WITHIN_ROW))
        if shown.height > SHOWN:
            console.print(f"  and {shown.height - SHOWN:,} more")


def _groups_table(groups: pl.DataFrame) -> Table:
    table = plain_table("day", "counted for", "value", "limit", "", "shipments", numbers=("value", "limit"))
    for row in groups.iter_rows(named=True):
        more = " …" if len(row["shipments"]) > NAMED else ""
        whom = f"{row['counted_for'] or 'nobody known'} {row['person'] or ''}"
        table.add_row(
            str(row["arrived_on"]),
            escape(harmless(whom.strip())),
            _value(row),
            _money(row["limit"]) or "–",
            _coloured(row["standing"]) + (", split" if row["is_split"] else ""),
            escape(harmless(", ".join(row["shipments"][:NAMED]) + more)),
        )
    return table


def _value(row: dict[str, Any]) -> str:
    parts = [_money(row["value"])] if row["value"] or not row["value_not_known"] else []
    parts += [f"{_money(row['value_not_known'])} not known"] if row["value_not_known"] else []
    return f"{row['currency']} {' + '.join(parts)}"


def _money(amount: Decimal | None) -> str:
    return price_in_words(None if amount is None else round(amount, 2), None)


def _print_register(console: Console, register: pl.DataFrame, counts: dict[str, Any]) -> None:
    told = [counted(counts["registered"], "seller"), f"{counts['declared']:,} of them declared to Customs"]
    told.append(f"something missing of {counts['lacking']:,}")
    if counts["stock_without_owner"]:
        told.append(f"{counted(counts['stock_without_owner'], 'line')} of stock without an owner")
    console.print(f"[bold]Register of sellers[/bold]: {', '.join(told)}")
    if counts["changes"]:
        changes = listed([f"{number:,} {change}" for change, number in counts["changes"].items()])
        console.print(f"  Since the earlier register: {changes}")
    if register.height:
        console.print(Padding(_register_table(register), WITHIN_ROW))
    if register.height > SHOWN:
        console.print(f"  and {register.height - SHOWN:,} more in seller_register.csv")


def _register_table(register: pl.DataFrame) -> Table:
    """Return those first that are not declared, or of which something is missing; ids alone, never a name."""
    table = plain_table("facility", "seller", "since", "units", "declared", "missing", numbers=("units",))
    is_open = pl.col("declared_on").is_null() | (pl.col("missing").list.len() > 0)
    ordered = register.sort(is_open, "units", descending=True, maintain_order=True)
    for row in ordered.head(SHOWN).iter_rows(named=True):
        place = row["facility"] or row["facility_gln"] or "–"
        table.add_row(
            escape(harmless(place)),
            escape(harmless(row["seller_id"])),
            str(row["since"] or "not known"),
            f"{row['units']:,}",
            str(row["declared_on"] or "no"),
            ", ".join(row["missing"]) or "–",
        )
    return table


def _coloured(word: str) -> str:
    return f"[{COLOURS[word]}]{word}[/{COLOURS[word]}]" if word in COLOURS else word
