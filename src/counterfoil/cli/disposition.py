"""`counterfoil disposition`: what became of goods that were found, on which authority, and what proves it."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import acting, may_act
from counterfoil.cli.disposition_tables import (
    print_audited,
    print_disposition_kinds,
    print_listed,
    print_proved,
    print_recorded,
)
from counterfoil.cli.in_order import InOrder
from counterfoil.enforcement.dispositions.all_kinds import DISPOSITIONS
from counterfoil.enforcement.dispositions.barriers import ACTS
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import read_case
from counterfoil.run.disposition_files import disposed_in
from counterfoil.run.disposition_proofs import run_audit, run_prove
from counterfoil.run.dispositions import run_line_act, run_record_file, run_record_one, run_withdraw
from counterfoil.run.outputs import checked_ending, write_table
from counterfoil.run.reconciling import with_proofs
from counterfoil.tables.given_disposition import AUTHORITIES, OPEN

PATH = click.Path(path_type=Path)
AUDITOR = "system:audit"
NEEDED = ("on", "kind", "units", "authority", "reference")

EXAMPLES = """
\b
Examples:
  counterfoil disposition kinds
  counterfoil disposition list disposed/case-5b1f0c2d9a3e
"""


@click.group(cls=InOrder, epilog=EXAMPLES)
def disposition() -> None:
    """Record what became of goods that a facility notice named: destroyed, abandoned, forfeited, released, retained.

    CASE is the folder of a case. Nothing is edited: what was told wrongly is corrected or withdrawn by another act.
    """


@disposition.command()
@click.argument("kind", type=click.Choice(list(DISPOSITIONS)), required=False)
def kinds(kind: str | None) -> None:
    """List the kinds of disposition: on which authority each may rest, with its source, and what proves it."""
    print_disposition_kinds([DISPOSITIONS[kind]] if kind else list(DISPOSITIONS.values()), whole=kind is not None)


@disposition.command()
@click.argument("case", type=PATH)
@click.argument("file", type=PATH, required=False)
@click.option("--on", metavar="NOTICE/LINE", help="Without FILE: the line whose goods they are.")
@click.option("--kind", type=click.Choice(list(DISPOSITIONS)), help="What became of them.")
@click.option("--units", type=click.IntRange(min=1), help="How many.")
@click.option("--of", type=click.Choice(OPEN), default="held", show_default=True, help="What they were before.")
@click.option("--authority", type=click.Choice(AUTHORITIES), help="On what it rests: counterfoil disposition kinds.")
@click.option("--reference", help="The clause, paper, decision or exhibit by number.")
@click.option("--corrects", help="The id of a disposition whose place this one takes.")
@click.option("--hs", help="Customs code of the goods: it tells hazards.")
@click.option("--rejects", type=PATH, help="Write the rows that were set aside (.csv, .parquet, .json).")
@acting
def record(
    case: Path, file: Path | None, rejects: Path | None, by: str, why: str, at: dt.datetime, **told: Any
) -> None:
    """Record what became of units: the rows of FILE, or one disposition by its options.

    FILE has notice_id, notice_line, kind, units, authority, reference; and of, at, by, hazards, hs, corrects.
    Never more is disposed of than is there, and nothing while a sample, an objection or a litigation hold is open.
    """
    if rejects is not None:
        checked_ending(rejects)
    who = Acting(by, why, at)
    done = run_record_file(case, file, who) if file else run_record_one(case, _one(told), who)
    if rejects is not None:
        write_table(rejects, done.rejects, for_people=True)
    print_recorded(done, rejects=rejects)


@disposition.command()
@click.argument("case", type=PATH)
@click.argument("file", type=PATH)
@click.option("--rejects", type=PATH, help="Write the rows that were set aside (.csv, .parquet, .json).")
@acting
def prove(case: Path, file: Path, rejects: Path | None, by: str, why: str, at: dt.datetime) -> None:
    """Take in what proves dispositions: certificates, witnesses, pictures, weights, waste manifests, audits.

    FILE has disposition_id, kind, reference, at; and units, weight_kg, unit_weight_kg, is_confirmed, file where they
    are told. A file that a row names lies beside FILE and is copied into the case.
    """
    if rejects is not None:
        checked_ending(rejects)
    done = run_prove(case, file, Acting(by, why, at))
    if rejects is not None:
        write_table(rejects, done.rejects, for_people=True)
    print_proved(done, with_proofs(disposed_in(read_case(case))), rejects=rejects)


@disposition.command()
@click.argument("case", type=PATH)
@click.option("--share", type=click.FloatRange(0, 1), required=True, help="How many of them, from 0 (none) to 1.")
@click.option("--seed", type=int, required=True, help="Draws them: the same seed, the same draw.")
@may_act
def audit(case: Path, share: float, seed: int, by: str | None, why: str | None, at: dt.datetime) -> None:
    """Draw dispositions to be looked at once more, each with a probability that is kept; say what audits bore out.

    Their results come with `prove`, as proofs of the kind audit that say is_confirmed yes or no.
    """
    print_audited(run_audit(case, share=share, seed=seed, acting=Acting(by or AUDITOR, why or "A sampled audit.", at)))


@disposition.command()
@click.argument("case", type=PATH)
@click.argument("wanted", metavar="ID")
@acting
def withdraw(case: Path, wanted: str, by: str, why: str, at: dt.datetime) -> None:
    """Take back the disposition or proof ID of CASE: it stays on record, and counts no more."""
    kind = run_withdraw(case, wanted, Acting(by, why, at))
    click.echo(f"The {kind} {wanted} counts no more.")


@disposition.command()
@click.argument("case", type=PATH)
@click.argument("kind", type=click.Choice(ACTS))
@click.option("--on", required=True, metavar="SUBJECT", help="NOTICE/LINE, a notice, or the case.")
@acting
def act(case: Path, kind: str, on: str, by: str, why: str, at: dt.datetime) -> None:
    """Tell that a sample, an objection or a litigation hold begins or ends, or that a finding was overturned.

    While one is open, nothing that it is of is disposed of.
    """
    subject = run_line_act(case, kind, on, Acting(by, why, at))
    click.echo(f"{kind}: {subject}.")


@disposition.command("list")
@click.argument("case", type=PATH)
def listed(case: Path) -> None:
    """Show the dispositions of CASE that count, on what each rests, and what it lacks to be proven."""
    found = read_case(case)
    now = disposed_in(found)
    print_listed(found.id, with_proofs(now), now)


def _one(told: dict[str, Any]) -> dict[str, Any]:
    lacking = [f"--{name}" for name in NEEDED if told[name] is None]
    if lacking:
        cure = f"Give a FILE, or: {', '.join(lacking)}."
        raise UserError("It is not told what became of which units.", cure=cure)
    notice, slash, line = told["on"].rpartition("/")
    if not (slash and notice and line.isdecimal()):
        raise UserError(f"“{told['on']}” names no line.", cure="Write NOTICE/LINE, such as --on fn-9951e67097c9-1/1.")
    given = {name: told[name] for name in ("kind", "units", "of", "authority", "reference", "corrects", "hs")}
    return given | {"notice_id": notice, "line": int(line)}
