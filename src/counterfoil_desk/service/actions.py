"""Screen offers for an organisation, as of now; keep what is suspect, count what is clear, answer once to a request.

All of it is one transaction: an answer that was given is kept with what it says, a request that failed leaves nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil_desk.audit.actions import record
from counterfoil_desk.service.keeping import CLEAR, Origin, keep_call
from counterfoil_desk.service.models import Answer
from counterfoil_desk.service.proofs import with_proofs
from counterfoil_desk.service.references import At, Live, live, rests_on
from counterfoil_desk.service.telling import tell_decided
from counterfoil_desk.service.together import Found, screened

Json = dict[str, Any]


def screen_offers(offers: Sequence[Json], *, organisation: int, by: str, at: At | None = None) -> Json:
    """Return the decision on each offer, with reasons for the reviewer and for the seller, and on what it rests.

    `at` is the generation, where the call was told it with its token.

    Keys: `generation`, `digests` by register, `engine_version`, `results` in the order of the offers that can be used,
    `rejects` of the others. Raises UserError where no offer can be used.
    """
    now = live(organisation, at)
    found = screened(offers, now.references)
    results = found.results
    counts = Counter(result["decision"] for result in results)
    origin = Origin("call", timezone.now(), rests_on(now))
    suspects, proven = with_proofs(found.suspects, origin)
    told: Json = {"decisions": dict(sorted(counts.items())), **proven}
    entry = record(actor=by, act="offers screened", subject=("generation", str(now.number)), told=told)
    _keep(replace(found, suspects=suspects), now, origin._replace(entry=entry), organisation=organisation)
    return {**rests_on(now), "results": results, "rejects": found.rejects}


def answered_once(
    key: str | None, body: bytes, *, operation: str, organisation: int, work_out: Callable[[], Json]
) -> Json:
    """Return the answer to a request; with a key, the one that was given before to the same request.

    A second request that comes while the first is worked out waits for it. Raises UserError for another operation or
    another body.
    """
    if key is None:
        return work_out()
    sha256 = hashlib.sha256(operation.encode() + b"\n" + body).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO service_answer (organisation_id, key, request_sha256, at) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (organisation_id, key) DO NOTHING",
            [organisation, key, sha256, timezone.now()],
        )
        is_first = cursor.rowcount == 1
    kept = Answer.objects.filter(organisation_id=organisation, key=key)
    if is_first:
        content = work_out()
        kept.update(content=content)
        return content
    before = kept.get()
    if before.request_sha256 != sha256:
        raise UserError("This key was used for another request.", cure="Use a new Idempotency-Key.")
    return before.content or {}


def _keep(found: Found, now: Live, origin: Origin, *, organisation: int) -> None:
    """Keep what the call came to, and tell those who asked for what was not clear."""
    cleared = [one["id"] for one in found.results if one["decision"] == CLEAR]
    keep_call(found.suspects, cleared, origin, organisation=organisation)
    tell_decided([one.answer for one in found.suspects], now, organisation=organisation)
