"""`counterfoil desk log …`, `checkpoints`, `backup` and `restore`: what leaves the desk, and what comes back."""

import datetime as dt
import os
import sys
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console

from counterfoil.cli.verify import BROKEN, checks_table
from counterfoil.custody.checks import Verdict

FILE = click.Path(path_type=Path)
HOME = Path("/var/lib/counterfoil/desk") if os.geteuid() == 0 else Path.home() / ".counterfoil" / "desk"
home = click.option("--home", type=FILE, default=HOME, show_default=True, help="Where the bundled database lies.")
WHOSE = "Its public id; the desk's page of it shows it."
out = click.option("-o", "--out", type=FILE, required=True, help="File to write; it is whole or absent.")
since = click.option("--since", type=FILE, help="Checkpoints, or an export, that somebody outside has kept.")
authorities = click.option("--authorities", type=FILE, help="Certificates (PEM) of timestamp authorities you trust.")


@click.group()
def log() -> None:
    """Export the audit log, check it, and delete values on a lawful request."""


@log.command()
@out
@home
@click.option(
    "--organisation", type=click.UUID, help=f"Tell this one's entries alone; others stand as digests. {WHOSE}"
)
@click.option("--without-values", is_flag=True, help="Tell of no value more than its salted digest.")
def export(out: Path, home: Path, organisation: UUID | None, without_values: bool) -> None:
    """Write the log into one file that anybody can check: counterfoil verify FILE."""
    from counterfoil_desk.log_files import export_log

    size = export_log(
        out,
        home=home,
        environment=os.environ,
        at=dt.datetime.now(dt.UTC),
        organisation=organisation,
        values=not without_values,
    )
    click.echo(f"Written to {out}: {size:,} bytes. Check it with: counterfoil verify {out}")


@log.command()
@home
@since
@authorities
def verify(home: Path, since: Path | None, authorities: Path | None) -> None:
    """Walk the log in the database and say what holds. Exits with 0 where all does, with 1 where not."""
    from counterfoil_desk.log_files import verify_log

    told(verify_log(home=home, environment=os.environ, since=since, authorities=authorities))


@log.command()
@home
@click.option("--organisation", type=click.UUID, required=True, help=f"Whose entries. {WHOSE}")
@click.option("--entry", "entries", type=int, multiple=True, help="An entry whose values are deleted; several times.")
@click.option("--subject", help="All entries on this subject, such as user:9f0c….")
@click.option("--ground", required=True, help="The law or the request, and nobody's name: it stays in the log.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
def forget(
    home: Path, organisation: UUID, entries: tuple[int, ...], subject: str | None, ground: str, yes: bool
) -> None:
    """Delete values behind entries, for good. That something stood there, and why it is gone, stays proven."""
    from counterfoil_desk.log_files import forget_values

    def agreed(count: int) -> bool:
        return yes or click.confirm(f"Delete the values of {count:,} entries? They cannot be brought back.")

    gone = forget_values(
        (entries, subject), home=home, environment=os.environ, organisation=organisation, why=ground, agreed=agreed
    )
    click.echo(f"{gone:,} values are deleted. Backups hold them until they expire (docs/desk.md).")


@click.command()
@out
@home
def checkpoints(out: Path, home: Path) -> None:
    """Write all signed checkpoints of the log into a file, for somebody outside of the desk to keep."""
    from counterfoil_desk.log_files import export_checkpoints

    export_checkpoints(out, home=home, environment=os.environ, at=dt.datetime.now(dt.UTC))
    click.echo(f"Written to {out}. Hold a log against it with: counterfoil desk log verify --since {out}")


@click.command()
@click.argument("file", type=FILE)
@home
def backup(file: Path, home: Path) -> None:
    """Write the whole database into one file; the desk goes on meanwhile."""
    from counterfoil_desk.backups import backup as run

    size = run(file, home=home, environment=os.environ)
    click.echo(f"Written to {file}: {size:,} bytes. The keys are not in it: keep those of the desk's folder apart.")


@click.command()
@click.argument("file", type=FILE)
@home
def restore(file: Path, home: Path) -> None:
    """Bring a backup back into an empty database, and check the log that came with it."""
    from counterfoil_desk.backups import restore as run

    told(run(file, home=home, environment=os.environ))


def told(verdict: Verdict) -> None:
    """Print what holds and what is broken; end with 1 where anything is."""
    Console(highlight=False).print(checks_table(verdict.checks))
    if not verdict.holds:
        sys.exit(BROKEN)


COMMANDS = (log, checkpoints, backup, restore)
