"""Custody receipt: what was taken from whom, in which packages under which seals, and through whose hands it went.

19 CFR 162.21(a): who seizes property gives a receipt for it at once. The chain of hands authenticates an object
(Federal Rules of Evidence, rule 901).
"""

from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.parts import Goods, Moment, Paper, Party, Signer, Words
from counterfoil.tables.record_file import Record


class Package(Record, frozen=True, kw_only=True):
    """A package as it was received; `sha256` of a package that is a file."""

    id: Words
    what: Words
    seal: str = ""
    weight: str = ""  # with its unit
    condition: str = ""
    sha256: str = ""


class Transfer(Record, frozen=True, kw_only=True):
    """Packages pass from one hand to another; both are roles or offices."""

    at: Moment
    given_by: Words
    received_by: Words
    packages: Annotated[tuple[str, ...], Meta(min_length=1)]  # their ids
    purpose: Words
    seals_intact: bool | None = None  # none: not looked at


class CustodyReceipt(Paper, frozen=True, kw_only=True):
    """The facts of one taking into custody."""

    office: Party  # that receives
    taken_from: Party
    received_at: Moment
    place: Words
    authority: Words  # the provision or the order by which it was taken
    goods: Annotated[tuple[Goods, ...], Meta(min_length=1)]
    packages: Annotated[tuple[Package, ...], Meta(min_length=1)]
    transfers: tuple[Transfer, ...] = ()
    signer: Signer
