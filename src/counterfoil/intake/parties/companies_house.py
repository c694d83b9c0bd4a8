"""The British register of companies: Companies House's free company data product, a CSV of 55 columns.

Some of its headers begin with a blank (" CompanyNumber"), days are written 29/06/2011, former names stand in up to
ten pairs of columns. Source: https://www.gov.uk/guidance/companies-house-data-products and
http://download.companieshouse.gov.uk/en_output.html
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.intake.decoding import head_text
from counterfoil.intake.delimited import batches, open_table
from counterfoil.intake.naming import frame_of_known, plain
from counterfoil.intake.reader import PARTIES, Format, RawBatch, Wanted, rejects_of
from counterfoil.intake.records import Record
from counterfoil.tables.contract import LINE

DATASET = "UK Companies House"
_ADDRESS = tuple(
    f"regaddress_{part}"
    for part in ("careof", "pobox", "addressline1", "addressline2", "posttown", "county", "postcode")
)
_COUNTRIES = ("regaddress_country", "countryoforigin")
_FORMER = tuple(f"previousname_{at}_companyname" for at in range(1, 11))
_DAYS = {"incorporationDate": "incorporationdate", "dissolutionDate": "dissolutiondate"}
_READ = ("companyname", "companynumber", "companystatus", "uri", *_ADDRESS, *_COUNTRIES, *_FORMER, *_DAYS.values())


def recognises(head: bytes) -> bool:
    """Tell whether the header has the register's name and number and its address."""
    names = {plain(name.strip('"')) for name in re.split(",", next(iter(head_text(head).splitlines()), ""))}
    return {"companyname", "companynumber", "regaddress_posttown"} <= names


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the companies in batches. Raises UserError as the delimited reader does."""
    table = open_table(stream, wanted)
    at = {name: place for place, name in enumerate(plain(name) for name in table.header) if name in _READ}
    for good, bad in batches(table):
        yield RawBatch(frame_of_known(_companies(_columns(good, at)), wanted), rejects_of(bad, file=wanted.file))


def _columns(good: list[Record], at: dict[str, int]) -> pl.DataFrame:
    columns = [
        pl.Series(name, [record.fields[place] or None for record in good], dtype=pl.String)
        for name, place in at.items()
    ]
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in _READ if name not in at]
    return pl.DataFrame([*columns, pl.Series(LINE, [record.line for record in good], dtype=pl.Int64)]).with_columns(
        absent
    )


def _companies(rows: pl.DataFrame) -> pl.DataFrame:
    address = pl.concat_str(_ADDRESS, separator=", ", ignore_nulls=True)
    return rows.select(
        pl.col("companynumber").alias("id"),
        pl.lit("Company").alias("schema"),
        pl.col("companyname").alias("name"),
        pl.concat_list(_FORMER).list.drop_nulls().alias("previousName"),
        pl.concat_list(_COUNTRIES).list.drop_nulls().list.unique(maintain_order=True).alias("country"),
        pl.concat_list(pl.when(address != "").then(address)).list.drop_nulls().alias("address"),
        pl.concat_list("companynumber").alias("registrationNumber"),
        pl.col("companystatus").alias("status"),
        *(_iso(theirs).alias(ours) for ours, theirs in _DAYS.items()),
        pl.lit(DATASET).alias("dataset"),
        pl.col("uri").alias("sourceUrl"),
        LINE,
    )


def _iso(column: str) -> pl.Expr:
    """Write 29/06/2011 as 2011-06-29; anything else is left as it is, and refused later."""
    return pl.col(column).str.replace(r"^(\d{2})/(0\d|1[0-2])/(\d{4})$", "$3-$2-$1")


COMPANIES_HOUSE = Format("companies_house", recognises, read, holds=PARTIES)
