"""`counterfoil facility-notice`: tell warehouses which goods to hold, and follow what they confirm."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import acting, day_asked, may_act
from counterfoil.cli.facility_notice_tables import (
    print_confirmed,
    print_drafted,
    print_late,
    print_received,
    print_standing,
    print_verified,
    print_written,
)
from counterfoil.enforcement.states.facility_notice_states import FACILITY_NOTICE
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.facility_acts import BY_HAND, run_facility_act, run_facility_sent
from counterfoil.run.facility_confirming import run_confirm
from counterfoil.run.facility_drafting import DraftRequest, run_facility_draft
from counterfoil.run.facility_due import run_due, run_escalate
from counterfoil.run.facility_holding import run_hold
from counterfoil.run.facility_receiving import FOUND_IN, run_receive
from counterfoil.run.facility_standing import run_facility_list, run_facility_verify

FILE = click.Path(path_type=Path)
KEY = click.option(
    "--key", type=FILE, required=True, help="Your private key, from `counterfoil signature key`: it signs the notice."
)
EXAMPLES = """
\b
Examples:
  counterfoil facility-notice draft --help
  counterfoil facility-notice list cases/case-9951e67097c9
"""


@click.group("facility-notice", epilog=EXAMPLES)
def facility_notice() -> None:
    """Tell warehouses which goods to hold, and follow what they confirm.

    Only identical offending goods are held: the same product from the same source. Nothing is sent from here, and a
    quarantine counts once the warehouse's system confirms it.
    """


@facility_notice.command()
@click.argument("case", type=FILE)
@click.option("--matching", type=FILE, help="Folder that `counterfoil match` wrote over inventories.")
@click.option("--hits", type=FILE, help="What a facility found on its own premises: `counterfoil match --hits`.")
@click.option("--hits-signer", type=FILE, help="Public key of the facility that should have signed its hits.")
@click.option("--sender", type=FILE, required=True, help="Who tells which facilities, after what (TOML).")
@click.option("--facility", "facilities", multiple=True, help="To this one alone, by GLN or name; repeatable.")
@click.option("--goods", multiple=True, help="On these goods alone, by id; repeatable.")
@KEY
@acting
def draft(case: Path, by: str, why: str, at: dt.datetime, **asked: Any) -> None:
    """Draft a notice to each facility.

    To each in which goods of CASE lie: a PDF, and a signed file that proves it. Identical goods are to be held, those
    that may be are to be examined, and genuine ones are named to be left alone.
    """
    notices, lines = run_facility_draft(DraftRequest(case=case, **asked), Acting(by, why, at))
    print_drafted(notices, lines, case)


@facility_notice.command()
@click.argument("case", type=FILE)
@click.argument("notice_id", metavar="NOTICE")
@acting
def sent(case: Path, notice_id: str, by: str, why: str, at: dt.datetime) -> None:
    """Record that NOTICE of CASE was sent.

    By a person and outside of Counterfoil; from then on receipts and returns are watched.
    """
    files = run_facility_sent(case, notice_id, Acting(by, why, at))
    click.echo(f"{notice_id} is sent, as it was drafted: {', '.join(files)}.")


@facility_notice.command()
@click.argument("file", type=FILE)
@click.option("--signer", type=FILE, help="Public key of who should have signed it.")
@click.option("--code", help="The code that is printed on the paper: do paper and FILE go together?")
def verify(file: Path, signer: Path | None, code: str | None) -> None:
    """Say whether a notice is real.

    FILE is its signed file; exits with 2 where it is not as it was signed.
    """
    print_verified(*run_facility_verify(file, signer=signer), code=code, has_signer=signer is not None)


@facility_notice.command()
@click.argument("case", type=FILE)
@click.argument("notice_id", metavar="NOTICE")
@click.option("-o", "--out", type=FILE, required=True, help="FILE.csv, .json, .jsonld (EPCIS) or .xml (EPCIS).")
def hold(case: Path, notice_id: str, out: Path) -> None:
    """Write the hold file of NOTICE.

    For the warehouse's system: CSV as the X12 947 has it, JSON, or EPCIS 2.0. Only what is to be held stands in it.
    """
    print_written(run_hold(case, notice_id, out), out)


@facility_notice.command()
@click.argument("case", type=FILE)
@click.argument("notice_id", metavar="NOTICE")
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help="Which column of a table is which of ours (TOML).")
@click.option("--accept-more", is_flag=True, help="Take more units than were found of a line: they are there, too.")
@acting
def confirm(case: Path, notice_id: str, file: Path, by: str, why: str, at: dt.datetime, **how: Any) -> None:
    """Take in what a warehouse's system says.

    FILE tells of NOTICE what is held, allocated, picked, shipped, not found or refused. The same file twice changes
    nothing; where no row can be taken, it ends with 2. A later row under the same reference takes the place of the
    earlier one.
    """
    done = run_confirm(case, notice_id, file, Acting(by, why, at), **how)
    print_confirmed(done, notice_id)
    if done.is_refused:
        sys.exit(2)


@facility_notice.command()
@click.argument("case", type=FILE)
@click.argument("notice_id", metavar="NOTICE")
@click.argument("kind", type=click.Choice(BY_HAND), metavar="KIND")
@acting
def act(case: Path, notice_id: str, kind: str, by: str, why: str, at: dt.datetime) -> None:
    """Record what no file tells of NOTICE.

    KIND is one of: acknowledged, refused, withdrawn, closed, reopened.
    """
    state = run_facility_act(case, notice_id, kind, Acting(by, why, at))
    click.echo(f"{notice_id} is “{state}”: {FACILITY_NOTICE.state_of(state).says}")


@facility_notice.command()
@click.argument("case", type=FILE)
@click.argument("matching", type=FILE)
@click.option("--found-in", type=click.Choice(FOUND_IN), default="receipt", show_default=True, help="Where they were.")
@KEY
@acting
def receive(case: Path, matching: Path, by: str, why: str, at: dt.datetime, **how: Any) -> None:
    """Hold receipts or returns against notices.

    MATCHING is a folder of `counterfoil match`, or a file of hits; the notices of CASE that still live are held
    against it. What is found becomes new lines, told in a new edition of the notice.
    """
    print_received(run_receive(case, matching, Acting(by, why, at), **how))


@facility_notice.command()
@click.argument("case", type=FILE)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="As it stands on this day; default: today.")
@click.option(
    "--silence-aggravates",
    is_flag=True,
    help="Silence stands as aggravating among the facts of the case; off unless asked for.",
)
@may_act
def due(
    case: Path, day: dt.datetime | None, by: str | None, why: str | None, at: dt.datetime, *, silence_aggravates: bool
) -> None:
    """List who is late, and escalate.

    Facilities that have not answered, or not for every unit; with --by and --why they are escalated and reminded.
    """
    on = day_asked(day)
    if (by is None) != (why is None):
        raise UserError("Who escalates, and why?", cure="Give both --by and --why, or neither.")
    if silence_aggravates and by is None:
        raise UserError("Silence is only put among the facts where it is escalated.", cure="Add --by and --why.")
    if by is None or why is None:
        print_late(run_due(case, day=on), on, is_escalated=False)
        return
    found = run_escalate(case, Acting(by, why, at), day=on, silence_aggravates=silence_aggravates)
    print_late(found, on, is_escalated=True)


@facility_notice.command("list")
@click.argument("case", type=FILE)
@click.option("--lines", "with_lines", is_flag=True, help="Each line, with its units and orders.")
def list_(case: Path, *, with_lines: bool) -> None:
    """Show how the notices of CASE stand.

    Units held and not, and how long it took until they were.
    """
    print_standing(run_facility_list(case), with_lines=with_lines)
