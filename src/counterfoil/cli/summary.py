"""Say on the terminal, in a few lines, what a screening found and where its report lies."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.tables.decision import DECISIONS

SHOWN = 5  # gravest offers named on the terminal
WIDEST_TITLE = 58  # characters


def print_summary(record: dict[str, Any], *, out: Path) -> None:
    """Print the counts by decision, the gravest offers with their first reason, and where the report is."""
    console = Console(highlight=False)
    counts = record["counts"]
    aside = f", {counts['rejected']:,} set aside" if counts["rejected"] else ""
    console.print(f"[bold]{counts['offers_read']:,} offers read{aside}, {counts['offers_kept']:,} screened[/bold]")
    _print_unscreened(console, record)
    _print_pictures(console, record)
    _print_orders(console, record)
    console.print("   ".join(f"{decision} [bold]{counts[decision]:,}[/bold]" for decision in reversed(DECISIONS)))
    gravest = _gravest(out)
    if gravest.height:
        console.print(_table(gravest))
    _print_shadow(console, record)
    console.print(f"Report: [bold]{escape(str(out / 'report.html'))}[/bold]   ({record['seconds']:.1f} s)")


def _print_unscreened(console: Console, record: dict[str, Any]) -> None:
    """Say of how many rights no offer was held against, and why."""
    told: dict[str, Any] = next((file for file in record["files"] if file["role"] == "rights"), {})
    over, wordless = told.get("over", 0), told.get("without_words", 0)
    if over + wordless:
        aside = f"{over + wordless:,} of {told['rows']:,} rights not screened for"
        console.print(f"{aside}: {over:,} no longer in force, {wordless:,} without words")


def _print_pictures(console: Console, record: dict[str, Any]) -> None:
    """Say how many pictures were looked at, if any were given."""
    told = record.get("pictures")
    if told is not None:
        refused = sum(told["refused"].values())
        aside = f", {refused:,} refused" if refused else ""
        without = f"{told['offers_without_picture']:,} offers without a picture"
        console.print(f"{told['looked_at']:,} pictures looked at{aside}; {without}")


def _print_orders(console: Console, record: dict[str, Any]) -> None:
    """Say which court orders the offers were held against, and which were not in force."""
    for told in [file for file in record["files"] if "in_force" in file]:
        accounts = f"{told['accounts']:,} accounts"
        how = f"holds for {accounts}" if told["in_force"] else "is not in force: it restrains nothing"
        console.print(f"Court order {escape(told['docket'])} {how}")


def _print_shadow(console: Console, record: dict[str, Any]) -> None:
    """Say what the shadow policy, if there is one, would have changed."""
    shadow = record.get("shadow")
    if shadow is None:
        return
    changes = ", ".join(f"{change['from']} → {change['to']} {change['offers']:,}" for change in shadow["changes"])
    would = f"would decide {shadow['offers_changed']:,} offers otherwise"
    console.print(f"In the shadow, [bold]{escape(shadow['policy'])}[/bold] {would}{': ' if changes else ''}{changes}")


def _gravest(out: Path) -> pl.DataFrame:
    """Return the gravest decisions and their titles, with no more in memory than what orders them."""
    rank = pl.col("decision").replace_strict({d: n for n, d in enumerate(DECISIONS)}, return_dtype=pl.Int64)
    above = pl.scan_parquet(out / "decisions.parquet").filter(pl.col("decision") != "clear")
    order = above.select("subject_id", "score", rank=rank).sort(
        ["rank", "score", "subject_id"], descending=[True, True, False]
    )
    worst = order.head(SHOWN).collect(engine="streaming")
    shown = worst["subject_id"].implode()
    decided = above.filter(pl.col("subject_id").is_in(shown)).select("subject_id", "decision", "reasons")
    titles = (
        pl.scan_parquet(out / "offers.parquet").filter(pl.col("id").is_in(shown)).select(subject_id="id", title="title")
    )
    for table in (decided, titles):
        worst = worst.join(table.collect(engine="streaming"), on="subject_id", how="left", maintain_order="left")
    return worst


def _table(gravest: pl.DataFrame) -> Table:
    table = Table("decision", "offer", "why", box=None, pad_edge=False, header_style="dim")
    for row in gravest.iter_rows(named=True):
        title = row["title"] if len(row["title"]) <= WIDEST_TITLE else row["title"][: WIDEST_TITLE - 1] + "…"
        table.add_row(row["decision"], escape(title), escape(row["reasons"][0] if row["reasons"] else "–"))
    return table
