"""`counterfoil desk`: the web desk, on one laptop with one command, or each of its processes alone."""

import os
from pathlib import Path

import click

from counterfoil_desk import cli_log
from counterfoil_desk.cli_log import FILE, HOME

EXAMPLES = """
\b
Examples:
  counterfoil desk serve
  counterfoil desk serve --home ./desk --port 8800
"""


@click.group(epilog=EXAMPLES)
def desk() -> None:
    """Run the web desk: organisations, registers, screening as a service, the audit log."""


@desk.command(epilog=EXAMPLES)
@click.option("--home", type=FILE, default=HOME, show_default=True, help="Where its database lies.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes of the web.")
def serve(home: Path, host: str, port: int, workers: int) -> None:
    """Start all of the desk: database, migrations, web, worker, sealer. Ctrl-C stops it.

    The first start prints a link, valid once, by which the first administrator sets the desk up. With DATABASE_URL,
    COUNTERFOIL_OWNER_URL and COUNTERFOIL_SEALER_URL set, that database is used instead of the bundled one.
    """
    from counterfoil_desk.serve import ServeRequest
    from counterfoil_desk.serve import serve as run

    run(ServeRequest(home=home, host=host, port=port, workers=workers), tell=click.echo, environment=os.environ)


@desk.command()
def migrate() -> None:
    """Bring the database to what this version needs, as its owner, and give each role its rights."""
    from counterfoil_desk.migrating import migrate as run

    run(os.environ)


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


@desk.command("setup-link", hidden=True)
def setup_link() -> None:
    """Print the secret of a new one-time link, or nothing where the desk has users."""
    from counterfoil_desk.working import new_setup_link

    click.echo(new_setup_link() or "")


for _command in cli_log.COMMANDS:
    desk.add_command(_command)
