"""Proof of service: which papers reached whom, when, where and how; declared under penalty of perjury.

Federal Rules of Civil Procedure, rules 4(l) and 5(d)(1)(B); 28 USC 1746 gives the words of the declaration.
"""

from typing import Annotated, Literal

from msgspec import Meta

from counterfoil.documents.papers.parts import Count, Moment, Paper, Party, Proceeding, Signer, Words
from counterfoil.tables.record_file import Record


class Served(Record, frozen=True, kw_only=True):
    """A paper that was served, by the digest of its bytes."""

    title: Words
    number: str = ""
    pages: Count | None = None
    sha256: Words


class Service(Record, frozen=True, kw_only=True):
    """The papers brought to one party; `shown_by` is the receipt, the return or the log that proves it."""

    on: Party
    at: Moment
    how: Words  # in person, by certified mail, by e-mail as the court ordered …
    where: Words
    allowed_by: str = ""  # rule or order that allows this way
    shown_by: str = ""
    reached: bool = True  # whether it did


class ProofOfService(Paper, frozen=True, kw_only=True):
    """The facts of one proof; `place` is where the declaration is made, for 28 USC 1746 differs abroad."""

    proceeding: Proceeding
    papers: Annotated[tuple[Served, ...], Meta(min_length=1)]
    services: Annotated[tuple[Service, ...], Meta(min_length=1)]
    place: Literal["within the United States", "outside the United States"]
    signer: Signer
