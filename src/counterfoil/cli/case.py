"""`counterfoil case`: cases from the results of runs; shown, moved on, and drafted for penalties."""

import datetime as dt
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.acting import acting, day_asked
from counterfoil.cli.case_summary import print_building, print_cases
from counterfoil.cli.case_view import print_case
from counterfoil.enforcement.cases.networks import LEAST
from counterfoil.errors import UserError
from counterfoil.run.case_acts import Doing, act_in_case
from counterfoil.run.case_building import CaseRequest, run_case_building
from counterfoil.run.case_files import CASES
from counterfoil.run.case_penalty import write_penalty_draft
from counterfoil.run.case_reports import write_reports
from counterfoil.run.case_view import case_view
from counterfoil.tables.decision import DECISIONS

FILE = click.Path(path_type=Path)

EXAMPLES = """
\b
Examples:
  counterfoil case build demo-output/screening -o cases --day 2026-11-08
  counterfoil case show cases/case-9951e67097c9
  counterfoil case act cases/case-9951e67097c9 "taken up" --by reviewer:7 --why "It is the largest."
  counterfoil case penalty cases/case-9951e67097c9 -o penalty.toml
"""


DAY = click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is asked; default: today.")


@click.group(epilog=EXAMPLES)
def case() -> None:
    """Cases: what is held against one operator, with the evidence for and against."""


@case.command()
@click.argument("results", type=FILE, nargs=-1, required=True)
@click.option("-o", "--out", type=FILE, required=True, help="Folder of the cases; those that are there already go on.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the cases; default: today.")
@click.option(
    "--least",
    type=click.Choice(DECISIONS[1:]),
    default=LEAST,
    show_default=True,
    help="The mildest decision on an offer that makes a case of an account without a network.",
)
@click.option("--rates", type=FILE, help="currency,usd: what the prices are converted with; default: the screening's.")
def build(results: tuple[Path, ...], out: Path, day: dt.datetime | None, least: str, rates: Path | None) -> None:
    """Build cases from RESULTS, the folders that `screen`, `link`, `match` and `vet` wrote.

    One case for each network; each gets a folder with its subjects, the evidence for and against, exhibits and events.
    """
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    at = day.replace(tzinfo=dt.UTC) if day else now
    if at > now:
        raise UserError(f"{at:%Y-%m-%d} has not come yet.", cure="Give the day of the cases, or leave --day out.")
    record = run_case_building(CaseRequest(results=results, out=out, at=at, least=least, rates=rates))
    write_reports(out, day=at.date())
    print_building(record, out=out)


@case.command()
@click.argument("case", type=FILE)
@DAY
def show(case: Path, day: dt.datetime | None) -> None:
    """Show the CASE of a folder: its state, whose turn it is, the evidence, the deadlines, what can be done next.

    Of a folder of cases it shows the list.
    """
    if (case / CASES).is_file():
        print_cases(Console(highlight=False), case)
        return
    print_case(case_view(case, day=day_asked(day)), folder=str(case))


@case.command()
@click.argument("case", type=FILE)
@click.argument("kind")
@click.option(
    "--of", default="", help="What it is of: an exhibit (E-3), or the number of a seizure; default: the case."
)
@acting
def act(case: Path, kind: str, of: str, by: str, why: str, at: dt.datetime) -> None:
    """Record an act of the KIND in a CASE: taken up, confirmed, closed …, an exhibit sealed, goods seized.

    An act out of its turn is refused with what can be done. Acts that deadlines run from are told in the same way.
    """
    done = act_in_case(case, Doing(kind, by, why, at, of))
    write_reports(case, day=day_asked(None))
    console = Console(highlight=False)
    now = f", now [bold]{done.state}[/bold]" if done.state else ""
    console.print(f"[bold]{escape(done.subject)}[/bold]: {escape(kind)} on {at:%Y-%m-%d}{now}.")
    for line in done.sets_going:
        console.print(f"  sets going: {line}")


@case.command()
@click.argument("case", type=FILE)
@click.option("-o", "--out", type=FILE, required=True, help="File for the draft (TOML).")
@DAY
def penalty(case: Path, out: Path, day: dt.datetime | None) -> None:
    """Draft the penalty file of a CASE for `counterfoil penalty`: what is known filled in, the rest as comments.

    Nothing is guessed: no retail price, no day of a registration, no intent.
    """
    write_penalty_draft(case, out, day=day_asked(day))
    Console(highlight=False).print(
        f"Drafted: [bold]{escape(str(out))}[/bold]. Fill in what stands there as a comment, then:\n"
        f"  counterfoil penalty {escape(str(out))}"
    )


@case.command()
@click.argument("cases", type=FILE)
@DAY
def report(cases: Path, day: dt.datetime | None) -> None:
    """Write the pages of CASES, a folder of cases or one case, anew: an index and a report.html for each."""
    written = write_reports(cases, day=day_asked(day))
    Console(highlight=False).print(f"{written[1]:,} reports. [bold]{escape(str(written[0]))}[/bold]")
