"""Check a stream of sellers on one day, against one generation and the lists that were in force when it began.

Each is looked at as though it had come alone: which accounts come together in a batch is chance, and an answer must not
be. What accounts have in common is told by one call, and by `counterfoil vet` of the whole file.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, ClassVar, Final

import polars as pl

from counterfoil.intake.whole import Given, read_rows
from counterfoil.tables.contract import LINE, Sorted
from counterfoil_desk.service.bodies import Block
from counterfoil_desk.service.lines import FILE, JSON_LINES, Table
from counterfoil_desk.service.streaming import Asked, Judged, Work, Write, line, streamed
from counterfoil_desk.service.telling import tell_checked
from counterfoil_desk.service.vetting import ONE_SELLER, OneSeller, held_against, results, vetted

Json = dict[str, Any]


def check_stream(
    blocks: Iterable[Block], asked: Asked, *, day: dt.date, when_closed: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """Return a line for each seller with its status and what it rests on, as `streaming.streamed` does.

    `day` is one of `vetting.day_to_check`.
    """
    return streamed(blocks, asked, lambda: Checking(asked.organisation, day), when_closed=when_closed)


def _read(lines: BinaryIO) -> Iterator[Sorted]:
    yield read_rows(Given(lines, FILE, JSON_LINES, None), ONE_SELLER)


SELLERS: Final = Table(OneSeller, ONE_SELLER.required, _read, is_of_people=True)


class Checking(Work):
    """Sellers that are checked on one day against one generation and one state of the denied lists."""

    table: ClassVar = SELLERS
    most: ClassVar = 1_000  # with long lists a batch takes some seconds
    act: ClassVar = "sellers checked"
    names: ClassVar = ("sellers", "statuses")

    def __init__(self, organisation: int, day: dt.date) -> None:
        self._organisation = organisation
        self._against = held_against(organisation, day=day)

    @property
    def generation(self) -> int:
        return self._against.generation

    @property
    def rests_on(self) -> Json:
        return self._against.rests_on

    def judged(self, rows: pl.DataFrame) -> Judged:
        found = vetted(rows, self._against, apart=True)
        told = zip(rows[LINE], results(found), strict=True)
        statuses = dict(found.dossiers.select("seller_id", "status").iter_rows())
        return Judged(b"".join(line({LINE: at, **one}) for at, one in told), Counter(statuses.values()), statuses)

    def keep(self, judged: Judged, write: Write) -> None:
        write({})
        tell_checked(judged.found, organisation=self._organisation)
