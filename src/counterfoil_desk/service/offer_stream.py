"""Screen a stream of offers against one generation: suspect ones are kept, clear ones counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Final, NamedTuple

import polars as pl
from django.utils import timezone

from counterfoil.intake.offers import REQUIRED, read_offers
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.screen import screen
from counterfoil.tables.contract import LINE
from counterfoil.tables.offer import Offer
from counterfoil_desk.records.registers import contents_of
from counterfoil_desk.service.bodies import Block
from counterfoil_desk.service.keeping import ANSWERED, CLEAR, Origin, Suspect, count, keep_suspects
from counterfoil_desk.service.lines import FILE, JSON_LINES, Table
from counterfoil_desk.service.proofs import with_proofs
from counterfoil_desk.service.references import live, rests_on
from counterfoil_desk.service.streaming import Asked, Judged, Work, Write, streamed
from counterfoil_desk.service.telling import tell_decided

OFFERS: Final = Table(Offer, REQUIRED, lambda lines: read_offers(lines, file=FILE, mapping=JSON_LINES))
Json = dict[str, Any]


def screen_stream(
    blocks: Iterable[Block], asked: Asked, *, when_closed: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """Return a line for each offer with its decision, as `streaming.streamed` does."""
    return streamed(blocks, asked, lambda: Screening(asked.organisation), when_closed=when_closed)


class _Found(NamedTuple):
    """What is kept of a batch: suspect offers, and ids of those that are clear."""

    suspects: list[Suspect]
    cleared: list[str]


class Screening(Work):
    """Offers that are screened against one generation."""

    table: ClassVar = OFFERS
    most: ClassVar = 5_000
    act: ClassVar = "offers screened"
    names: ClassVar = ("offers", "decisions")

    def __init__(self, organisation: int) -> None:
        self._organisation = organisation
        self._now = live(organisation)

    @property
    def generation(self) -> int:
        return self._now.number

    @property
    def rests_on(self) -> Json:
        return rests_on(self._now)

    def judged(self, rows: pl.DataFrame) -> Judged:
        decisions = screen(prepared(rows.drop(LINE)), self._now.references).decisions
        answers = decisions.select(rows[LINE], pl.col("subject_id").alias("id"), *ANSWERED)
        is_suspect = decisions["decision"] != CLEAR
        contents = contents_of(rows.filter(is_suspect))
        told = answers.filter(is_suspect).drop(LINE).to_dicts()
        suspects = [Suspect(offer, answer) for offer, answer in zip(contents, told, strict=True)]
        cleared = decisions.filter(~is_suspect)["subject_id"].to_list()
        counts = Counter(decisions["decision"].to_list())
        return Judged(answers.write_ndjson().encode(), counts, _Found(suspects, cleared))

    def keep(self, judged: Judged, write: Write) -> None:
        found: _Found = judged.found
        origin = Origin("stream", timezone.now(), rests_on(self._now))
        suspects, proven = with_proofs(found.suspects, origin)
        origin = origin._replace(entry=write(proven))
        keep_suspects(suspects, origin, organisation=self._organisation, cleared=found.cleared)
        count(judged.counts, origin.at.date(), organisation=self._organisation)
        tell_decided([one.answer for one in found.suspects], self._now, organisation=self._organisation)
