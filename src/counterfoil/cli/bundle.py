"""`counterfoil bundle`: a case as one file that anyone can check; an edition of it without what must be withheld."""

import datetime as dt
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.acting import at_option
from counterfoil.cli.policy_tables import plain_table
from counterfoil.custody.edition import Edition
from counterfoil.documents.words import counted
from counterfoil.run.custody import Bundled
from counterfoil.run.custody import bundle as made

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil bundle cases/case-9951e67097c9 --key signing.key -o case.bundle
  counterfoil bundle case.bundle --redact examples/withhold.toml -o for-the-seller.bundle
  counterfoil bundle case.bundle --redact events.actor,evidence.detail -o short.bundle
"""


@click.command(epilog=EXAMPLES)
@click.argument("source", type=FILE)
@click.option("--key", type=FILE, help="Your private key, from `counterfoil signature key`; without it, not signed.")
@click.option("--redact", help="Withhold this: a profile (FILE.toml), or fields as events.actor,evidence.detail.")
@click.option("--timestamp", type=FILE, help="Response of a timestamp authority (RFC 3161) over root.json, put in.")
@at_option("When it is bundled, UTC; default: now.")
@click.option("-o", "--out", type=FILE, required=True, help="File for the bundle.")
def bundle(
    source: Path, key: Path | None, redact: str | None, timestamp: Path | None, at: dt.datetime, out: Path
) -> None:
    """Pack SOURCE, the folder of a case, into one file: evidence for and against, decisions, acts, exhibits, versions.

    `counterfoil verify` says of that file whether anything was changed. With --redact, SOURCE may also be a bundle: the
    edition has the same root and signature and still verifies, withheld fields standing as salted digests.
    """
    told = made(source, out, at=at, key=key, redact=redact, timestamp=timestamp)
    console = Console(highlight=False)
    _print_made(console, told, out)
    if told.edition is not None:
        _print_withheld(console, told.edition)


def _print_made(console: Console, told: Bundled, out: Path) -> None:
    verdict = told.verdict
    assert verdict.root is not None
    console.print(f"[bold]{escape(verdict.root.case)}[/bold] bundled: {escape(str(out))}")
    counts = [f"{one.entries:,} {name}" for name, one in verdict.root.tables.items() if one.entries]
    console.print(f"Records: {', '.join(counts)}.")
    console.print(f"SHA-256 of root.json: {verdict.root_sha256}", soft_wrap=True)
    if verdict.signer:
        console.print(f"Fingerprint of the key: {verdict.signer.fingerprint}")
    else:
        console.print("[yellow]Not signed[/yellow]: give --key, or tell that SHA-256 by another way.")


def _print_withheld(console: Console, edition: Edition) -> None:
    report = edition.report
    files = report.files_withheld()
    fields = sum(report.by_field().values())
    console.print(f"\nWithheld: {counted(fields, 'value')} and {counted(files, 'file')}.")
    table = plain_table("what", "count", "reason", numbers=("count",))
    for one in report.withheld:
        table.add_row(f"{one.table}.{one.field}" if one.field else "files", f"{one.times:,}", escape(one.reason))
    console.print(table)
    console.print(
        "[dim]What remains visible: the case's id, the number of records and files, the names of fields.[/dim]"
    )
    _print_still_told(console, edition)


def _print_still_told(console: Console, edition: Edition) -> None:
    places = edition.still_told.places
    if places:
        console.print("\n[yellow bold]Still told elsewhere[/yellow bold], and not withheld there:")
        table = plain_table("withheld from", "stands in", "times", numbers=("times",))
        in_files: dict[str, list[str]] = {}
        for (field, place), times in sorted(places.items(), key=lambda one: (-one[1], one[0])):
            if "/" in place:
                in_files.setdefault(field, []).append(place)
            else:
                table.add_row(field, place, f"{times:,}")
        for field, names in in_files.items():
            table.add_row(field, escape(f"{counted(len(names), 'file')}, such as {names[0]}"), "")
        console.print(table)
    if edition.still_told.not_searched:
        files = counted(edition.still_told.not_searched, "file")
        console.print(f"[yellow]Not searched:[/yellow] {files} that are no text, such as pictures. Look at them.")
