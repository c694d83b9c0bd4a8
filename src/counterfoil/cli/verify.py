"""`counterfoil verify`: whether a bundle, or a desk's log, is what was sealed, what is broken, and who signed it."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.codes.signing_keys import fingerprint as fingerprint_of
from counterfoil.codes.signing_keys import key_in
from counterfoil.custody.checks import SIGNED, Check, Verdict
from counterfoil.errors import UserError
from counterfoil.run.custody import extract, write_proof
from counterfoil.run.custody import verify as checked
from counterfoil.run.inputs import opened

FILE = click.Path(path_type=Path)
BROKEN = 1  # exit code
SIGNS = {True: "[green]holds[/green]", False: "[red]BROKEN[/red]", None: "[yellow]note[/yellow]"}

EXAMPLES = """
\b
Examples:
  counterfoil verify case.bundle
  counterfoil verify case.bundle --signer signing.key.pub
  counterfoil verify case.bundle --record events:1 -o event.proof.json
  counterfoil verify event.proof.json
"""


@click.command(epilog=EXAMPLES)
@click.argument("file", type=FILE)
@click.option("--fingerprint", help="The fingerprint that the maker told you by another way.")
@click.option("--signer", type=FILE, help="Public key of who should have signed it.")
@click.option("--authorities", type=FILE, help="Certificates (PEM) of timestamp authorities that you trust.")
@click.option("--since", type=FILE, help="An earlier bundle of the case, or log: this must go on from it.")
@click.option("--record", help="Write the proof of one record, such as events:3, to -o; `verify` reads it again.")
@click.option("-o", "--out", type=FILE, help="File for that proof.")
@click.option("--extract", "folder", type=FILE, help="Write what is inside to this new folder, if all of it holds.")
def verify(
    file: Path,
    fingerprint: str | None,
    signer: Path | None,
    authorities: Path | None,
    since: Path | None,
    record: str | None,
    out: Path | None,
    folder: Path | None,
) -> None:
    """Say of a bundle, or a log of the desk, offline, what holds and what is broken.

    Exits with 0 where all holds, with 1 where not.
    """
    if (record is None) != (out is None):
        raise UserError("A proof needs a record and a file.", cure="Give both: --record events:3 -o event.proof.json")
    verdict = checked(file, authorities=authorities, since=since)
    wanted = [_digits(fingerprint)] if fingerprint else []
    wanted += [_digits(fingerprint_of(key_in(_bytes(signer))))] if signer else []
    checks = [*verdict.checks, *(_compared(verdict, digits) for digits in wanted)]
    console = Console(highlight=False)
    console.print(checks_table(checks))
    holds = all(check.holds is not False for check in checks)
    console.print(_conclusion(verdict, holds=holds, compared=bool(wanted)))
    if verdict.root_sha256:
        console.print(f"SHA-256 of root.json: {verdict.root_sha256}", soft_wrap=True)
    if verdict.signer:
        console.print(f"Fingerprint of the key: {verdict.signer.fingerprint}", soft_wrap=True)
    if not holds:
        sys.exit(BROKEN)
    if record is not None and out is not None:
        write_proof(file, out, record=record)
        console.print(f"The proof of {escape(record)} is written to {escape(str(out))}.")
    if folder is not None:
        console.print(f"Written to {escape(str(folder))}: {extract(file, folder):,} files.")


def checks_table(checks: Iterable[Check]) -> Table:
    """Return the checks as people read them: whether each holds, its part, and what to say of it."""
    table = Table.grid(padding=(0, 2))
    for check in checks:
        table.add_row(SIGNS[check.holds], f"[bold]{check.part}[/bold]", escape(check.says))
    return table


def _compared(verdict: Verdict, digits: str) -> Check:
    if verdict.signer is None:
        return Check(SIGNED, False, "It should have been signed with the key given.")
    if _digits(verdict.signer.fingerprint) != digits:
        return Check(SIGNED, False, "It was signed with another key than the one given.")
    return Check(SIGNED, True, "That is the key given.")


def _conclusion(verdict: Verdict, *, holds: bool, compared: bool) -> str:
    if not holds:
        return "\n[red bold]Broken.[/red bold] Do not rely on it. Ask who made it to send it again."
    says = f"\n[green bold]{verdict.proven}[/green bold] That does not prove that what was put into it is true."
    if verdict.signer is None:
        return f"{says} Who made it is not proven: it is not signed."
    if compared:
        return f"{says} Who holds that key signed it."
    return f"{says} Whose key signed it is for you to find out: have its fingerprint told to you by another way."


def _digits(fingerprint: str) -> str:
    digits = "".join(fingerprint.split()).lower()
    if len(digits) != 32 or not all(digit in "0123456789abcdef" for digit in digits):
        raise UserError("This is no fingerprint.", cure="It has 32 digits in groups of four: 1a2b 3c4d …")
    return digits


def _bytes(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read()
