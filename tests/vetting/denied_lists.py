"""An invented list of denied parties, with names in several scripts. Nobody on it exists."""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.tables.party import Party
from counterfoil.vetting.denied.index import DeniedIndex, denied_index
from screening.screened import table
from vetting.made import DAY

LISTED: list[dict[str, Any]] = [
    {"id": "1", "schema": "Company", "name": "GULDBORG IMPORT EXPORT LTD", "alias": ["GULDBORG TRADING"],
     "weakAlias": ["GIE"], "country": ["CY"], "registrationNumber": ["HE 99871"], "topics": ["sanction"]},
    {"id": "2", "schema": "Person", "name": "VASILEVSKIY, Arkadiy Petrovich", "alias": ["Аркадий Василевский"],
     "country": ["RU"], "birthDate": ["1963-07-28"], "topics": ["sanction"]},
    {"id": "3", "schema": "Company", "name": "Golden Reed General Trading LLC", "country": ["AE"],
     "topics": ["debarment"], "listingDate": dt.date(2026, 9, 20)},
    {"id": "4", "schema": "Company", "name": "Pendlecombe Holdings", "endDate": dt.date(2025, 1, 1)},
    {"id": "5", "schema": "Company", "name": "Quillford Partners", "listingDate": dt.date(2027, 1, 1)},
    *({"id": f"c{n}", "schema": "Company", "name": f"{word} General Trading LLC"}
      for n, word in enumerate("Amberly Bexcombe Carrowick Dunsel Elmsbrook Farrowdale Glinton Hestwick".split())),
]  # fmt: skip


def lists(listed: list[dict[str, Any]] | None = None, *, day: dt.date = DAY) -> DeniedIndex:
    """Return the list made ready for a day."""
    rows = [{"dataset": "an invented list"} | row for row in (LISTED if listed is None else listed)]
    parties: pl.DataFrame = table(Party, rows)
    return denied_index(parties, day=day)
