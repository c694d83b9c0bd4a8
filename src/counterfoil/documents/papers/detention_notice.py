"""Detention notice and custody receipt: goods are held until their marks have been judged.

19 USC 1499(c)(2) names what it must say: the start and the reason of the detention, how long it may last, the tests,
and what would speed it up. 19 CFR 133.21(b): the importer has seven business days to show that the mark is genuine.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.custody_receipt import Package, Transfer
from counterfoil.documents.papers.parts import Deadline, Goods, Paper, Party, Signer, Words, in_order


class DetentionNotice(Paper, frozen=True, kw_only=True):
    """The facts of one detention; the receipt for the goods is its second part."""

    office: Party  # port and office that detain
    importer: Party
    entry: str = ""  # number of the entry or of the bill
    conveyance: str = ""
    presented_on: dt.date  # for examination: openable and viewable
    detained_on: dt.date
    issued_on: dt.date
    place: Words  # where the goods are held
    goods: Annotated[tuple[Goods, ...], Meta(min_length=1)]
    reason: Words
    expected: Words  # how long it may last
    tests: tuple[str, ...]  # none: written as “none”
    would_help: tuple[str, ...]
    disclosed: tuple[str, ...] = ()  # told to the owner of the mark by now, 19 CFR 133.21(b)(4)
    deadlines: tuple[Deadline, ...] = ()
    packages: tuple[Package, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    signer: Signer

    def __post_init__(self) -> None:
        in_order(self, "presented_on", "detained_on", "issued_on")
