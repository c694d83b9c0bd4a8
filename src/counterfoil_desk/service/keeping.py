"""Keep what screening found: suspect offers as they were screened last, clear ones counted by day.

One statement for many offers, in the caller's transaction. What was screened earlier never takes the place of what was
screened later: a run made elsewhere may be brought in long after it was made. All rows of a statement are locked first,
suspect and clear ones in one order of their ids: who has the same offers waits, and nobody stops the other.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from django.db import connection

from counterfoil_desk.audit.actions import APPEND
from counterfoil_desk.database.statements import run, run_whole

CLEAR: Final = "clear"
# of a decision, beside the offer's id
ANSWERED: Final = ("decision", "score", "right_id", "ground", "reasons", "party_reasons", "policy", "rule")
# Is what is to be kept new? With a key, the first request that has it says so; a second one waits for it, and changes
# nothing. Both names have one row where it is, and none where it is not.
_ALWAYS: Final = "new AS (SELECT)"
_FIRST: Final = """
answered AS (
  INSERT INTO service_answer (organisation_id, key, request_sha256, at, content)
  SELECT %(organisation)s, %(key)s::text, %(request)s::text, %(at)s, %(content)s::jsonb
  WHERE %(key)s::text IS NOT NULL
  ON CONFLICT (organisation_id, key) DO NOTHING RETURNING 1
), new AS MATERIALIZED (SELECT FROM answered UNION ALL SELECT WHERE %(key)s::text IS NULL)
"""
_LOCKED: Final = """
SELECT FROM service_suspectoffer
WHERE organisation_id = %(organisation)s AND offer_id = ANY (%(ids)s) AND EXISTS (SELECT FROM new)
ORDER BY offer_id FOR UPDATE
"""
_KEEP: Final = """
INSERT INTO service_suspectoffer AS kept
  (public_id, organisation_id, offer_id, offer, decision, answer, screened_at, origin, held_against, evidence, run_id,
   entry, proof)
SELECT gen_random_uuid(), %(organisation)s, found.offer_id, found.offer, found.decision, found.answer, %(at)s,
  %(origin)s, %(held_against)s, found.evidence, %(run)s, %(entry)s, found.proof
FROM jsonb_to_recordset(%(found)s)
  AS found(offer_id text, offer jsonb, decision text, answer jsonb, evidence jsonb, proof jsonb)
WHERE (SELECT count(*) FROM locked) >= 0  -- all are locked before the first is written
  AND EXISTS (SELECT FROM new)
ORDER BY found.offer_id
ON CONFLICT (organisation_id, offer_id) DO UPDATE SET
  offer = EXCLUDED.offer, decision = EXCLUDED.decision, answer = EXCLUDED.answer, screened_at = EXCLUDED.screened_at,
  origin = EXCLUDED.origin, held_against = EXCLUDED.held_against, evidence = EXCLUDED.evidence,
  run_id = EXCLUDED.run_id, entry = EXCLUDED.entry, proof = EXCLUDED.proof
WHERE kept.screened_at <= EXCLUDED.screened_at
"""
_CLEARED: Final = """
DELETE FROM service_suspectoffer
WHERE organisation_id = %(organisation)s AND offer_id = ANY (%(cleared)s) AND screened_at <= %(at)s
  AND (SELECT count(*) FROM locked) > 0  -- found by what is unique: the plan is kept, and was made of smaller tables
"""
_COUNT: Final = """
INSERT INTO service_daycount AS counted (organisation_id, day, decision, offers)
SELECT %s, %s, found.key, found.value::bigint FROM jsonb_each_text(%s) AS found ORDER BY found.key
ON CONFLICT (organisation_id, day, decision) DO UPDATE SET offers = counted.offers + EXCLUDED.offers
"""
_TALLY: Final = """
INSERT INTO service_tally (organisation_id, day, decision, offers)
SELECT %(organisation)s, %(day)s, told.key, told.value::bigint
FROM jsonb_each_text(%(decisions)s) AS told CROSS JOIN entry RETURNING 1
"""
_ENTRY: Final = f"SELECT {APPEND} AS number FROM new"  # noqa: S608  no value stands in it
_CLEARING: Final = f"locked AS MATERIALIZED ({_LOCKED}), cleared AS ({_CLEARED})"
_CALL: Final = f"WITH {_FIRST}, {_CLEARING}, entry AS MATERIALIZED ({_ENTRY})"
_ITS_NUMBER: Final = "(SELECT number FROM entry)"
_CALL_ALL_CLEAR: Final = f"{_CALL} {_TALLY}"
_CALL_WITH_SUSPECTS: Final = f"{_CALL}, kept AS ({_KEEP.replace('%(entry)s', _ITS_NUMBER)}) {_TALLY}"
_BATCH: Final = f"WITH {_ALWAYS}, {_CLEARING} {_KEEP}"
Json = dict[str, Any]


class Origin(NamedTuple):
    """Where decisions come from: a `call`, a `stream` or an imported `run`; when; and what they were held against.

    `entry` is the number of the audit log's entry that proves them (see `service.proofs`).
    """

    kind: str
    at: dt.datetime
    held_against: Mapping[str, Any]
    run: int | None = None
    entry: int | None = None


class Suspect(NamedTuple):
    """An offer that was not clear: its fields, what was answered on it, and the evidence where it is known."""

    offer: Json
    answer: Json
    evidence: Json | None = None
    proof: Json | None = None


class Answered(NamedTuple):
    """What a call was answered, to be given again to the same request: under its key, or nowhere where it has none."""

    content: Json
    key: str | None = None
    request_sha256: str = ""


def keep_call(
    suspects: Sequence[Suspect],
    cleared: Sequence[str],
    origin: Origin,
    *,
    organisation: int,
    entry: Mapping[str, str],
    answered: Answered,
) -> bool:
    """Keep what one call came to, all of it in one statement: suspect offers, those that are clear now, and tallies,
    the entry of the log (`entry_values`), and the answer. Return whether it is: where the key was used, nothing is.

    A call whose offers are all clear is committed with it, where its transaction did nothing before: of others, more
    is to be told. A call has a decision at least: without one nothing would be written, the entry neither.
    """
    found, values = _found(suspects, cleared, origin, organisation=organisation)
    content = orjson.dumps(answered.content).decode() if answered.key is not None else None
    values |= {**entry, "key": answered.key, "request": answered.request_sha256, "content": content}
    decisions = Counter(one["decision"] for one in found)
    decisions[CLEAR] += len(cleared)
    told = {decision: number for decision, number in decisions.items() if number}
    values |= {"day": origin.at.date(), "decisions": orjson.dumps(told).decode()}
    assert told, "a call has a decision"
    kept = run(_CALL_WITH_SUSPECTS, values) if found else run_whole(_CALL_ALL_CLEAR, values)
    return kept is not None


def keep_suspects(
    suspects: Iterable[Suspect], origin: Origin, *, organisation: int, cleared: Sequence[str] = ()
) -> None:
    """Keep offers in the place of what was known of them, and forget those, by their ids, that are clear now."""
    _, values = _found(suspects, cleared, origin, organisation=organisation)
    if values["ids"]:
        with connection.cursor() as cursor:
            cursor.execute(_BATCH, values)


def _found(
    suspects: Iterable[Suspect], cleared: Sequence[str], origin: Origin, *, organisation: int
) -> tuple[list[Json], dict[str, Any]]:
    """Return suspect offers as rows, and the values of the statement that keeps them and forgets the cleared."""
    found = [
        {
            "offer_id": one.answer["id"],
            "offer": one.offer,
            "decision": one.answer["decision"],
            "answer": one.answer,
            "evidence": one.evidence,
            "proof": one.proof,
        }
        for one in suspects
    ]
    values: dict[str, Any] = {
        "organisation": organisation,
        "at": origin.at,
        "origin": origin.kind,
        "held_against": orjson.dumps(origin.held_against).decode(),
        "run": origin.run,
        "entry": origin.entry,
        "found": orjson.dumps(found).decode(),
        "cleared": list(cleared),
        "ids": [*(str(one["offer_id"]) for one in found), *cleared],
    }
    return found, values


def count(decisions: Mapping[str, int], day: dt.date, *, organisation: int) -> None:
    """Add to the numbers of offers by day and decision."""
    told = {decision: number for decision, number in decisions.items() if number}
    if told:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [organisation, day, orjson.dumps(told).decode()])
