"""`counterfoil notice`: tell platforms what was found, in the form that each takes, and follow what becomes of it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import acting
from counterfoil.cli.notice_tables import print_checked, print_drafted, stopped
from counterfoil.codes import country
from counterfoil.enforcement.notices.all_forms import FORMS
from counterfoil.errors import UserError
from counterfoil.run.notice_drafting import Acting, run_notice_draft
from counterfoil.run.notices import NoticeRequest, run_notice_check
from counterfoil.tables.assessment import GROUNDS
from counterfoil.tables.decision import DECISIONS

FILE = click.Path(path_type=Path)


class _Country(click.ParamType[str]):
    name = "country"

    def convert(self, value: str, _param: click.Parameter | None, _context: click.Context | None) -> str:
        code = country.normalise(value)
        if not code:
            raise UserError(f"“{value}” is no country.", cure="Write its code, such as --territory US.")
        return code


@click.group()
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
        click.option("--forms", "settings", type=FILE, help="Limits, names of fields and codes of the forms (TOML)."),
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
    on = (day or dt.datetime.now(dt.UTC)).date()
    found = run_notice_check(NoticeRequest(subject=subject, day=on, **asked))
    print_checked(found)
    if stopped(found):
        raise click.exceptions.Exit(1)


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
