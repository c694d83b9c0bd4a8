"""Is what callers were told kept once and whole? Reads the tables past row-level security, and walks the chain."""

import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import psycopg
from killing import Book, ask
from started import Desk

from counterfoil_desk.audit.walking import Walked, walked
from counterfoil_desk.bundled.cluster import SEALER, SUPERUSER

SETTLES_WITHIN: Final = 90.0  # seconds that the sealer is given for what is left
ASKED_AGAIN: Final = 300  # accepted calls that are asked for once more at the end
CLEAR: Final = "clear"
ANSWERS: Final = "SELECT key, content FROM service_answer"
SUSPECTS: Final = "SELECT offer_id, decision FROM service_suspectoffer"
TALLY: Final = """
SELECT decision, sum(offers)::bigint FROM (
  SELECT decision, offers FROM service_daycount UNION ALL SELECT decision, offers FROM service_tally) AS told GROUP BY 1
"""
DELIVERIES: Final = "SELECT public_id::text, payload ->> 'id' FROM webhooks_delivery"
WAITING: Final = "SELECT count(*) FROM webhooks_delivery WHERE state = 'waiting'"
HURRY: Final = "UPDATE webhooks_delivery SET next_try_at = now() - interval '10 s' WHERE state = 'waiting'"
ENTRIES: Final = "SELECT count(*) FROM audit_entry WHERE act = 'offers screened'"
UNSEALED: Final = "SELECT (SELECT count(*) FROM audit_entry) - (SELECT count(*) FROM audit_seal)"


@dataclass
class Kept:
    """What the desk keeps: answers by key, decisions by offer, how many offers of each decision, entries, the chain."""

    answers: dict[str, Any]
    suspects: Counter[tuple[str, str]]
    tally: Counter[str]
    entries: int
    chain: Walked
    unsealed: int
    deliveries: dict[str, str]  # webhook-id, and the offer that is told
    waiting: int


def kept(desk: Desk, *, hurry: bool = False) -> Kept:
    """Return what is kept once deliveries are settled and the sealer has come to the end of the log.

    `hurry` makes deliveries whose try was cut off due at once, which otherwise they are after forty seconds.
    """
    until = time.monotonic() + SETTLES_WITHIN
    with psycopg.connect(desk.cluster.url(SUPERUSER), autocommit=True) as link:
        if hurry:
            link.execute(HURRY)
        while (waiting := _number(link, WAITING)) and time.monotonic() < until:
            time.sleep(0.1)
        while (unsealed := _number(link, UNSEALED)) and time.monotonic() < until:
            time.sleep(0.1)
        found = Kept(
            answers=dict(link.execute(ANSWERS).fetchall()),
            suspects=Counter((str(offer), str(decision)) for offer, decision in link.execute(SUSPECTS)),
            tally=Counter(dict(link.execute(TALLY).fetchall())),
            entries=_number(link, ENTRIES),
            chain=Walked(0, None),
            unsealed=unsealed,
            deliveries=dict(link.execute(DELIVERIES).fetchall()),
            waiting=waiting,
        )
    with psycopg.connect(desk.cluster.url(SEALER), autocommit=True) as link:
        found.chain = walked(link)
    return found


def faults(book: Book, found: Kept, arrived: Mapping[str, str]) -> list[str]:
    """Return what is lost, doubled or half there, a sentence for each kind; nothing where all is well.

    `arrived` is what the receiver was told: offers by webhook-id.
    """
    done = [key for key in book.sent if key in found.answers]  # accepted, or done without an answer
    results = [result for key in done for result in (found.answers[key] or {}).get("results", [])]
    expected = Counter((one["id"], one["decision"]) for one in results if one["decision"] != CLEAR)
    checks = {
        "accepted requests are not kept": [key for key in book.accepted if key not in found.answers],
        "requests are half done": [key for key in done if not found.answers[key]],
        "answers are not the one that was given": [
            key for key, told in book.accepted.items() if key in found.answers and found.answers[key] != told
        ],
        "suspect offers are lost": list((expected - found.suspects).elements()),
        "suspect offers are doubled, or of no request": list((found.suspects - expected).elements()),
        "offers are tallied wrongly": _differing(Counter(one["decision"] for one in results), found.tally),
        "entries too few or too many": _differing(Counter(entries=len(done)), Counter(entries=found.entries)),
        "keys got two answers": book.other_answers,
        "offers were told too seldom or too often": _differing(
            Counter(offer for offer, _ in expected), Counter(found.deliveries.values())
        ),
        "webhooks wait": [found.waiting] if found.waiting else [],
        "webhooks never arrived": sorted(set(found.deliveries) - set(arrived)),
        "webhooks arrived and are of nothing that is kept, or tell another offer": [
            name for name, offer in arrived.items() if found.deliveries.get(name) != offer
        ],
        "entries are not sealed": [found.unsealed] if found.unsealed else [],
        "places of the chain are broken": [found.chain.broken_at] if found.chain.broken_at is not None else [],
    }
    return [f"{len(those)} {what}, such as {those[0]}" for what, those in checks.items() if those]


def told_otherwise(desk: Desk, book: Book, *, seed: int) -> list[str]:
    """Ask for accepted calls once more, by the same key; return the keys that are answered otherwise now."""
    keys = random.Random(seed).sample(sorted(book.accepted), min(ASKED_AGAIN, len(book.accepted)))
    with httpx.Client(base_url=f"http://127.0.0.1:{desk.port}", timeout=30) as http:
        return [key for key in keys if ask(desk, http, key, book.sent[key]) != book.accepted[key]]


def _differing(wanted: Counter[str], found: Counter[str]) -> list[str]:
    return [f"{name}: {wanted[name]} and {found[name]}" for name in {*wanted, *found} if wanted[name] != found[name]]


def _number(link: psycopg.Connection[Any], query: str) -> int:
    row = link.execute(query.encode()).fetchone()
    assert row is not None
    return int(row[0])
