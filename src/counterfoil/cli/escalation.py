"""`counterfoil escalation`: what follows when a platform fails again and again, and how it ends when it recovers."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import Reason, acting, at_option, day_asked
from counterfoil.cli.escalation_tables import print_assessed, print_done, print_due, print_list, print_shown
from counterfoil.cli.in_order import InOrder
from counterfoil.run.acting import Acting
from counterfoil.run.escalation_acts import BY_HAND, Asked, run_escalation_act
from counterfoil.run.escalation_answering import run_escalation_answer
from counterfoil.run.escalation_assess import run_assess
from counterfoil.run.escalation_fine import Claim, fine_of
from counterfoil.run.escalation_standing import run_escalation_due, run_escalation_list, run_escalation_show

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--day", type=DAY, help="As it stands on this day; default: today.")
EXAMPLES = """
\b
Examples:
  counterfoil escalation assess --help
  counterfoil escalation act --help
"""


@click.group(cls=InOrder, epilog=EXAMPLES)
def escalation() -> None:
    """Follow up platforms that fail: reminder, formal notice, improvement plan, fine, referral; and back again.

    A failure is a measure of a scorecard beyond its threshold in k of n periods. Each step has an owner, a day, a
    paper, an answer and an exit; nobody approves what he proposed. Nothing is sent from here.
    """


@escalation.command()
@click.argument("place", metavar="DIR", type=FILE)
@click.argument("scorecards", metavar="SCORECARD...", type=FILE, nargs=-1, required=True)
@click.option("--ladder", type=FILE, help="Failures and steps of your own (TOML); default: phase-one-1.")
@click.option("--day", type=DAY, help="Periods that are over on this day count; default: today.")
@at_option("When it was assessed, UTC; default: now.")
def assess(
    place: Path, scorecards: tuple[Path, ...], ladder: Path | None, day: dt.datetime | None, at: dt.datetime
) -> None:
    """Hold each SCORECARD against the ladder.

    SCORECARD is a folder that `counterfoil scorecard` wrote, or a file of measures. What fails is opened in DIR, what
    is open gets its new periods; the same again changes nothing. An escalation keeps the ladder it was opened under.
    """
    print_assessed(run_assess(place, scorecards, ladder=ladder, day=day_asked(day), at=at), place)


@escalation.command()
@click.argument("place", metavar="DIR", type=FILE)
@click.argument("wanted", metavar="ID")
@click.argument("act_", metavar="ACT", type=click.Choice(BY_HAND))
@click.option("--head", type=FILE, help="Who writes to whom (TOML): for a step that is proposed or issued.")
@click.option("--amount", help="Of a fine; it is yours, none is worked out here.")
@click.option("--currency", help="Of the amount, such as USD.")
@click.option("--ground", help="The law under which a fine is asked for: that of a claim of the exposure.")
@click.option("--exposure", type=FILE, help="What `counterfoil penalty -o` wrote: no fine goes beyond a claim of it.")
@click.option("--claim", type=int, help="Which claim of the exposure, from 1, where the law has several there.")
@click.option("--person", help="The person of the exposure, where it names the platform by an id.")
@click.option("--check", help="Which check was met or missed, such as 3.1.")
@acting
def act(place: Path, wanted: str, act_: str, by: str, why: str, at: dt.datetime, **asked: Any) -> None:
    """Do one ACT on an escalation.

    \b
    propose   reminder, "formal notice", "improvement plan", fine,
              "referral for injunction"; or "step down"
    decide    approved, refused
    issue     issued
    answers   accepted, "not accepted", lapsed
    checks    "check met", "check missed", with --check
    end       dropped, before anything was issued
    """
    claim = Claim(asked["claim"], asked["person"])
    fine = fine_of(asked["amount"], asked["currency"], asked["ground"], asked["exposure"], claim)
    done = run_escalation_act(place, wanted, act_, Acting(by, why, at), Asked(asked["head"], fine, asked["check"]))
    print_done(done)


@escalation.command()
@click.argument("place", metavar="DIR", type=FILE)
@click.argument("wanted", metavar="ID")
@click.option("--text", type=Reason(), required=True, help="What the platform says, in its words; nobody's data.")
@click.option("--number", "period", type=DAY, help="First day of a period: it answers that number, not the step.")
@acting
def answer(place: Path, wanted: str, text: str, period: dt.datetime | None, by: str, why: str, at: dt.datetime) -> None:
    """Take in what the platform says.

    Of the step that stands, or of one number: then it stands beside that on papers and, with
    `counterfoil scorecard --answers DIR/ID/measure_answers.parquet`, on the scorecard. No number is changed.
    """
    asked = period.date() if period else None
    print_done(run_escalation_answer(place, wanted, text, Acting(by, why, at), period=asked))


@escalation.command("list")
@click.argument("place", metavar="DIR", type=FILE)
@ON
def list_(place: Path, day: dt.datetime | None) -> None:
    """Show the escalations of DIR and where each may go."""
    print_list(run_escalation_list(place, day=day_asked(day)))


@escalation.command()
@click.argument("place", metavar="DIR", type=FILE)
@click.argument("wanted", metavar="ID")
@ON
def show(place: Path, wanted: str, day: dt.datetime | None) -> None:
    """Show one escalation: its numbers with the platform's answers, its steps, its checks, what is next."""
    print_shown(run_escalation_show(place, wanted, day=day_asked(day)))


@escalation.command()
@click.argument("place", metavar="DIR", type=FILE)
@ON
@click.option("--fail-on", type=click.Choice(["late"]), help="Exit with 1 where something is late.")
def due(place: Path, day: dt.datetime | None, fail_on: str | None) -> None:
    """List what is to be done by whom: answers and checks with their days, and steps that may be taken."""
    found = run_escalation_due(place, day=day_asked(day))
    print_due(found, day_asked(day))
    if fail_on and any(one.days is not None and one.days > 0 for one in found):
        sys.exit(1)
