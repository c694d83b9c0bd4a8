"""`counterfoil notice`: tell platforms what was found, in the form that each takes, and follow what becomes of it."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import acting, day_asked
from counterfoil.cli.notice_standing import print_standing, print_taken, print_watched
from counterfoil.cli.notice_tables import print_checked, print_drafted, stopped
from counterfoil.codes import country
from counterfoil.enforcement.notices.all_forms import FORMS
from counterfoil.enforcement.states.notice_states import NOTICE
from counterfoil.errors import UserError
from counterfoil.intake.notice_answers.phrases import refusals
from counterfoil.run.acting import Acting
from counterfoil.run.notice_acts import run_notice_act, run_notice_sent
from counterfoil.run.notice_answering import run_notice_answer
from counterfoil.run.notice_drafting import run_notice_draft
from counterfoil.run.notice_standing import run_notice_list
from counterfoil.run.notice_watching import run_notice_watch
from counterfoil.run.notices import NoticeRequest, run_notice_check
from counterfoil.tables.assessment import GROUNDS
from counterfoil.tables.decision import DECISIONS

FILE = click.Path(path_type=Path)
NOT_BY_HAND = ("sent", "acted in part")  # the first has a command, the second follows from its listings
KINDS = sorted({one.act for one in NOTICE.transitions} - set(NOT_BY_HAND))


class _Country(click.ParamType[str]):
    name = "country"

    def convert(self, value: str, _param: click.Parameter | None, _context: click.Context | None) -> str:
        code = country.normalise(value)
        if not code:
            raise UserError(f"“{value}” is no country.", cure="Write its code, such as --territory US.")
        return code


EXAMPLES = """
\b
Examples:
  counterfoil notice draft --help
  counterfoil notice list cases/case-9951e67097c9
"""


@click.group(epilog=EXAMPLES)
def notice() -> None:
    """Tell platforms what was found, in the form that each takes, and follow what becomes of it.

    Nothing is sent over a network: files are made for a person to send, and the answers are read from files.
    """


def _asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options by which a notice is asked for."""
    options = (
        click.option(
            "--form", "forms", type=click.Choice(list(FORMS)), multiple=True, required=True, help="Repeatable."
        ),
        click.option("--to", required=True, metavar="RECIPIENT", help="The platform, as NOTIFIER.toml names it."),
        click.option("--notifier", type=FILE, required=True, help="Who notifies, by which power (TOML)."),
        click.option(
            "--rights", type=FILE, required=True, help="The table of rights, as the offers were screened with."
        ),
        click.option(
            "--screening", type=FILE, help="Folder of the screening that tells where a case's listings stand."
        ),
        click.option("--authorisations", type=FILE, help="Who may sell what, where and when."),
        click.option("--sellers", type=FILE, help="The accounts, so that authorised sellers are known by name too."),
        click.option("--settings", type=FILE, help="Limits, names of fields and codes of the forms (TOML)."),
        click.option("--territory", type=_Country(), multiple=True, help="For which country; default: the right's."),
        click.option("--right", "right_ids", multiple=True, help="Under this right alone; repeatable."),
        click.option("--ground", "grounds", type=click.Choice(GROUNDS), multiple=True, help="On this ground alone."),
        click.option(
            "--least",
            type=click.Choice(DECISIONS[1:]),
            default="hold",
            show_default=True,
            help="The mildest decision that is noticed.",
        ),
        click.option("--leave-out", is_flag=True, help="Leave out the listings that a problem of their own stops."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@notice.command()
@click.argument("subject", type=FILE)
@_asked
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the notice; default: today.")
def check(subject: Path, day: dt.datetime | None, **asked: Any) -> None:
    """Say what stands in the way of a notice on SUBJECT, the folder of a case or of a screening.

    Each problem has a code and its cure. Exit code 1 where one stops the notice.
    """
    on = day_asked(day)
    found = run_notice_check(NoticeRequest(subject=subject, day=on, **asked))
    print_checked(found)
    if stopped(found):
        sys.exit(1)


@notice.command()
@click.argument("case", type=FILE)
@_asked
@click.option("--accept", "accepted", multiple=True, metavar="CODE", help="A problem that asks, decided; repeatable.")
@acting
def draft(case: Path, accepted: tuple[str, ...], by: str, why: str, at: dt.datetime, **asked: Any) -> None:
    """Draft notices on the listings of CASE, in each form, split as the recipient takes them.

    The files lie in CASE/notices. Refused where a problem stops it, or one that asks was not accepted.
    """
    request = NoticeRequest(subject=case, day=at.date(), **asked)
    print_drafted(run_notice_draft(request, Acting(by, why, at), accepted=accepted), case)


@notice.command()
@click.argument("case", type=FILE)
@click.argument("notice_id", metavar="NOTICE")
@click.option("--reference", help="The recipient's own number for it, by which its answers are known.")
@acting
def sent(case: Path, notice_id: str, reference: str | None, by: str, why: str, at: dt.datetime) -> None:
    """Record that NOTICE of CASE was sent, by a person and outside of Counterfoil."""
    file = run_notice_sent(case, notice_id, Acting(by, why, at), reference=reference)
    click.echo(f"{notice_id} is sent: {file}.")


@notice.command()
@click.argument("case", type=FILE)
@click.argument("notice_id", metavar="NOTICE")
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.option("--listing", "offer_ids", multiple=True, help="Of acted and refused: this listing alone; repeatable.")
@click.option(
    "--reason", type=click.Choice(list(refusals())), metavar="CODE", help=f"Of refused, why: {', '.join(refusals())}."
)
@acting
def act(case: Path, notice_id: str, kind: str, by: str, why: str, at: dt.datetime, **told: Any) -> None:
    """Record what became of NOTICE, where no file tells it.

    KIND is one of: acknowledged, clarification asked, clarified, acted, refused, expired, withdrawn, relisted,
    dmca-counter-notice, phase-one-counter-notice, countered, restored, action-filed, upheld, closed.
    """
    state = run_notice_act(case, notice_id, kind, Acting(by, why, at), **told)
    click.echo(f"{notice_id} is “{state}”: {NOTICE.state_of(state).says}")


@notice.command()
@click.argument("case", type=FILE)
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--mapping", type=FILE, help="Which column of an export is which of ours (TOML).")
@acting
def answer(case: Path, files: tuple[Path, ...], mapping: Path | None, by: str, why: str, at: dt.datetime) -> None:
    """Read the answers to the notices of CASE from FILES: mails (.eml), portal exports (CSV, JSON), eBay's report.

    What is not understood, or fits no notice, is never guessed: it is set aside for a person.
    """
    print_taken(run_notice_answer(case, files, Acting(by, why, at), mapping=mapping), case)


@notice.command("stay-down")
@click.argument("case", type=FILE)
@click.argument("later", type=FILE, nargs=-1, required=True)
@click.option("--fail-on-return", is_flag=True, help="Exit with 1 where something came back.")
@acting
def stay_down(case: Path, later: tuple[Path, ...], fail_on_return: bool, by: str, why: str, at: dt.datetime) -> None:
    """Say whether what was taken down came back in LATER, the folders of later screenings, within 90 days."""
    watched = run_notice_watch(case, later, Acting(by, why, at))
    print_watched(watched)
    if fail_on_return and watched.new:
        sys.exit(1)


@notice.command("list")
@click.argument("case", type=FILE)
def list_(case: Path) -> None:
    """Show the notices of CASE: where they stand, how long a takedown took, and how often the notifier was right."""
    print_standing(run_notice_list(case))
