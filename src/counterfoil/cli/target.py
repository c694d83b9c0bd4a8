"""`counterfoil target`: shipments and capacities in; the day's worklist for each facility out."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.default_group import DefaultGroup
from counterfoil.cli.target_audit import audit
from counterfoil.errors import UserError
from counterfoil.run.targeting_inputs import Asked
from counterfoil.run.targeting_known import KnownFiles
from counterfoil.targeting.drawing.draw_policy import DrawPolicy

FILE = click.Path(path_type=Path)
MOST_OPENED = 1_000_000  # shipments that one facility can open on one day; more is a slip of the pen
KNOWN = ("parties", "sellers", "rights", "denied", "prices", "matches", "priors")

EXAMPLES = """
\b
Examples:
  counterfoil target examples/shipments.csv --capacity 2 --day 2026-09-28 --seed 7 -o worklist
  counterfoil target examples/shipments.csv --capacity 6 --day 2026-10-21 --seed 7 --parties linked -o worklist
"""


@click.group(cls=DefaultGroup, default="worklist", epilog=EXAMPLES)
def target() -> None:
    """Choose the shipments that are opened today, and hold what was chosen against what was opened.

    `counterfoil target SHIPMENTS …` is `counterfoil target worklist SHIPMENTS …`.
    """


target.add_command(audit)


@target.command(epilog=EXAMPLES)
@click.argument("shipments", type=FILE, nargs=-1, required=True)
@click.option("--capacity", required=True, help="Shipments that each facility can open, or a file: see below.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day of the worklist.")
@click.option("--seed", type=int, required=True, help="A number from which chance is drawn; note it before you look.")
@click.option(
    "--controls", type=FILE, help="Table of what must be opened: shipment_id, consignor, hs …, reason, ordered_by."
)
@click.option("--history", type=FILE, multiple=True, help="Examinations before the day; once for each file.")
@click.option("--worklists", type=FILE, multiple=True, help="Folders of earlier worklists; once for each.")
@click.option("--zone", default="", help="Time zone of the facilities, by which examinations have days; default: UTC.")
@click.option("--parties", type=FILE, help="Folder that `counterfoil link` has written: who is behind the sellers.")
@click.option("--sellers", type=FILE, help="Sellers with their status.")
@click.option("--rights", type=FILE, help="Owners of marks, whom they authorised, and their GS1 company prefixes.")
@click.option("--denied", type=FILE, multiple=True, help="Lists of denied parties, to hold consignors against.")
@click.option("--prices", type=FILE, help="Reference prices, as `counterfoil prices` writes them.")
@click.option("--matches", type=FILE, help="Folder of `counterfoil match SIGNATURE SHIPMENTS`: confirmed fakes.")
@click.option("--priors", type=FILE, help="Origins and chapters that are seized most (TOML); default: built in.")
@click.option("--weights", type=FILE, help="Weights of the signs (TOML); default: the built-in ones.")
@click.option(
    "--random-share", type=float, default=0.10, show_default=True, help="Share of places left to chance first."
)
@click.option("--mapping", type=FILE, help="Which column of SHIPMENTS is which of ours (TOML).")
@click.option("--encoding", help="Encoding of SHIPMENTS when it is not UTF-8, such as cp1252.")
@click.option("--sheets/--no-sheets", default=True, help="Write the printable sheets (HTML and PDF).")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the worklists.")
def worklist(day: dt.datetime, capacity: str, shipments: tuple[Path, ...], random_share: float, **given: Any) -> None:
    """Draw the worklist of the day from SHIPMENTS for each facility, within its capacity.

    Every shipment that lies there has a chance to be opened: the riskier the greater, and never none. The probability
    of each is kept, so that the results tell how many fakes there are. A capacity file has the columns facility_gln,
    capacity, window_from and window_to (only what arrived between these days can be opened) and minutes (of work). The
    weights rank until --history holds enough examinations to learn from. OUT receives selections, shipments, joint
    (probabilities of pairs) and rejects as Parquet, worklist.csv, worklist.html, a PDF for each facility, and run.json.
    """
    from counterfoil.cli.target_summary import print_worklists
    from counterfoil.run.targeting import TargetRequest, run_targeting

    files = {name: given.pop(name) for name in KNOWN}
    asked = {name: given.pop(name) for name in ("controls", "mapping", "encoding")}
    request = TargetRequest(
        asked=Asked(shipments=shipments, capacity=_capacity(capacity), **asked),
        known=KnownFiles(**files),
        day=day.date(),
        policy=DrawPolicy(random_share=random_share),
        **given,
    )
    print_worklists(run_targeting(request), out=request.out)


def _capacity(text: str) -> int | Path:
    """Return a whole number, or the path of a file of capacities. Raises UserError for a number that is no capacity."""
    try:
        number = float(text)
    except ValueError:
        return Path(text)
    if not (1 <= number <= MOST_OPENED and number.is_integer()):
        cure = f"Give a whole number from 1 to {MOST_OPENED:,}, or a file of capacities."
        raise UserError(f"“{text}” is no capacity.", cure=cure)
    return int(number)
