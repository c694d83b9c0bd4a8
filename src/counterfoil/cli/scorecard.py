"""`counterfoil scorecard`: what a platform does against counterfeits, measured, checked again, explained."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from counterfoil.cli.acting import day_asked
from counterfoil.cli.scorecard_summary import print_cases, print_check, print_scorecard
from counterfoil.enforcement.escalation.ladder import DEFAULT as LADDER
from counterfoil.errors import UserError
from counterfoil.run.scorecard_cases import cases_behind
from counterfoil.run.scorecard_check import check_scorecard
from counterfoil.run.scorecard_inputs import DEFAULT, ScorecardRequest
from counterfoil.run.scorecards import run_scorecard
from counterfoil.scorecards.periods import KINDS, MONTH
from counterfoil.tables.scorecard_measure import INSIDE, OUTSIDE

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

EXAMPLES = """
\b
Examples:
  counterfoil scorecard demo-output/screening --platform "Tidewater Market" --from 2026-10-01 --until 2026-11-22 -o card
"""


@click.command(epilog=EXAMPLES)
@click.argument("tables", type=FILE, nargs=-1, metavar="TABLES...")
@click.option("--platform", help="Of whom, as the tables name it.")
@click.option("--from", "first", type=DAY, help="First day, UTC.")
@click.option("--until", "last", type=DAY, help="Last day, UTC; what was done later is not looked at.")
@click.option("--day", type=DAY, help="Counted on this day: what is open lasts, later days wait; default: today.")
@click.option("--periods", "kind", type=click.Choice(KINDS), default=MONTH, show_default=True)
@click.option("--outside", is_flag=True, help="Only from what outsiders have: notices, test purchases, relists.")
@click.option(
    "--practices",
    multiple=True,
    help=f"File of practices (TOML), or the name of one that is shipped; repeatable; default: {DEFAULT}.",
)
@click.option("--ladder", help=f"Ladder of escalation (TOML), or {LADDER}: its limits are shown.")
@click.option("--answers", type=FILE, help="Table of what the platform answered to numbers.")
@click.option("--key", type=FILE, help="Your private key, from `counterfoil signature key`: signs the scorecard.")
@click.option("-o", "--out", type=FILE, help="Folder for the results.")
@click.option("--recompute", type=FILE, metavar="DIR", help="Count a scorecard again, from its evidence and TABLES.")
@click.option("--signer", type=FILE, help="With --recompute: the public key of who should have signed it.")
@click.option(
    "--evidence", type=FILE, metavar="DIR", help="Show the cases behind a number: --evidence DIR MEASURE [DAY]."
)
@click.option("--rows", type=click.IntRange(1), default=20, show_default=True, help="With --evidence: cases shown.")
def scorecard(tables: tuple[Path, ...], recompute: Path | None, evidence: Path | None, **given: Any) -> None:
    """Measure what a platform does against counterfeits, from events and tables and not from a questionnaire.

    TABLES are files and folders of results. OUT receives measures (Parquet and CSV), trends, the evidence behind each
    number, the practices, the platform's answers, rejects, scorecard.html and run.json. With --recompute a scorecard
    is counted again: exit 1 where anything differs.
    """
    if recompute is not None and evidence is not None:
        raise UserError("--recompute and --evidence are two questions.", cure="Ask one at a time.")
    if evidence is not None:
        _show(evidence, tables, given["rows"])
    elif recompute is not None:
        _check(recompute, tables, given["signer"])
    else:
        _make(tables, given)


def _make(tables: tuple[Path, ...], given: dict[str, Any]) -> None:
    needed = {"TABLES": tables, "--platform": given["platform"], "--from": given["first"], "--until": given["last"]}
    missing = [name for name, value in (needed | {"-o": given["out"]}).items() if not value]
    if missing:
        cure = "See the examples in: counterfoil scorecard --help"
        raise UserError(f"A scorecard needs {', '.join(missing)} too.", cure=cure)
    request = ScorecardRequest(
        tables=tables,
        platform=given["platform"],
        first=_day(given["first"]),
        last=_day(given["last"]),
        day=day_asked(given["day"]),
        out=given["out"],
        kind=given["kind"],
        edition=OUTSIDE if given["outside"] else INSIDE,
        practices=given["practices"] or (DEFAULT,),
        answers=given["answers"],
        ladder=given["ladder"],
        key=given["key"],
    )
    with Console(stderr=True).status("Counting"):
        done = run_scorecard(request)
    print_scorecard(done.parts, out=request.out)


def _check(folder: Path, tables: tuple[Path, ...], signer: Path | None) -> None:
    with Console(stderr=True).status("Counting again"):
        checked = check_scorecard(folder, tables, signer=signer)
    print_check(checked, folder=folder)
    if checked.differences:
        sys.exit(1)


def _show(folder: Path, words: tuple[Path, ...], rows: int) -> None:
    if not 1 <= len(words) <= 2:
        cure = "Write: counterfoil scorecard --evidence DIR MEASURE [DAY], the first day of a period."
        raise UserError("Of which number are the cases wanted?", cure=cure)
    print_cases(
        cases_behind(folder, str(words[0]), str(words[1]) if len(words) > 1 else None, rows=rows), folder=folder
    )


def _day(given: dt.datetime) -> dt.date:
    return given.date()
