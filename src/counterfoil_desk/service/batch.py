"""Screen a stream of offers, line by line in and line by line out, against one generation.

Lines are read, screened and kept some thousands at a time; batches are screened side by side, and kept in their order,
each in a transaction of its own with its entry in the audit log. An answer leaves only after what it says is kept.
"""

import secrets
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import orjson
import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.screen import screen
from counterfoil.tables.contract import LINE
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.registers import contents_of
from counterfoil_desk.service.background import Background, Tell
from counterfoil_desk.service.bodies import Block
from counterfoil_desk.service.keeping import ANSWERED, CLEAR, Origin, Suspect, count, keep_suspects
from counterfoil_desk.service.offer_lines import REPEATED, Numbered, reject, sorted_lines
from counterfoil_desk.service.proofs import with_proofs
from counterfoil_desk.service.references import Live, live, rests_on
from counterfoil_desk.service.telling import tell_decided

BATCH: Final = 5_000  # lines screened together
BATCH_BYTES: Final = 8 * 2**20  # of them at most, where lines are long
AT_ONCE: Final = 2  # batches screened side by side
MOST_REJECTS: Final = 1_000_000  # lines of one stream that cannot be used
MOST_NAMES: Final = 50  # unknown fields that the summary names
Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who asks for a stream, and how long one line may be."""

    organisation: int
    by: str
    longest_line: int


def screen_stream(
    blocks: Iterable[Block], asked: Asked, *, when_closed: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """Return the lines of the answer as they are ready, the summary last; `when_closed` is called at the very end.

    A line is a decision, a reject, `problem` where the stream cannot go on, or the summary. Where neither of the last
    two is there, the stream was cut: what was answered is done, the rest is not.
    """
    return Background(lambda tell: _Stream(asked, tell).run(blocks), when_closed=when_closed)


class _Found(NamedTuple):
    """What screening says of a batch, ready to be kept and told."""

    text: bytes
    suspects: list[Suspect]
    cleared: list[str]
    decisions: dict[str, int]


@dataclass
class _Stream:
    """One request: what it has come to so far."""

    asked: Asked
    tell: Tell
    number: str = field(default_factory=lambda: str(uuid.uuid4()))
    seed: int = field(default_factory=lambda: secrets.randbits(64))
    lines: int = 0
    rejected: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    ignored: set[str] = field(default_factory=set)
    seen: Any = field(default_factory=lambda: np.empty(0, dtype=np.uint64))

    def run(self, blocks: Iterable[Block]) -> None:
        try:
            with acting_as(organisation=self.asked.organisation):
                self._screen_all(blocks)
        except UserError as problem:
            self.tell(_line({"problem": str(problem)}))
        finally:
            connection.close()  # of this thread alone

    def _screen_all(self, blocks: Iterable[Block]) -> None:
        with transaction.atomic():
            now = live(self.asked.organisation)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: deque[tuple[Future[_Found], list[Json]]] = deque()
            try:
                try:
                    for lines in self._batches(blocks, hurry=lambda: not waiting):
                        kept, rejects = self._sorted(lines)
                        waiting.append((pool.submit(_screened, kept, now), rejects))
                        while len(waiting) > AT_ONCE or (waiting and waiting[0][0].done()):
                            self._keep(waiting.popleft(), now)
                except UserError:  # what came before is answered all the same
                    self._keep_all(waiting, now)
                    raise
                self._keep_all(waiting, now)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        self.tell(_line({"summary": self._summary(now)}))

    def _batches(self, blocks: Iterable[Block], *, hurry: Callable[[], bool]) -> Iterator[list[Numbered]]:
        """Yield lines in batches: full ones, and whatever there is while nothing else is being screened."""
        batch: list[Numbered] = []
        size = 0
        for block in blocks:
            for text in block:
                self.lines += 1
                batch.append(Numbered(self.lines, text))
                size += len(text or b"")
                if len(batch) >= BATCH or size >= BATCH_BYTES:
                    yield batch
                    batch, size = [], 0
            if batch and hurry():
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _sorted(self, lines: list[Numbered]) -> tuple[pl.DataFrame, list[Json]]:
        found = sorted_lines(lines, longest=self.asked.longest_line)
        kept, repeated = self._first_of_each_id(found.kept)
        rejects = found.rejects + [reject(line, "id", value, REPEATED) for line, value in repeated.iter_rows()]
        if len(self.ignored) < MOST_NAMES:
            self.ignored |= set(sorted(found.ignored)[:MOST_NAMES])
        return kept, sorted(rejects, key=lambda one: int(one[LINE]))

    def _first_of_each_id(self, offers: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Part the offers whose id an earlier line has; of an id 64 bits are remembered, by another key each time.

        Among a million ids two are taken for one once in forty million streams.
        """
        keys = offers["id"].hash(self.seed).to_numpy()
        places = np.searchsorted(self.seen, keys)
        is_known = np.append(self.seen, np.uint64(0))[places] == keys
        is_known[places == len(self.seen)] = False
        first = offers["id"].is_first_distinct() & pl.Series(~is_known)
        new = np.unique(keys[first.to_numpy()])
        self.seen = np.insert(self.seen, np.searchsorted(self.seen, new), new)  # stays sorted
        return offers.filter(first), offers.filter(~first).select(LINE, "id")

    def _keep(self, batch: tuple[Future[_Found], list[Json]], now: Live) -> None:
        """Keep what a batch came to, with its entry, and then tell it."""
        found, rejects = batch[0].result(), batch[1]
        organisation = self.asked.organisation
        origin = Origin("stream", timezone.now(), rests_on(now))
        suspects, proven = with_proofs(found.suspects, origin)
        told: Json = {"decisions": found.decisions, "rejected": len(rejects), "generation": now.number, **proven}
        with transaction.atomic():
            entry = record(actor=self.asked.by, act="offers screened", subject=("stream", self.number), told=told)
            origin = origin._replace(entry=entry)
            keep_suspects(suspects, origin, organisation=organisation, cleared=found.cleared)
            count(found.decisions, origin.at.date(), organisation=organisation)
            tell_decided([one.answer for one in found.suspects], now, organisation=organisation)
        self.decisions.update(found.decisions)
        self.rejected += len(rejects)
        self.tell(found.text + b"".join(map(_line, rejects)))
        if self.rejected > MOST_REJECTS:
            cure = "Look at the rejects, mend what makes the lines, and send the rest again."
            raise UserError(f"More than {MOST_REJECTS:,} lines cannot be used.", cure=cure)

    def _keep_all(self, waiting: deque[tuple[Future[_Found], list[Json]]], now: Live) -> None:
        while waiting:
            self._keep(waiting.popleft(), now)

    def _summary(self, now: Live) -> Json:
        offers = sum(self.decisions.values())
        return {
            "stream": self.number,
            "offers": offers,
            "rejected": self.rejected,
            "decisions": dict(sorted(self.decisions.items())),
            "ignored_fields": sorted(self.ignored)[:MOST_NAMES],
            **rests_on(now),
        }


def _screened(offers: pl.DataFrame, now: Live) -> _Found:
    """Screen a batch; runs beside others, and asks the database nothing."""
    if offers.is_empty():
        return _Found(b"", [], [], {})
    decisions = screen(prepared(offers.drop(LINE)), now.references).decisions
    answers = decisions.select(offers[LINE], pl.col("subject_id").alias("id"), *ANSWERED)
    is_suspect = decisions["decision"] != CLEAR
    suspects = [
        Suspect(offer, answer)
        for offer, answer in zip(
            contents_of(offers.filter(is_suspect)), answers.filter(is_suspect).drop(LINE).to_dicts(), strict=True
        )
    ]
    counted = Counter(decisions["decision"].to_list())
    cleared = decisions.filter(~is_suspect)["subject_id"].to_list()
    return _Found(answers.write_ndjson().encode(), suspects, cleared, dict(sorted(counted.items())))


def _line(content: Json) -> bytes:
    return orjson.dumps(content) + b"\n"
