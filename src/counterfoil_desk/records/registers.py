"""Which registers are there, by which contract, and how does a row stand in the database and in a file?"""

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Final, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.by_contract import read_as
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import read_sellers
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.right import Right
from counterfoil.tables.seller import Seller
from counterfoil.tables.site import Site
from counterfoil_desk.records.models import AuthorisationRow, FacilityRow, RightRow, Row, SellerRow

AS_TEXT: Final = (pl.Date, pl.Datetime, pl.Decimal)  # types that JSON does not have
Content = Mapping[str, Any]


class Register(NamedTuple):
    """One register; `key` is the column that names a row, None where the row's digest does."""

    name: str
    model: type[Row]
    contract: type[dy.Schema]
    read: Callable[..., Sorted]
    key: str | None


def _read_sites(stream: BinaryIO, *, file: str) -> Sorted:
    return read_as(stream, Site, file=file)


RIGHTS, AUTHORISATIONS, SELLERS, FACILITIES = "rights", "authorisations", "sellers", "facilities"
REGISTERS: Final = {
    one.name: one
    for one in (
        Register(RIGHTS, RightRow, Right, read_rights, "id"),
        Register(AUTHORISATIONS, AuthorisationRow, Authorisation, read_authorisations, None),
        Register(SELLERS, SellerRow, Seller, read_sellers, "id"),
        Register(FACILITIES, FacilityRow, Site, _read_sites, "place"),
    )
}


def contents_of(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Return rows of a contract as JSON: columns that are filled; days, times and amounts as text."""
    texts = [name for name, kind in rows.schema.items() if isinstance(kind, AS_TEXT)]
    plain = rows.drop(LINE, strict=False).with_columns(pl.col(texts).cast(pl.String))
    return [{name: value for name, value in row.items() if value not in (None, [])} for row in plain.to_dicts()]


def key_of(register: Register, content: Content) -> str:
    """Return by what a row is told from the others of its register."""
    if register.key is not None:
        return str(content[register.key])
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def table_of(register: Register, contents: list[dict[str, Any]]) -> pl.DataFrame:
    """Return rows of JSON as the engine's table."""
    types = register.contract.create_empty().schema
    read = {name: pl.String() if isinstance(kind, AS_TEXT) else kind for name, kind in types.items()}
    rows = pl.DataFrame(contents, schema=read, orient="row", strict=False) if contents else pl.DataFrame(schema=read)
    empty = [pl.col(name).fill_null(pl.lit([], kind)) for name, kind in types.items() if isinstance(kind, pl.List)]
    made = rows.with_columns(_from_text(name, kind) for name, kind in types.items() if isinstance(kind, AS_TEXT))
    nullable: dict[str, Any] = register.contract.columns()
    return made.with_columns(one for one in empty if not nullable[one.meta.output_name()].nullable).cast(
        pl.Schema(types)
    )


def _from_text(name: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.Datetime):
        return pl.col(name).str.to_datetime(time_zone="UTC")
    return pl.col(name).str.to_date() if isinstance(kind, pl.Date) else pl.col(name).cast(kind)


def file_of(table: pl.DataFrame) -> tuple[str, bytes]:
    """Return the digest and the bytes of a table as Parquet."""
    stream = io.BytesIO()
    table.write_parquet(stream)
    return hashlib.sha256(stream.getvalue()).hexdigest(), stream.getvalue()
