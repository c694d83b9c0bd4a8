"""`counterfoil register`: keep a register of rights up to date with what offices publish."""

from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.set_aside import print_rejects
from counterfoil.run.outputs import checked_ending, write_table
from counterfoil.run.register import Applied, run_register

FILE = click.Path(path_type=Path)

APPLY_EXAMPLES = """
\b
Examples:
  counterfoil register apply examples/rights.csv examples/register_daily.xml -o register.parquet
  counterfoil register apply examples/register_daily.xml -o register.parquet --rejects aside.csv
"""
EXAMPLES = """
\b
Examples:
  counterfoil register apply examples/rights.csv examples/register_daily.xml -o register.parquet
  counterfoil register apply examples/register_daily.xml -o register.parquet
"""


@click.group(epilog=EXAMPLES)
def register() -> None:
    """Keep a register of rights up to date with what offices publish daily."""


@register.command(epilog=APPLY_EXAMPLES)
@click.argument("files", metavar="REGISTER [DAILY]...", type=FILE, nargs=-1, required=True)
@click.option("--mapping", type=FILE, help="Which column of the files is which of ours (TOML).")
@click.option("--encoding", help="Encoding of the files when it is not UTF-8.")
@click.option("--rejects", type=FILE, help="File for the rows set aside: .parquet, .csv, .json or .jsonl.")
@click.option("-o", "--out", type=FILE, required=True, help="Register to write (.parquet); may be REGISTER itself.")
def apply(files: tuple[Path, ...], mapping: Path | None, encoding: str | None, rejects: Path | None, out: Path) -> None:
    """Apply each DAILY file to REGISTER, in the order of the transactions, and write OUT whole or not at all.

    REGISTER is a register written before, or any file of rights to begin one with: annual files of the USPTO, a list
    of one's own. A mark that the register knows better, or as well, changes nothing, so a file may be applied twice.
    """
    if rejects is not None:
        checked_ending(rejects)
    done = run_register(files, out=out, mapping=mapping, encoding=encoding)
    if rejects is not None:
        write_table(rejects, done.rejects, for_people=True)
    _print(done, out)


def _print(done: Applied, out: Path) -> None:
    console = Console(highlight=False, soft_wrap=True)
    print_rejects(console, done.rejects)
    told = f"{done.new:,} new, {done.changed:,} changed, {done.dead:,} dead, {done.unchanged:,} unchanged"
    console.print(f"{done.read:,} marks read, {done.rejected:,} set aside: [bold]{told}[/bold], {done.older:,} older")
    left = done.rows - done.over - done.without_words
    aside = f"{done.over:,} no longer in force, {done.without_words:,} without words"
    console.print(f"{escape(str(out))}: {done.rows:,} rights, {left:,} to screen for, {aside}")
