"""`counterfoil desk`: the web desk, on one laptop with one command, or each of its processes alone."""

import os
from pathlib import Path
from uuid import UUID

import click

from counterfoil_desk import cli_log
from counterfoil_desk.cli_log import FILE, HOME, WHOSE

EXAMPLE = "examples"  # of the repository, in which a newcomer stands

EXAMPLES = """
\b
Examples:
  counterfoil desk serve
  counterfoil desk serve --home ./desk --port 8800
  counterfoil desk serve --example
"""


@click.group(epilog=EXAMPLES)
def desk() -> None:
    """Run the web desk: organisations, registers, screening as a service, the audit log."""


@desk.command(epilog=EXAMPLES)
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where its database lies.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes of the web.")
@click.option(
    "--example",
    type=FILE,
    is_flag=False,
    flag_value=EXAMPLE,
    help=f"Load the example marketplace at the first start, from this folder.  [default: {EXAMPLE}]",
)
def serve(home: Path, host: str, port: int, workers: int, example: Path | None) -> None:
    """Start all of the desk: database, migrations, web, worker, sealer. Ctrl-C stops it.

    The first start prints a link, valid once, by which the first administrator sets the desk up. With DATABASE_URL,
    COUNTERFOIL_OWNER_URL and COUNTERFOIL_SEALER_URL set, that database is used instead of the bundled one.
    """
    from counterfoil_desk.serve import ServeRequest
    from counterfoil_desk.serve import serve as run

    run(
        ServeRequest(home=home, host=host, port=port, workers=workers, example=example),
        tell=click.echo,
        environment=os.environ,
    )


@desk.command()
def migrate() -> None:
    """Bring the database to what this version needs, as its owner, and give each role its rights."""
    from counterfoil_desk.migrating import migrate as run

    run(os.environ)


@desk.command("import")
@click.argument("run", type=FILE)
@click.option("--organisation", type=click.UUID, required=True, help=WHOSE)
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where the bundled database lies.")
def bring_in(run: Path, organisation: UUID, home: Path) -> None:
    """Bring RUN in, the folder of a finished `counterfoil screen … -o RUN`.

    Suspect offers are kept with their reasons and evidence, clear ones are counted. What was stopped goes on where it
    was; the same run twice changes nothing.
    """
    from counterfoil_desk.importing import ImportRequest, import_run

    def tell(done: int, of: int) -> None:
        click.echo(f"{done:,} of {of:,} offers", err=True)

    click.echo(import_run(ImportRequest(folder=run, organisation=organisation, home=home), os.environ, tell=tell))


@desk.command("denied-lists")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--organisation", type=click.UUID, required=True, help=WHOSE)
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where the bundled database lies.")
def denied_lists(files: tuple[Path, ...], organisation: UUID, home: Path) -> None:
    """Hold an organisation's sellers against the lists of denied parties in FILES, from the next check on.

    FILES are what `counterfoil vet --denied` reads: OFAC, UN, US consolidated, FollowTheMoney, CSV. They take the place
    of those that were there: name all of them.
    """
    from counterfoil_desk.importing import read_denied_lists

    click.echo(read_denied_lists(files, organisation, home=home, environment=os.environ))


@desk.command()
def worker() -> None:
    """Run jobs until asked to stop."""
    from counterfoil_desk.working import work

    work()


@desk.command()
def seal() -> None:
    """Seal the audit log, again and again, until asked to stop."""
    from counterfoil_desk.working import keep_sealing

    keep_sealing(os.environ)


@desk.command()
@click.argument("email")
@click.option("--second-factor", is_flag=True, help="Also remove a second factor that was lost.")
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where the bundled database lies.")
def rescue(email: str, second_factor: bool, home: Path) -> None:
    """Print a link by which somebody who lost his password sets a new one; his organisations read of it."""
    from counterfoil_desk.rescuing import rescue as run

    for line in run(email, second_factor=second_factor, home=home, environment=os.environ):
        click.echo(line)


@desk.command("close-account")
@click.argument("email")
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where the bundled database lies.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
def close_account(email: str, home: Path, yes: bool) -> None:
    """Delete the account of somebody who is a member of no organisation: name, mail address, second factor.

    What he did stays in the logs, by an id that leads to nobody then.
    """
    from counterfoil_desk.rescuing import close_account as run

    if yes or click.confirm("Delete this account? It cannot be brought back."):
        click.echo(run(email, home=home, environment=os.environ))


@desk.command("confirm-kind")
@click.argument("organisation", type=click.UUID)
@click.option("--undo", is_flag=True, help="Take the confirmation back.")
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where the bundled database lies.")
def confirm_kind(organisation: UUID, undo: bool, home: Path) -> None:
    """Confirm that ORGANISATION, named by its desk address, is what it says, such as an authority.

    Look first who it is, by another way than the desk. Until then others read that it says so of itself.
    """
    from counterfoil_desk.rescuing import confirm_kind as run

    click.echo(run(organisation, is_confirmed=not undo, home=home, environment=os.environ))


@desk.command("setup-link", hidden=True)
@click.option("--example", type=FILE)
def setup_link(example: Path | None) -> None:
    """Print the secret of a new one-time link, or nothing where the desk has users."""
    from counterfoil_desk.working import new_setup_link

    click.echo(new_setup_link(example=example) or "")


for _command in cli_log.COMMANDS:
    desk.add_command(_command)
