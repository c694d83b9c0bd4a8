"""What is published, and how can anyone tell that it is unchanged? The counts as canonical JSON with their SHA-256.

Canonical is the form of RFC 8785 as far as it matters here: names in order, no spaces, UTF-8, numbers as Python and
JSON write them alike. No time of making stands in it: the same tables give the same bytes on every day.
"""

import datetime as dt
import hashlib
import json
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.tables.transparency_count import TransparencyCount
from counterfoil.transparency.counting import counts
from counterfoil.transparency.measure import Asked, Tables
from counterfoil.transparency.suppression import LEAST_LIMIT, is_limit

FORMAT: Final = "counterfoil transparency report 1"
USUAL_LIMIT: Final = 5
LARGEST: Final = 20_000_000  # bytes of a report that is read again


class Report(NamedTuple):
    """What was asked, below which number counts are withheld, and the counts (contract TransparencyCount)."""

    asked: Asked
    limit: int
    counts: pl.DataFrame

    def content(self) -> dict[str, Any]:
        """Return all that is published, as JSON has it."""
        return {
            "format": FORMAT,
            "platform": self.asked.platform,
            "from": self.asked.first.isoformat(),
            "until": self.asked.last.isoformat(),
            "asked_until": self.asked.until and self.asked.until.isoformat(),
            "withheld_below": self.limit,
            "counts": self.counts.to_dicts(),
        }

    def digest(self) -> str:
        """Return the SHA-256 of the content in its canonical form, in hexadecimal."""
        return digest_of_content(self.content())


def report(tables: Tables, asked: Asked, *, limit: int = USUAL_LIMIT) -> Report:
    """Return the report on a platform and a period. Raises UserError for a limit that would hide nothing, and days
    in the wrong order."""
    if not is_limit(limit):
        cure = f"Use {LEAST_LIMIT} or more, or 0 to withhold nothing."
        raise UserError(f"Below {limit} a withheld number could be told from the others.", cure=cure)
    if asked.last < asked.first:
        raise UserError("The period ends before it begins.", cure="Give --from the earlier day.")
    return Report(asked, limit, counts(tables, asked, limit=limit))


def digest_of_content(content: dict[str, Any]) -> str:
    """Return the SHA-256 of JSON content in its canonical form."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_report(content: bytes, *, file: str) -> tuple[Report, str]:
    """Return an exported report, and the digest that it states. Raises UserError for what is none."""
    broken = UserError("This is no transparency report.", cure="Name the folder that it was exported to.", file=file)
    if len(content) > LARGEST:
        raise broken
    try:
        told = json.loads(content)
        inside = told["report"]
        if inside["format"] != FORMAT:
            raise broken
        first, last = (dt.date.fromisoformat(inside[name]) for name in ("from", "until"))
        rows = pl.DataFrame(inside["counts"], schema=TransparencyCount.create_empty().schema)
        until = inside["asked_until"]
        asked = Asked(str(inside["platform"]), first, last, until and dt.date.fromisoformat(until))
        return Report(asked, int(inside["withheld_below"]), TransparencyCount.validate(rows)), str(told["digest"])
    except (ValueError, KeyError, TypeError, RecursionError, pl.exceptions.PolarsError) as cause:
        raise broken from cause
