"""`counterfoil target audit`: a worklist and the examinations that followed; who opened what, and what was skipped."""

import sys
from pathlib import Path

import click

from counterfoil.cli.target_audit_summary import print_audit
from counterfoil.run.target_audit import run_target_audit
from counterfoil.run.target_audit_inputs import AuditRequest

FILE = click.Path(path_type=Path)
FAIL_ON = ("deviation", "skew")


@click.command()
@click.argument("worklist", type=FILE)
@click.argument("examinations", type=FILE, nargs=-1, required=True)
@click.option("--worklists", type=FILE, multiple=True, help="Folders of further days; once for each.")
@click.option("--zone", default="", help="Time zone of the facilities, such as America/Los_Angeles; default: any.")
@click.option("--mapping", type=FILE, help="Which column of EXAMINATIONS is which of ours (TOML).")
@click.option("--encoding", help="Encoding of EXAMINATIONS when it is not UTF-8, such as cp1252.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="Exit with 1: deviation, when not all was opened as drawn or another was opened; skew, when what was "
    "skipped differs in risk from what was opened.",
)
@click.option(
    "-o", "--out", type=FILE, help="Folder for the tables, the page and run.json; without it, only this text."
)
def audit(
    worklist: Path,
    examinations: tuple[Path, ...],
    worklists: tuple[Path, ...],
    zone: str,
    mapping: Path | None,
    encoding: str | None,
    fail_on: str | None,
    out: Path | None,
) -> None:
    """Hold EXAMINATIONS against the WORKLIST that asked for them.

    WORKLIST is the folder that `counterfoil target` wrote for a day, EXAMINATIONS tables of results in any format that
    `counterfoil inspect` knows. Each selected shipment was opened as drawn, on another day or twice, was substituted,
    not opened, or never answered for; each examination is one of a selected shipment or of another. OUT receives
    selected, examined, measures and rejects as Parquet, audit.html and run.json.
    """
    request = AuditRequest(
        worklists=(worklist, *worklists),
        examinations=examinations,
        out=out,
        zone=zone,
        mapping=mapping,
        encoding=encoding,
    )
    done = run_target_audit(request)
    print_audit(done, out=out)
    if fail_on == "deviation" and done.record["counts"]["deviations"]:
        sys.exit(1)
    if fail_on == "skew" and done.record["skew"]["is_told"]:
        sys.exit(1)
