"""Screen offers for an organisation, as of now; keep what is suspect, count what is clear, answer once to a request.

All of it is one transaction: an answer that was given is kept with what it says, a request that failed leaves nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil_desk.audit.actions import entry_values
from counterfoil_desk.database.statements import run
from counterfoil_desk.service.keeping import CLEAR, Answered, Origin, keep_call
from counterfoil_desk.service.models import Answer
from counterfoil_desk.service.proofs import with_proofs
from counterfoil_desk.service.references import At, Live, live, rests_on
from counterfoil_desk.service.telling import tell_decided
from counterfoil_desk.service.together import Found, screened

_FIRST: Final = """
INSERT INTO service_answer (organisation_id, key, request_sha256, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (organisation_id, key) DO NOTHING RETURNING 1
"""
Json = dict[str, Any]


class Request(NamedTuple):
    """A request as it came: by its key, where it has one, it is known again."""

    operation: str
    body: bytes
    key: str | None = None

    @property
    def sha256(self) -> str:
        """Return by what it is known that another request has the same key."""
        return hashlib.sha256(self.operation.encode() + b"\n" + self.body).hexdigest()


def screen_offers(
    offers: Sequence[Json], *, organisation: int, by: str, at: At | None = None, request: Request | None = None
) -> Json:
    """Return the decision on each offer, with reasons for the reviewer and for the seller, and on what it rests.

    `at` is the generation, where the call was told it with its token. A `request` that was answered before gets the
    same answer again: that it was is seen when this one's is to be kept, so that one statement does all there is to do.

    Keys: `generation`, `digests` by register, `engine_version`, `results` in the order of the offers that can be used,
    `rejects` of the others. Raises UserError where no offer can be used, and where the key is of another request.
    """
    now = live(organisation, at)
    found = screened(offers, now.references)
    answer = {**rests_on(now), "results": found.results, "rejects": found.rejects}
    answered = Answered(answer, request.key, request.sha256) if request else Answered(answer)
    if _is_kept(found, now, by=by, organisation=organisation, answered=answered):
        return answer
    assert request is not None, "without a key every call is the first"
    return _given_before(request, organisation=organisation)


def _is_kept(found: Found, now: Live, *, by: str, organisation: int, answered: Answered) -> bool:
    """Keep what the call came to, and tell those who asked for what was not clear; say no where its key was used."""
    counts = Counter(result["decision"] for result in found.results)
    cleared = [one["id"] for one in found.results if one["decision"] == CLEAR]
    origin = Origin("call", timezone.now(), rests_on(now))
    suspects, proven = with_proofs(found.suspects, origin)
    told: Json = {"decisions": dict(sorted(counts.items())), **proven}
    entry = entry_values(actor=by, act="offers screened", subject=("generation", str(now.number)), told=told)
    is_kept = keep_call(suspects, cleared, origin, organisation=organisation, entry=entry, answered=answered)
    if is_kept and suspects:
        tell_decided([one.answer for one in suspects], now, organisation=organisation)
    return is_kept


def answered_once(request: Request, *, organisation: int, work_out: Callable[[], Json]) -> Json:
    """Return the answer to a request; with a key, the one that was given before to the same request.

    A second request that comes while the first is worked out waits for it. Raises UserError for another operation or
    another body.
    """
    if request.key is None:
        return work_out()
    if run(_FIRST, [organisation, request.key, request.sha256, timezone.now()]) is None:
        return _given_before(request, organisation=organisation)
    content = work_out()
    Answer.objects.filter(organisation_id=organisation, key=request.key).update(content=content)
    return content


def _given_before(request: Request, *, organisation: int) -> Json:
    """Return what the request that had the key first was answered. Raises UserError where that was another request."""
    before = Answer.objects.get(organisation_id=organisation, key=request.key)
    if before.request_sha256 != request.sha256:
        raise UserError("This key was used for another request.", cure="Use a new Idempotency-Key.")
    return before.content or {}
