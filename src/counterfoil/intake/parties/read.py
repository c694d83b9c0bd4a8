"""Parties and party details out of any format: lists of denied parties, company registers, and plain tables."""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.codes import country
from counterfoil.intake.convert import day, values
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.streamed import read_streamed
from counterfoil.intake.whole import Given, Kind
from counterfoil.tables.contract import Sorted
from counterfoil.tables.party import LISTS, Party
from counterfoil.tables.party_detail import PartyDetail

_DAYS = ("incorporationDate", "dissolutionDate", "listingDate", "endDate")


def read_parties(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield parties in batches (columns of Party and `line`) and rejects, whose values are withheld but for ids.

    Countries are ISO 3166-1 alpha-2 where they are known. Raises UserError where the file cannot be read or no row of
    it was kept.
    """
    return read_streamed(Given(stream, file, mapping, encoding), _PARTIES)


def read_party_details(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Iterator[Sorted]:
    """Yield party details in batches (columns of PartyDetail and `line`) and rejects; raises as `read_parties`."""
    return read_streamed(Given(stream, file, mapping, encoding), _DETAILS)


def _prepared(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with a schema, countries as codes, and days without the time that registers add to them."""
    own = [pl.col("schema")] if "schema" in rows.columns else []
    typed = rows.with_columns(pl.coalesce([*own, pl.lit("LegalEntity")]).alias("schema"))
    if "country" not in rows.columns:
        return typed
    if typed.schema["country"] == pl.String:
        typed = typed.with_columns(values("country").typed)
    return with_country_codes(typed)


def with_country_codes(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the countries of their lists as alpha-2 codes, each once; unknown ones as written."""
    written = rows["country"].explode().drop_nulls().unique().to_list()
    codes = {name: country.normalise(name) or name for name in written}
    coded = pl.col("country").list.eval(pl.element().replace(codes).unique(maintain_order=True))
    return rows.with_columns(coded) if codes else rows


_PARTIES = Kind(
    Party,
    ("id", "name"),
    conversions=(
        *(values(name) for name in LISTS),
        *(day(name) for name in _DAYS),
    ),
    prepare=_prepared,
    shown=("id", "schema", "dataset", *_DAYS),
)
_DETAILS = Kind(PartyDetail, ("party_id", "property", "value"), shown=("party_id", "property"))
