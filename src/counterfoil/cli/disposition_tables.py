"""Show dispositions: the kinds there are, what was recorded or set aside, what each lacks, what audits bore out."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from counterfoil.cli.policy_tables import plain_table
from counterfoil.enforcement.dispositions.barriers import line_id
from counterfoil.enforcement.dispositions.kind import DispositionKind
from counterfoil.run.disposition_files import Disposed
from counterfoil.run.disposition_proofs import Audited, Proved
from counterfoil.run.dispositions import Recorded

MOST_LISTED = 12  # rows on the terminal; --rejects writes all that were set aside
_NUMBERS = ("units",)


def print_disposition_kinds(kinds: list[DispositionKind], *, whole: bool) -> None:
    """Print the kinds with the authorities that each may rest on; `whole`: with what each has to be."""
    console = Console(highlight=False)
    if not whole:
        table = plain_table("kind", "may rest on", "proven by")
        for kind in kinds:
            table.add_row(kind.key, ", ".join(one.authority for one in kind.bases), _proofs(kind))
        console.print(table)
        console.print("\nAll of one, with the law: [bold]counterfoil disposition kinds KIND[/bold]")
        return
    for kind in kinds:
        console.print(f"[bold]{kind.key}[/bold]: {kind.says}")
        console.print(f"Proven by {_proofs(kind)}")
        for one in kind.bases:
            console.print(f"[bold]{escape(one.authority)}[/bold]")
            console.print(Padding(escape(one.says), (0, 0, 0, 2)))
            console.print(Padding(f"[dim]{escape(one.cited)}[/dim]", (0, 0, 0, 2)))


def _proofs(kind: DispositionKind) -> str:
    needed = [" or ".join(one) for one in kind.proofs]
    manifest = ["of hazardous goods a manifest"] if kind.needs_manifest else []
    return "; ".join([*needed, *manifest]) or "–"


def print_recorded(done: Recorded, *, rejects: Path | None) -> None:
    """Print what was recorded, on what it rests, what is due for it, and what was set aside."""
    console = Console(highlight=False)
    units = done.rows["units"].sum()
    console.print(f"[bold]{_many(done.rows.height, 'disposition')} recorded[/bold], of {units:,} units")
    table = plain_table("id", "line", "what", "units", "on", numbers=_NUMBERS)
    for row in done.rows.head(MOST_LISTED).iter_rows(named=True):
        table.add_row(*_cells(row))
    console.print(table)
    _more(console, done.rows.height)
    due = done.rows.filter(pl.col("hazards").list.len() > 0, pl.col("kind").is_in(["destroyed", "abandoned"]))
    for row in due.head(MOST_LISTED).iter_rows(named=True):
        console.print(f"{row['id']}: a waste manifest is due: {escape(', '.join(row['hazards']))}")
    _print_rejects(console, done.rejects, rejects)
    for notice in done.done:
        console.print(f"Nothing that was to be held under {escape(notice)} is open any more.")


def print_proved(done: Proved, judged: pl.DataFrame, *, rejects: Path | None) -> None:
    """Print how many proofs were taken in, and what the dispositions that they are of still lack."""
    console = Console(highlight=False)
    console.print(f"[bold]{_many(done.rows.height, 'proof')} taken in[/bold]")
    told = done.rows["disposition_id"].unique().implode()
    _print_standing(console, judged.filter(pl.col("id").is_in(told)))
    _print_rejects(console, done.rejects, rejects)


def print_listed(case_id: str, judged: pl.DataFrame, now: Disposed) -> None:
    """Print the dispositions of a case that count, each with what it lacks, and what bars others."""
    console = Console(highlight=False)
    if judged.is_empty():
        console.print(f"[bold]{escape(case_id)}[/bold]: nothing was disposed of yet.")
    else:
        units = judged["units"].sum()
        console.print(f"[bold]{escape(case_id)}[/bold]: {_many(judged.height, 'disposition')} of {units:,} units")
        _print_standing(console, judged)
    for notice, line in now.lines.select("notice_id", "line").iter_rows():
        barred = now.barriers.of(case_id, notice, line)
        if barred:
            console.print(f"{escape(line_id(notice, line))}: nothing may be disposed of while {' and '.join(barred)}")


def print_audited(told: Audited) -> None:
    """Print what was drawn and with which probability, and what share the audits so far bore out."""
    console = Console(highlight=False)
    if told.drawn.ids:
        many = f"{len(told.drawn.ids)} of {told.drawn.of}, each with probability {told.drawn.probability:.3f}"
        console.print(f"[bold]Drawn to be audited[/bold] ({many}): {escape(', '.join(told.drawn.ids))}")
    else:
        console.print("Nothing was drawn.")
    if told.share is None:
        console.print(f"No result yet; {told.open} audits are open.")
        return
    share, low, high = (f"{told.share[name]:.1%}" for name in ("share", "low", "high"))
    console.print(f"Borne out: [bold]{share}[/bold] (95 %: {low} to {high}; {told.share['audits']} audits), ", end="")
    console.print(f"{told.open} open")


def _print_standing(console: Console, judged: pl.DataFrame) -> None:
    table = plain_table("id", "line", "what", "units", "proven", "on", numbers=_NUMBERS)
    shown = judged.sort("is_proven", maintain_order=True).head(MOST_LISTED)
    for row in shown.iter_rows(named=True):
        *others, on = _cells(row)
        table.add_row(*others, "[green]yes[/green]" if row["is_proven"] else "[yellow]no[/yellow]", on)
    console.print(table)
    _more(console, judged.height)
    for row in shown.filter(~pl.col("is_proven")).iter_rows(named=True):
        console.print(Padding(escape(f"{row['id']} lacks {'; '.join(row['lacks'])}"), (0, 0, 0, 2)))


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    place = line_id(str(row["notice_id"]), int(str(row["line"])))
    authority = "" if row["authority"] == "none needed" else f"{row['authority']}: "
    return (
        str(row["id"]),
        escape(place),
        str(row["kind"]),
        f"{row['units']:,}",
        escape(f"{authority}{row['reference']}"),
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _more(console: Console, many: int) -> None:
    if many > MOST_LISTED:
        console.print(f"… and {many - MOST_LISTED:,} more")


def _print_rejects(console: Console, rejects: pl.DataFrame, path: Path | None) -> None:
    if rejects.is_empty():
        return
    where = f", all in {path}" if path else "; --rejects FILE writes them"
    console.print(f"[yellow]{_many(rejects.height, 'row')} set aside[/yellow]{escape(where)}")
    for row in rejects.head(MOST_LISTED).iter_rows(named=True):
        told = f"line {row['line']}, {row['field']} “{row['value']}”: {row['rule']}"
        console.print(Padding(escape(told), (0, 0, 0, 2)))
