"""Judge a stream of rows, line by line in and line by line out, against what is live when it begins.

Lines are read, judged and kept some thousands at a time; batches are judged side by side, and kept in their order, each
in a transaction of its own with its entry in the audit log. An answer leaves only after what it says is kept. What rows
are of and how they are judged is said by a `Work`: `offer_stream` and `seller_stream` have one each.
"""

import uuid
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, NamedTuple

import orjson
import polars as pl
from django.db import connection, transaction

from counterfoil.errors import UserError
from counterfoil.tables.contract import LINE
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.service.background import Background, Tell
from counterfoil_desk.service.bodies import Block
from counterfoil_desk.service.ids_once import IdsOnce
from counterfoil_desk.service.lines import REPEATED, Numbered, Table, reject, sorted_lines

BATCH_BYTES: Final = 8 * 2**20  # of the lines that are judged together, where they are long
AT_ONCE: Final = 2  # batches judged side by side
MOST_REJECTS: Final = 1_000_000  # lines of one stream that cannot be used
MOST_NAMES: Final = 50  # unknown fields that the summary names
Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who asks for a stream, and how long one line may be."""

    organisation: int
    by: str
    longest_line: int


class Judged(NamedTuple):
    """What is said of a batch: the lines of the answer, how many rows came to what, and `found`, which is kept."""

    text: bytes
    counts: Mapping[str, int]
    found: Any


Write = Callable[[Mapping[str, str]], int]


class Work(ABC):
    """What a stream is of, and what its rows are held against; made in a transaction of the organisation that asks."""

    table: ClassVar[Table]
    most: ClassVar[int]  # rows that are judged together
    act: ClassVar[str]  # as the audit log names it
    names: ClassVar[tuple[str, str]]  # of rows and of what is counted, as the summary names them

    @property
    @abstractmethod
    def generation(self) -> int:
        """The generation that all of it is held against."""

    @property
    @abstractmethod
    def rests_on(self) -> Json:
        """What answers rest on, as the summary says it."""

    @abstractmethod
    def judged(self, rows: pl.DataFrame) -> Judged:
        """Return what is said of rows (the table's columns and `line`); runs beside others, and without a database."""

    @abstractmethod
    def keep(self, judged: Judged, write: Write) -> None:
        """Keep what a batch came to and tell who asked for it, in the caller's transaction.

        `write` is called once: it writes the batch's entry into the audit log, with what is given to be told beside the
        counts, and returns its number.
        """


def streamed(
    blocks: Iterable[Block],
    asked: Asked,
    begun: Callable[[], Work],
    *,
    when_closed: Callable[[], None] = lambda: None,
) -> Iterator[bytes]:
    """Return the lines of the answer as they are ready, the summary last; `when_closed` is called at the very end.

    A line is what is said of a row, a reject, `problem` where the stream cannot go on, or the summary. Where neither of
    the last two is there, the stream was cut: what was answered is done, the rest is not.
    """
    return Background(lambda tell: _Stream(asked, tell).run(blocks, begun), when_closed=when_closed)


def line(content: Mapping[str, Any]) -> bytes:
    """Return one line of an answer."""
    return orjson.dumps(content) + b"\n"


def batches(blocks: Iterable[Block], *, most: int, hurry: Callable[[], bool]) -> Iterator[list[Numbered]]:
    """Yield lines in batches: full ones, and whatever there is while nothing else is being judged."""
    batch: list[Numbered] = []
    size = number = 0
    for block in blocks:
        for text in block:
            number += 1
            batch.append(Numbered(number, text))
            size += len(text or b"")
            if len(batch) >= most or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch and hurry():
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass
class _Stream:
    """One request: what it has come to so far."""

    asked: Asked
    tell: Tell
    number: str = field(default_factory=lambda: str(uuid.uuid4()))
    rejected: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    ignored: set[str] = field(default_factory=set)
    ids: IdsOnce = field(default_factory=IdsOnce)

    def run(self, blocks: Iterable[Block], begun: Callable[[], Work]) -> None:
        try:
            with acting_as(organisation=self.asked.organisation):
                with transaction.atomic():
                    work = begun()
                self._judge_all(blocks, work)
        except UserError as problem:
            self.tell(line({"problem": str(problem)}))
        finally:
            connection.close()  # of this thread alone

    def _judge_all(self, blocks: Iterable[Block], work: Work) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: deque[tuple[Future[Judged], list[Json]]] = deque()
            try:
                try:
                    for lines in batches(blocks, most=work.most, hurry=lambda: not waiting):
                        kept, rejects = self._sorted(lines, work.table)
                        waiting.append((pool.submit(_judged, work, kept), rejects))
                        while len(waiting) > AT_ONCE or (waiting and waiting[0][0].done()):
                            self._keep(waiting.popleft(), work)
                except UserError:  # what came before is answered all the same
                    self._keep_all(waiting, work)
                    raise
                self._keep_all(waiting, work)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        self.tell(line({"summary": self._summary(work)}))

    def _sorted(self, lines: list[Numbered], table: Table) -> tuple[pl.DataFrame, list[Json]]:
        found = sorted_lines(lines, table, longest=self.asked.longest_line)
        kept, repeated = self.ids.parted(found.kept)
        twice = repeated.select(LINE, "id").iter_rows()
        rejects = found.rejects + [reject(number, "id", value, REPEATED) for number, value in twice]
        if len(self.ignored) < MOST_NAMES:
            self.ignored |= set(sorted(found.ignored)[:MOST_NAMES])
        return kept, sorted(rejects, key=lambda one: int(one[LINE]))

    def _keep(self, batch: tuple[Future[Judged], list[Json]], work: Work) -> None:
        """Keep what a batch came to, with its entry, and then tell it."""
        judged, rejects = batch[0].result(), batch[1]
        counts = dict(sorted(judged.counts.items()))
        told: Json = {work.names[1]: counts, "rejected": len(rejects), "generation": work.generation}

        def write(more: Mapping[str, str]) -> int:
            subject = ("stream", self.number)
            return record(actor=self.asked.by, act=work.act, subject=subject, told={**told, **more})

        with transaction.atomic():
            if judged.counts:
                work.keep(judged, write)
            else:
                write({})
        self.counts.update(judged.counts)
        self.rejected += len(rejects)
        self.tell(judged.text + b"".join(map(line, rejects)))
        if self.rejected > MOST_REJECTS:
            cure = "Look at the rejects, mend what makes the lines, and send the rest again."
            raise UserError(f"More than {MOST_REJECTS:,} lines cannot be used.", cure=cure)

    def _keep_all(self, waiting: deque[tuple[Future[Judged], list[Json]]], work: Work) -> None:
        while waiting:
            self._keep(waiting.popleft(), work)

    def _summary(self, work: Work) -> Json:
        rows, counted = work.names
        return {
            "stream": self.number,
            rows: sum(self.counts.values()),
            "rejected": self.rejected,
            counted: dict(sorted(self.counts.items())),
            "ignored_fields": sorted(self.ignored)[:MOST_NAMES],
            **work.rests_on,
        }


def _judged(work: Work, rows: pl.DataFrame) -> Judged:
    return Judged(b"", {}, None) if rows.is_empty() else work.judged(rows)
