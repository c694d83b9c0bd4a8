"""Entries of lists of parties, one Python record each, as columns: what the readers of lists have in common."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import pyarrow as pa

from counterfoil.intake.reader import RawBatch, Refused, Wanted
from counterfoil.intake.rows import rows_in_batches
from counterfoil.tables.party import LISTS, Party
from counterfoil.tables.party_detail import PartyDetail

Entry = dict[str, str | list[str] | None]  # by columns of Party, or of PartyDetail
Drawn = tuple[int, Entry] | Refused  # the line it began on, and the entry

_COLUMNS = tuple(dict.fromkeys([*Party.column_names(), *PartyDetail.column_names()]))
_LISTS = {name: pa.list_(pa.large_string()) for name in LISTS}
_MONTHS = {month: at for at, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_WRITTEN_DATE = re.compile(r"(?:(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+)?(\d{4})\b")


def batches_of(entries: Iterable[Drawn], wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the entries in batches; lists stay lists. Raises UserError as `resolve` does."""
    yield from rows_in_batches(entries, wanted, columns=_COLUMNS, types=_LISTS)


def written_dates(text: str) -> list[str]:
    """Return the dates in a text as ISO 8601, as exact as they are: "circa Jul 1963" → 1963-07.

    Of a span ("1961 to 1963") only the years are certain.
    """
    iso = re.findall(r"\d{4}-\d{2}-\d{2}", text)
    if iso:
        return [day for day in iso if _is_day(day)]
    found = [_iso(*match) for match in _WRITTEN_DATE.findall(text)]
    return [date[:4] for date in found] if re.search(r"\bto\b|\bbetween\b", text) else found


def _iso(day: str, month: str, year: str) -> str:
    number = _MONTHS.get(month.lower())
    if number is None:
        return year
    whole = f"{year}-{number:02d}-{int(day or 0):02d}"
    return whole if day and _is_day(whole) else whole[:7]


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parted(text: str | None, separator: str = ";") -> list[str]:
    """Return the parts of a text without blanks around them, each once, empty ones left out."""
    return list(dict.fromkeys(part.strip() for part in (text or "").split(separator) if part.strip()))
