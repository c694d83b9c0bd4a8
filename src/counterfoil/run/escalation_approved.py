"""Is what would be issued what was approved? The facts of a step's paper are kept from its proposal on.

Those who approve read the draft; its facts lie beside it, and their digest stands in the events. A step is issued only
where its paper says the same but for the day: other numbers, another head or a later answer need a new approval.
"""

import hashlib
import json
from typing import Any

import msgspec
import polars as pl

from counterfoil.documents.papers.escalation_head import EscalationHead
from counterfoil.documents.papers.filled import digest_of
from counterfoil.documents.papers.platform_steps import StepPaper
from counterfoil.enforcement.states.escalation_step_states import ESCALATION_STEP, PROPOSED
from counterfoil.errors import UserError
from counterfoil.run.escalation_files import EscalationFiles
from counterfoil.run.escalation_papers import paper_name, step_record
from counterfoil.run.outputs import whole

CURE = "Refuse it and propose it anew, so that what it says now is approved."


def write_facts(files: EscalationFiles, row: dict[str, Any], record: StepPaper) -> str:
    """Write the facts of a draft beside it, and return their name with their digest as events tell it."""
    name = _name(row)
    with whole(files.folder / name) as partial:
        partial.write_bytes(_encoded(record))
    return f"{name} {digest_of(record)}"


def approved_facts(files: EscalationFiles, row: dict[str, Any]) -> tuple[str, ...]:
    """Return “NAME SHA-256” of the facts that a step was proposed with; nothing where none stand in the events."""
    own = files.tables["events"].filter(
        pl.col("kind") == PROPOSED, subject_kind=ESCALATION_STEP.kind, subject_id=str(row["number"])
    )
    told = [one for digests in own["digests"].to_list() for one in digests]
    return tuple(one for one in told if one.startswith(f"{_name(row)} "))


def refuse_other_than_approved(files: EscalationFiles, row: dict[str, Any], head: EscalationHead) -> None:
    """Raise UserError where the paper of a step would not say what its approved draft says, with what changed."""
    record, approved = step_record(files, row, head, on=None), approved_facts(files, row)
    if approved != (f"{_name(row)} {digest_of(record)}",):
        changed = _changed(files, row, record, approved)
        told = f": the draft says otherwise of {', '.join(changed)}" if changed else ""
        raise UserError(f"What would be issued is not what was approved{told}.", cure=CURE)


def _changed(files: EscalationFiles, row: dict[str, Any], record: StepPaper, approved: tuple[str, ...]) -> list[str]:
    """Return which facts differ; none where those of the draft are not there any more."""
    path = files.folder / _name(row)
    data = path.read_bytes() if path.is_file() else b""
    if approved != (f"{_name(row)} {hashlib.sha256(data).hexdigest()}",):
        return []
    before, now = json.loads(data), json.loads(_encoded(record))
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _encoded(record: StepPaper) -> bytes:
    return msgspec.json.encode(record, order="deterministic")


def _name(row: dict[str, Any]) -> str:
    return f"{paper_name(row, is_draft=True).removesuffix('.pdf')}.facts.json"
