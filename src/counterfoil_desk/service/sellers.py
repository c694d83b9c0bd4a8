"""Check the sellers of one call: status, findings, obligations with their clocks, and denied parties."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import orjson
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.whole import Given, read_whole
from counterfoil.tables.contract import LINE
from counterfoil_desk.audit.actions import record
from counterfoil_desk.service.lines import FILE, JSON_LINES, REPEATED
from counterfoil_desk.service.telling import tell_checked
from counterfoil_desk.service.vetting import NAMED_IN, ONE_SELLER, day_to_check, held_against, names_in, results, vetted

MOST_NAMES_OF_A_CALL: Final = 5_000  # about five seconds with the longest lists
Json = dict[str, Any]


def check_sellers(sellers: Sequence[Json], *, organisation: int, by: str, day: dt.date | None = None) -> Json:
    """Return what vetting says of each seller on a day (today, UTC), and on what it rests; rejects of the others.

    What accounts of one call have in common is told of each. Raises UserError where no seller can be used, and for a
    day that nobody can want; and for sellers that have too many names in all.
    """
    against = held_against(organisation, day=day_to_check(day))
    lines = io.BytesIO(b"\n".join(map(orjson.dumps, sellers)))
    read = read_whole(Given(lines, FILE, JSON_LINES, None), ONE_SELLER)
    is_first = read.kept["id"].is_first_distinct()  # ids as they were read: “a ” is “a”
    first = read.kept.filter(is_first)
    _refuse_too_many_names(first)
    found = vetted(first, against)
    statuses = dict(found.dossiers.select("seller_id", "status").iter_rows())
    told: Json = {"statuses": dict(sorted(Counter(statuses.values()).items()))}
    record(actor=by, act="sellers checked", subject=("generation", str(against.generation)), told=told)
    tell_checked(statuses, organisation=organisation)
    rejects = read.rejects.select(LINE, "field", "value", "rule").to_dicts()
    rejects += [
        {LINE: number, "field": "id", "value": value, "rule": REPEATED}
        for number, value in read.kept.filter(~is_first).select(LINE, "id").iter_rows()
    ]
    return {
        **against.rests_on,
        "results": list(results(found)),
        "rejects": sorted(rejects, key=lambda one: int(one[LINE])),
    }


def _refuse_too_many_names(sellers: pl.DataFrame) -> None:
    names = names_in(sellers)
    if names > MOST_NAMES_OF_A_CALL:
        fields = f"{', '.join(NAMED_IN[:-1])} and {NAMED_IN[-1]}"
        most = f"The sellers of one call have at most {MOST_NAMES_OF_A_CALL:,} names ({fields})"
        raise UserError(
            f"{most}, and these have {names:,}.",
            cure="Send fewer sellers in a call, or all of them as a stream.",
        )
