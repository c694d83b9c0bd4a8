"""Evidence exhibit: the list of a case's exhibits with the digest of each, and the signs for and against.

Federal Rules of Evidence, rules 901 and 902(13), (14): a record is authentic whose digest is that which was taken
when it was copied. Evidence against the charge stands beside that for it.
"""

from typing import Annotated, Literal

from msgspec import Meta

from counterfoil.documents.papers.parts import Count, Moment, Paper, Signer, Words
from counterfoil.tables.record_file import Record


class Exhibit(Record, frozen=True, kw_only=True):
    """One exhibit, as the table `exhibit` has it."""

    id: Words
    kind: Words
    title: Words
    shows: Words
    taken_at: Moment
    taken_by: Words
    file: str = ""
    place: str = ""
    media_type: str = ""
    size: Count | None = None
    sha256: str = ""
    withheld: bool = False


class Sign(Record, frozen=True, kw_only=True):
    """One sign for or against the charge, in the sentence for the court."""

    side: Literal["for", "against"]
    subject: Words
    says: Words
    exhibit: str = ""
    source: str = ""


class EvidenceExhibit(Paper, frozen=True, kw_only=True):
    """The exhibits of one case, or some of them."""

    title: Words
    about: str = ""
    exhibits: Annotated[tuple[Exhibit, ...], Meta(min_length=1)]
    signs: tuple[Sign, ...] = ()
    signer: Signer | None = None
