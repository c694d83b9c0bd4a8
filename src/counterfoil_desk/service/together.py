"""Screen what waits together: calls that come while another is screened are screened in one go, right after it.

An offer has the same answer alone and in any batch (a property of the engine, which its tests hold), so nobody can
tell; but a batch of four takes hardly longer than one offer. One call at a time screens; the others wait for it, as
they would for Python's one lock. Where nobody waits, a call is screened at once.
"""

import io
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.offers import read_offers
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.references import References
from counterfoil.screening.screen import screen
from counterfoil.tables.contract import LINE

Json = dict[str, Any]
TOLD: Final = ("decision", "score", "right_id", "ground", "reasons", "party_reasons", "policy", "rule")
MOST: Final = 200  # offers that are screened in one go, where several calls wait
_AS_SENT: Final = Mapping(format="json_lines")


@dataclass(frozen=True)
class Found:
    """What screening says of the offers of one call: decisions in their order, and why others cannot be used."""

    results: list[Json]
    rejects: list[Json]


@dataclass(eq=False)
class _Asked:
    """One call that waits, or is screened."""

    offers: Sequence[Json]
    references: References
    ids: frozenset[str] = field(init=False)
    found: Found | None = None
    problem: BaseException | None = None

    def __post_init__(self) -> None:
        self.ids = frozenset(str(offer["id"]) for offer in self.offers)

    @property
    def is_done(self) -> bool:
        return self.found is not None or self.problem is not None


_waiting: deque[_Asked] = deque()
_guard = threading.Lock()  # of the queue
_turn = threading.Lock()  # of the one that screens


def screened(offers: Sequence[Json], references: References) -> Found:
    """Return what screening says of offers (fields of OfferIn); raises UserError where none can be used."""
    asked = _Asked(offers, references)
    with _guard:
        _waiting.append(asked)
    with _turn:
        if not asked.is_done:
            _screen(_taken(asked))
    if asked.problem is not None:
        raise asked.problem
    assert asked.found is not None
    return asked.found


def _taken(first: _Asked) -> list[_Asked]:
    """Return a call and all that wait which can be screened with it: against the same, and with other ids."""
    with _guard:
        _waiting.remove(first)
        taken, ids = [first], set(first.ids)
        for one in list(_waiting):
            room = len(ids) + len(one.offers) <= MOST
            if room and one.references is first.references and ids.isdisjoint(one.ids):
                _waiting.remove(one)
                taken.append(one)
                ids |= one.ids
        return taken


def _screen(calls: list[_Asked]) -> None:
    try:
        for call, found in zip(calls, _found(calls), strict=True):
            call.found = found
    except UserError as problem:
        if len(calls) == 1:
            calls[0].problem = problem
            return
        for call in calls:  # a call of which nothing can be used says so alone
            _screen([call])
    except BaseException as problem:
        for call in calls:
            call.problem = problem
        raise


def _found(calls: list[_Asked]) -> list[Found]:
    lines = b"\n".join(orjson.dumps(offer) for call in calls for offer in call.offers)
    batches = list(read_offers(io.BytesIO(lines), file="request", mapping=_AS_SENT))
    kept = pl.concat([batch.kept for batch in batches])
    if kept.height > 1:
        kept = kept.unique("id", keep="first", maintain_order=True)
    results = _results(kept, calls[0].references)
    rejects = [row for batch in batches for row in batch.rejects.select(LINE, "field", "value", "rule").to_dicts()]
    numbers, told, before = kept[LINE].to_list(), [], 0
    for call in calls:
        end = before + len(call.offers)
        own = [result for result, line in zip(results, numbers, strict=True) if before < line <= end]
        refused = [{**one, LINE: one[LINE] - before} for one in rejects if before < one[LINE] <= end]
        if not own and len(calls) > 1:
            raise UserError("No offer of a call can be used.", cure="Screen it alone, so that it is told.")
        told.append(Found(own, refused))
        before = end
    return told


def _results(offers: pl.DataFrame, references: References) -> list[Json]:
    asked = pl.DataFrame([column for column in offers if column.name != LINE])
    decisions = screen(prepared(asked), references).decisions
    return decisions.select(pl.col("subject_id").alias("id"), *TOLD).to_dicts()
