"""Who writes the papers of an escalation, to whom, and who signs them: a file of the user, TOML."""

from counterfoil.documents.papers.parts import Party, Signer
from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/quayside_head.toml"


class EscalationHead(Record, frozen=True, kw_only=True):
    """`office` writes to the `platform`; a proposed fine goes to the `authority`, a referral to `counsel`."""

    office: Party
    platform: Party
    signer: Signer
    authority: Party | None = None
    counsel: Party | None = None


def read_head(data: bytes, *, file: str) -> EscalationHead:
    """Return the head in a TOML file. Raises UserError, that names the fault, for one that cannot be used."""
    return read_record(data, EscalationHead, file=file, what="head of an escalation", example=EXAMPLE)
