"""`counterfoil statement`: why a platform restricts, told to the party and to the DSA Transparency Database."""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from counterfoil.cli.statement_summary import print_statements
from counterfoil.errors import UserError
from counterfoil.run.statement_inputs import StatementRequest, is_case
from counterfoil.run.statements import run_statements

FILE = click.Path(path_type=Path)
OF_CASE = "statements"  # the folder within a case

EXAMPLES = """
\b
Examples:
  counterfoil statement examples/actions.jsonl --platform "Tidewater Market" --day 2026-11-10 -o statements
  counterfoil statement examples/actions.jsonl --platform "Tidewater Market" --offers examples/offers.xml -o statements
"""


@click.command(epilog=EXAMPLES)
@click.argument("actions", type=FILE, metavar="CASE_OR_ACTIONS")
@click.option("--platform", required=True, help="The platform's name, as the database knows it.")
@click.option("-o", "--out", type=FILE, help="Folder for the results; default in a case: its folder statements.")
@click.option("--language", default="en", show_default=True, help="Language of the texts: en or de.")
@click.option("--offers", type=FILE, help="Offers, for the product codes of those that are restricted.")
@click.option("--sellers", type=FILE, help="Accounts: one without an e-mail address is told nothing (article 17(2)).")
@click.option("--used", type=FILE, help="Ledger of the ids that were used; default: puids.csv in the results.")
@click.option("--answers", type=FILE, help="What the database answered to earlier batches (JSON Lines).")
@click.option("--papers", type=FILE, help="Letterhead (TOML): print each statement as a PDF too, in English.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day on which the parties are told; default: today.")
def statement(out: Path | None, day: dt.datetime | None, **given: Any) -> None:
    """Tell why each restriction was imposed: to the party in plain words, and to the DSA Transparency Database.

    ACTIONS is the folder of a case, or a table of enforcement actions. OUT receives statements (Parquet and JSON
    Lines), batches for the database, none_needed, rejects, answers, puids.csv, papers and run.json. Nothing is sent.
    """
    if out is None and not is_case(given["actions"]):
        raise UserError("There is no folder for the results.", cure="Name one with -o.")
    folder = out or given["actions"] / OF_CASE
    at = day.replace(tzinfo=dt.UTC) if day else dt.datetime.now(dt.UTC).replace(microsecond=0)
    with Console(stderr=True).status("Making statements"):
        record = run_statements(StatementRequest(out=folder, at=at, **given))
    print_statements(record, out=folder)
