"""Say on the terminal what a file is."""

import re
import shlex

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.cli.set_aside import print_rejects
from counterfoil.intake.inspection.columns import Column
from counterfoil.intake.inspection.header_words import SURE, fit
from counterfoil.intake.inspection.inspect import Inspection
from counterfoil.run.inspection import InspectRequest

WIDEST = 36  # characters of a name or an example
_NARROWEST, _BETWEEN = 12, 2  # the least room for an example, and what parts columns
_WITHHELD = "(withheld)"
_PERSONAL = ("email", "phone", "address")  # of sellers
_FEW = 0.2  # share of addresses of mail from which on a column counts as personal


def print_inspection(found: Inspection, request: InspectRequest) -> None:
    """Print format and table, one line for each column, what was kept and set aside, and what to run next."""
    console = Console(highlight=False)
    columns = found.columns
    count = len(columns.columns) + columns.more
    form = found.format.replace("_", " ")
    size = f"{_counted(columns.rows, 'row')}, {_counted(count, 'column')}"
    console.print(f"[bold]{escape(request.file.name)}[/bold]: {form}, {size}")
    nearest = (
        f"Fits best: [bold]{found.kind.name}[/bold]" if found.fits else f"Fits no table; nearest: {found.kind.name}"
    )
    others = f"  (also like {', '.join(found.others)}: choose with --as)" if found.others else ""
    console.print(nearest + others)
    if columns.columns:
        console.print(_table(found, console.width))
    if columns.more:
        console.print(f"  and {columns.more} columns without a name of their own")
    _print_reading(console, found)
    for line in _next(found, request):
        console.print(line, soft_wrap=True)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _table(found: Inspection, width: int) -> Table:
    """Return a line for each column; where the format's own reader names all columns, what they are read as is said."""
    names = [_name(column, found) for column in found.columns.columns]
    ours = {guess.theirs.name: name + ("" if guess.sure else " ?") for name, guess in found.found.items()}
    renamed = any(ours.get(column.name) != column.name for column in found.columns.columns)
    widths = (max(map(len, names)), len("filled"), max(map(len, ours.values()), default=0) if renamed else 0)
    room = max(_NARROWEST, width - sum(widths) - _BETWEEN * len(widths))  # examples give way to names
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("column", no_wrap=True)
    table.add_column("filled", no_wrap=True, justify="right")
    table.add_column("for example", no_wrap=True)
    if renamed:
        table.add_column("read as", no_wrap=True)
    for name, column in zip(names, found.columns.columns, strict=True):
        share = _share(column.filled, found.columns.rows)
        told = [ours.get(column.name, "–")] if renamed else []
        table.add_row(escape(name), share, escape(_cut(_example(column, found), room)), *told)
    return table


def _name(column: Column, found: Inspection) -> str:
    """Return the name of the column; in a file about people without a header, the first line is a person's data."""
    is_data = re.search(r"@|\d{5}|https?:", column.name) is not None
    return _WITHHELD if found.kind.personal and is_data else _cut(column.name)


def _example(column: Column, found: Inspection) -> str:
    if not column.example:
        return ""
    is_personal = any(fit(column.name, "sellers", name) >= SURE for name in _PERSONAL)
    people = [found.found[ours].theirs.name for ours in found.kind.people if ours in found.found]
    if found.kind.personal or column.name in people or is_personal or column.shapes["email"] >= _FEW:
        return _WITHHELD
    return _cut(column.example)


def _share(filled: int, rows: int) -> str:
    return "<1%" if 0 < filled * 100 < rows else f"{filled / max(rows, 1):.0%}"


def _cut(text: str, widest: int = WIDEST) -> str:
    clean = re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\s]+", " ", text).strip()
    return clean if len(clean) <= widest else clean[: widest - 1] + "…"


def _print_reading(console: Console, found: Inspection) -> None:
    reading = found.reading
    if not found.fits:
        missing = [name for name in found.kind.required if name not in found.found and name != "id"]
        lacking = f"No column was found for {', '.join(missing)}." if missing else "No column is surely one of ours."
        console.print(f"\n{lacking}")
        return
    if reading.failure is not None:
        console.print(f"\nIt cannot be read as {found.kind.name}: {escape(str(reading.failure))}", soft_wrap=True)
        return
    through = " through the drafted mapping" if found.draft else ""
    console.print(f"\nRead as {found.kind.name}{through}: {reading.kept:,} rows kept, {reading.rejected:,} set aside")
    if reading.rejects is not None:
        print_rejects(console, reading.rejects, among=reading.rejected)


def _next(found: Inspection, request: InspectRequest) -> list[str]:
    """Return what to run next."""
    file, kind = shlex.quote(str(request.file)), found.kind
    wrong = not found.fits or found.reading.failure is not None
    if found.draft and request.draft is None:
        drafted = f"counterfoil inspect {file}{_as(found, request)} --draft-mapping mapping.toml"
        return ["[bold]Next:[/bold] " + escape(drafted)]
    if wrong and not found.columns.columns:
        return ["[bold]Next:[/bold] ask for the file again: what it is was recognised, and nothing in it could be read"]
    if wrong:
        return [
            "[bold]Next:[/bold] name its columns in a mapping (docs/formats/mapping.md), and give it with --mapping"
        ]
    mapping = request.draft or request.mapping
    if mapping is None:
        return ["[bold]Next:[/bold] " + escape(kind.command.format(file=file))]
    given = f" --mapping {shlex.quote(str(mapping))}"
    look = "Look at its lines marked ?, then: " if request.draft else "[bold]Next:[/bold] "
    if kind.with_mapping:
        return [look + escape(kind.command.format(file=file).replace(file, file + given, 1))]
    renamed = f"{request.file.stem}.{kind.name.replace(' ', '_')}.parquet"
    write = f"counterfoil inspect {file} --as {shlex.quote(kind.name)}{given} -o {shlex.quote(renamed)}"
    return [look + escape(write), "      " + escape(kind.command.format(file=shlex.quote(renamed)))]


def _as(found: Inspection, request: InspectRequest) -> str:
    return f" --as {shlex.quote(found.kind.name)}" if request.table else ""
