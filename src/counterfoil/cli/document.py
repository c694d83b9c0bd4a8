"""`counterfoil document`: papers as PDF, one command to a kind."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from counterfoil.cli.policy_tables import plain_table
from counterfoil.documents.papers.facility_notice import FacilityNotice
from counterfoil.documents.papers.kinds import KINDS
from counterfoil.documents.papers.notice_of_penalty import NoticeOfPenalty
from counterfoil.documents.papers.parts import Paper
from counterfoil.enforcement.exposure.customs_fine import STATUTE
from counterfoil.errors import UserError
from counterfoil.run.exhibit_list import exhibit_list
from counterfoil.run.facility_stock import with_stock
from counterfoil.run.papers import paper_in, write_paper
from counterfoil.run.penalty_notice import is_penalty_case, penalty_notice, whole_or_draft

FILE = click.Path(path_type=Path)
OUT = click.option(
    "-o", "--out", type=FILE, required=True, help="File for the PDF; FILE.json beside it tells its fonts."
)
FONTS = click.option("--fonts", type=FILE, multiple=True, help="Folder of Noto fonts, instead of the system's.")

EXAMPLES = """
\b
Examples:
  counterfoil document kinds
  counterfoil document notice-of-seizure examples/papers/notice-of-seizure.toml -o seizure.pdf
  counterfoil document notice-of-penalty examples/penalty_case.toml --day 2026-11-08 -o penalty.pdf
"""


@click.group(epilog=EXAMPLES)
def document() -> None:
    """Make a paper as a PDF: notices, receipts, decisions, reports, exhibits.

    The same facts and fonts give the same bytes. Counterfoil only writes the paper: nothing is sent, filed or served.
    """


@document.command()
def kinds() -> None:
    """List the kinds of paper and the law that each follows."""
    table = plain_table("kind", "paper", "law")
    for name, kind in KINDS.items():
        table.add_row(name, kind.title, kind.law)
    Console().print(table)


def _help(name: str) -> str:
    """Return what the record's own file says of the kind, and how to fill it."""
    module = sys.modules[KINDS[name].record.__module__]
    return f"{module.__doc__ or ''}\n\nRECORD holds its facts: TOML, or JSON where the name ends in .json. Compare \
it with examples/papers/{name}.toml."


def _plain(name: str) -> Callable[..., None]:
    def make(record: Path, out: Path, fonts: tuple[Path, ...]) -> None:
        _write(paper_in(record, name), out, fonts)

    return make


def _write(paper: Paper, out: Path, fonts: tuple[Path, ...]) -> None:
    made = write_paper(paper, out, font_folders=fonts)
    click.echo(f"{out}: {made.number}\nSHA-256 {made.sha256}, set in {', '.join(font.name for font in made.fonts)}")


def _exhibit(record: Path, out: Path, fonts: tuple[Path, ...]) -> None:
    _write(exhibit_list(record) if record.is_dir() else paper_in(record, "exhibit"), out, fonts)


def _penalty(
    record: Path, out: Path, fonts: tuple[Path, ...], parties: Path | None, statute: str, day: dt.datetime | None
) -> None:
    if is_penalty_case(record):
        made = penalty_notice(record, parties=parties, statute=statute, day=day.date() if day else None)
        _write(made, out, fonts)
    else:
        notice = paper_in(record, "notice-of-penalty")
        assert isinstance(notice, NoticeOfPenalty)
        _write(whole_or_draft(notice), out, fonts)


def _facility(
    record: Path, out: Path, fonts: tuple[Path, ...], stock: Path | None, facility: str, goods: tuple[str, ...]
) -> None:
    notice = paper_in(record, "facility-notice")
    assert isinstance(notice, FacilityNotice)
    if stock is not None:
        notice = with_stock(notice, stock, facility=facility or notice.facility.name, goods=goods)
    if not notice.stock and not notice.examine:
        cure = "Write it in the record, or name with --stock where `counterfoil match` found it."
        raise UserError("The notice names no stock.", cure=cure, file=record.name)
    _write(notice, out, fonts)


SPECIAL: dict[str, Callable[..., Any]] = {
    "exhibit": _exhibit,
    "facility-notice": _facility,
    "notice-of-penalty": _penalty,
}
BESIDES = {
    "exhibit": "RECORD may be the folder of a case: its exhibits are listed, with the evidence for and against.",
    "facility-notice": "With --stock, the stock of RECORD is what `counterfoil match` found in the facility.",
    "notice-of-penalty": "RECORD may be a penalty case, as for `counterfoil penalty`: the rest is for that alone.",
}
OF_PENALTIES = (
    click.option("--parties", type=FILE, help="Who asks, of whom, who signs, when it is mailed (TOML)."),
    click.option("--statute", default=STATUTE, show_default=True, help="Statute whose claims are asserted."),
    click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day on which they are worked out; default: today."),
)

OF_FACILITIES = (
    click.option("--stock", type=FILE, help="Folder that `counterfoil match` wrote; the stock is taken from it."),
    click.option("--facility", default="", help="The facility as the stock has it; default: the name in RECORD."),
    click.option("--goods", multiple=True, help="Id of the goods that are meant; default: all that were looked for."),
)
OPTIONS = {"facility-notice": OF_FACILITIES, "notice-of-penalty": OF_PENALTIES}


def _command(name: str) -> click.Command:
    """Return the command that makes papers of the kind."""
    made: Callable[..., Any] = SPECIAL.get(name) or _plain(name)
    options = (click.argument("record", type=FILE), OUT, FONTS, *OPTIONS.get(name, ()))
    for option in reversed(options):
        made = option(made)
    text = "\n\n".join(part for part in (_help(name), BESIDES.get(name, "")) if part)
    return click.command(name, help=text, short_help=KINDS[name].title)(made)


for _name in KINDS:
    document.add_command(_command(_name))
