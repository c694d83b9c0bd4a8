"""Screen what waits together: calls that come while another is screened are screened in one go, right after it.

An offer has the same answer alone and in any batch (a property of the engine, which its tests hold), so nobody can
tell; but a batch of four takes hardly longer than one offer. One call at a time screens; the others wait for it, as
they would for Python's one lock. Where nobody waits, a call is screened at once.
"""

import io
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.references import References
from counterfoil.screening.screen import screen
from counterfoil.tables.contract import LINE
from counterfoil_desk.records.registers import contents_of
from counterfoil_desk.service.keeping import ANSWERED, CLEAR, Suspect
from counterfoil_desk.service.lines import FILE, JSON_LINES, REPEATED

Json = dict[str, Any]
MOST: Final = 200  # offers that are screened in one go, where several calls wait
_ANSWER: Final = (pl.col("subject_id").alias("id"), *map(pl.col, ANSWERED))


@dataclass(frozen=True)
class Found:
    """What screening says of the offers of one call: decisions in their order, and why others cannot be used."""

    results: list[Json]
    rejects: list[Json]
    suspects: list[Suspect]  # those that are not clear, with the offer as it was read and judged


@dataclass(eq=False)
class _Asked:
    """One call that waits, or is screened."""

    offers: Sequence[Json]
    references: References
    found: Found | None = None
    problem: BaseException | None = None

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
    """Return a call and all that wait which can be screened with it: against the same."""
    with _guard:
        _waiting.remove(first)
        taken, offers = [first], len(first.offers)
        for one in list(_waiting):
            if offers + len(one.offers) <= MOST and one.references is first.references:
                _waiting.remove(one)
                taken.append(one)
                offers += len(one.offers)
        return taken


def _screen(calls: list[_Asked]) -> None:
    try:
        for call, found in zip(calls, _found(calls), strict=True):
            call.found = found
    except Exception as problem:
        if len(calls) == 1:
            calls[0].problem = problem
            return
    except BaseException as problem:  # the process is told to end
        for call in calls:
            call.problem = problem
        raise
    else:
        return
    for call in calls:  # one of which nothing can be used, or that breaks the engine, says so alone
        _screen([call])


def _found(calls: list[_Asked]) -> list[Found]:
    lines = b"\n".join(orjson.dumps(offer) for call in calls for offer in call.offers)
    batches = list(read_offers(io.BytesIO(lines), file=FILE, mapping=JSON_LINES))
    kept = batches[0].kept if len(batches) == 1 else pl.concat([batch.kept for batch in batches])
    rejects = [row for batch in batches for row in _refused(batch.rejects)]
    ids = kept["id"].to_list()  # as they were read: “a ” is “a”
    if len(set(ids)) < len(ids):
        if len(calls) > 1:
            raise UserError("Two calls name one offer.", cure="Screen each call alone.")
        is_first = kept["id"].is_first_distinct()
        rejects += [_repeated(*row) for row in kept.filter(~is_first).select(LINE, "id").iter_rows()]
        kept = kept.filter(is_first)
    results, suspects = _judged(kept, calls[0].references)
    told, before = [], 0
    for call in calls:
        span = range(before + 1, before + len(call.offers) + 1)
        own = [one for line, one in results if line in span]
        refused = sorted((one for one in rejects if one[LINE] in span), key=lambda one: int(one[LINE]))
        if not own and len(calls) > 1:
            raise UserError("No offer of a call can be used.", cure="Screen it alone, so that it is told.")
        told.append(
            Found(
                own,
                [{**one, LINE: one[LINE] - before} for one in refused],
                [one for line, one in suspects if line in span],
            )
        )
        before = span.stop - 1
    return told


def _judged(offers: pl.DataFrame, references: References) -> tuple[list[tuple[int, Json]], list[tuple[int, Suspect]]]:
    """Return, each with the line of its offer, all results, and those that are not clear with what was judged."""
    decisions = screen(prepared(offers.drop(LINE)), references).decisions
    results = decisions.select(_ANSWER).to_dicts()
    is_suspect = [one["decision"] != CLEAR for one in results]
    contents = iter(contents_of(offers.filter(pl.Series(is_suspect)))) if any(is_suspect) else iter(())
    numbered = list(zip(offers[LINE].to_list(), results, strict=True))
    suspects = [(line, Suspect(next(contents), one)) for line, one in numbered if one["decision"] != CLEAR]
    return numbered, suspects


def _refused(rejects: pl.DataFrame) -> list[Json]:
    return rejects.select(LINE, "field", "value", "rule").to_dicts() if rejects.height else []


def _repeated(line: int, value: str) -> Json:
    return {LINE: line, "field": "id", "value": value, "rule": REPEATED}
