"""Keep what screening found: suspect offers as they were screened last, clear ones counted by day.

One statement for many offers, in the caller's transaction. What was screened earlier never takes the place of what was
screened later: a run made elsewhere may be brought in long after it was made. Rows are locked in the order of their
ids, so that two streams with the same offers wait for each other instead of stopping each other.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from django.db import connection

from counterfoil_desk.database.statements import run

CLEAR: Final = "clear"
_KEEP: Final = """
INSERT INTO service_suspectoffer AS kept
  (public_id, organisation_id, offer_id, offer, decision, answer, screened_at, origin, held_against, evidence, run_id)
SELECT gen_random_uuid(), %(organisation)s, found.offer_id, found.offer, found.decision, found.answer, %(at)s,
  %(origin)s, %(held_against)s, found.evidence, %(run)s
FROM jsonb_to_recordset(%(found)s)
  AS found(offer_id text, offer jsonb, decision text, answer jsonb, evidence jsonb)
ORDER BY found.offer_id
ON CONFLICT (organisation_id, offer_id) DO UPDATE SET
  offer = EXCLUDED.offer, decision = EXCLUDED.decision, answer = EXCLUDED.answer, screened_at = EXCLUDED.screened_at,
  origin = EXCLUDED.origin, held_against = EXCLUDED.held_against, evidence = EXCLUDED.evidence, run_id = EXCLUDED.run_id
WHERE kept.screened_at <= EXCLUDED.screened_at
"""
_CLEARED: Final = """
DELETE FROM service_suspectoffer WHERE id IN (
  SELECT id FROM service_suspectoffer
  WHERE organisation_id = %(organisation)s AND offer_id = ANY (%(cleared)s) AND screened_at <= %(at)s
  ORDER BY offer_id FOR UPDATE)
"""
_COUNT: Final = """
INSERT INTO service_daycount AS counted (organisation_id, day, decision, offers)
SELECT %s, %s, found.key, found.value::bigint FROM jsonb_each_text(%s) AS found ORDER BY found.key
ON CONFLICT (organisation_id, day, decision) DO UPDATE SET offers = counted.offers + EXCLUDED.offers
"""
_TALLY: Final = """
INSERT INTO service_tally (organisation_id, day, decision, offers)
SELECT %(organisation)s, %(day)s, told.key, told.value::bigint FROM jsonb_each_text(%(decisions)s) AS told
"""
_CALL: Final = f"WITH cleared AS ({_CLEARED}) {_TALLY}"
_CALL_WITH_SUSPECTS: Final = f"WITH cleared AS ({_CLEARED}), kept AS ({_KEEP}) {_TALLY}"
Json = dict[str, Any]


class Origin(NamedTuple):
    """Where decisions come from: a `call`, a `stream` or an imported `run`; when; and what they were held against."""

    kind: str
    at: dt.datetime
    held_against: Mapping[str, Any]
    run: int | None = None


class Suspect(NamedTuple):
    """An offer that was not clear: its fields, what was answered on it, and the evidence where it is known."""

    offer: Json
    answer: Json
    evidence: Json | None = None


def keep_call(suspects: Sequence[Suspect], cleared: Sequence[str], origin: Origin, *, organisation: int) -> None:
    """Keep what one call came to, all of it in one statement: suspect offers, those that are clear now, and tallies."""
    found, values = _found(suspects, origin, organisation=organisation)
    decisions = Counter(one["decision"] for one in found)
    decisions[CLEAR] += len(cleared)
    told = {decision: number for decision, number in decisions.items() if number}
    values |= {"cleared": list(cleared), "day": origin.at.date(), "decisions": orjson.dumps(told).decode()}
    run(_CALL_WITH_SUSPECTS if found else _CALL, values)


def keep_suspects(suspects: Iterable[Suspect], origin: Origin, *, organisation: int) -> None:
    """Keep offers in the place of what was known of them."""
    found, values = _found(suspects, origin, organisation=organisation)
    if found:
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, values)


def _found(suspects: Iterable[Suspect], origin: Origin, *, organisation: int) -> tuple[list[Json], dict[str, Any]]:
    """Return suspect offers as rows, and the values of the statement that keeps them."""
    found = [
        {
            "offer_id": one.answer["id"],
            "offer": one.offer,
            "decision": one.answer["decision"],
            "answer": one.answer,
            "evidence": one.evidence,
        }
        for one in suspects
    ]
    values: dict[str, Any] = {
        "organisation": organisation,
        "at": origin.at,
        "origin": origin.kind,
        "held_against": orjson.dumps(origin.held_against).decode(),
        "run": origin.run,
        "found": orjson.dumps(found).decode(),
    }
    return found, values


def let_go(cleared: Sequence[str], origin: Origin, *, organisation: int) -> int:
    """Forget suspect offers, by the marketplace's ids, that are clear now; return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(_CLEARED, {"organisation": organisation, "cleared": list(cleared), "at": origin.at})
        return int(cursor.rowcount)


def count(decisions: Mapping[str, int], day: dt.date, *, organisation: int) -> None:
    """Add to the numbers of offers by day and decision."""
    told = {decision: number for decision, number in decisions.items() if number}
    if told:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [organisation, day, orjson.dumps(told).decode()])
