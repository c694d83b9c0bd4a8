"""Which registers are there, by which contract, and how does a row stand in the database and in a file?"""

import hashlib
import io
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, BinaryIO, Final, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.intake.authorisations import AUTHORISATIONS as KIND_OF_AUTHORISATIONS
from counterfoil.intake.by_contract import kind_of
from counterfoil.intake.reader import Most
from counterfoil.intake.rights import RIGHTS as KIND_OF_RIGHTS
from counterfoil.intake.tables import SELLERS as KIND_OF_SELLERS
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.site import Site
from counterfoil_desk.records.models import AuthorisationRow, FacilityRow, RightRow, Row, SellerRow
from counterfoil_desk.records.storable import storable

AS_TEXT: Final = (pl.Date, pl.Datetime, pl.Decimal)  # types that JSON does not have
MOST: Final = Most(rows=250_000, bytes=512 * 2**20)  # of one file: all of it is held in memory beside other requests
MOST_REJECTS: Final = 10_000  # of one file that are kept and told; the others are counted
Content = Mapping[str, Any]


class Register(NamedTuple):
    """One register; `key` is the column that names a row, None where the row's digest does.

    `kind` is how the engine reads a table of its contract; `shown` are the columns of a list, the first by which it
    is ordered.
    """

    name: str
    model: type[Row]
    kind: Kind
    key: str | None
    shown: tuple[str, ...]

    @property
    def contract(self) -> type[dy.Schema]:
        """The engine's contract of a row."""
        return self.kind.contract

    def read(self, stream: BinaryIO, *, file: str) -> Sorted:
        """Return the rows of a file that can be used and kept, with `line`, and rejects. Raises UserError."""
        return storable(read_whole(Given(stream, file, None, None, MOST), self.kind), key=self.key, file=file)


RIGHTS, AUTHORISATIONS, SELLERS, FACILITIES = "rights", "authorisations", "sellers", "facilities"
REGISTERS: Final = {
    one.name: one
    for one in (
        Register(
            RIGHTS,
            RightRow,
            KIND_OF_RIGHTS,
            "id",
            ("mark", "owner", "id", "status", "territory", "registration_number"),
        ),
        Register(
            AUTHORISATIONS,
            AuthorisationRow,
            KIND_OF_AUTHORISATIONS,
            None,
            ("seller", "right_id", "owner", "territory", "channel", "valid_from", "valid_until"),
        ),
        Register(SELLERS, SellerRow, KIND_OF_SELLERS, "id", ("name", "id", "marketplace", "country", "status")),
        Register(FACILITIES, FacilityRow, kind_of(Site), "place", ("name", "place", "latitude", "longitude")),
    )
}


@cache
def entry_names(contract: type[dy.Schema]) -> dict[str, str]:
    """Return how entries of the audit log name each column: plain, so that registrationNumber is registration_number.

    Entries hold names as the engine's `custody` does: small letters, digits and underscores.
    """
    return {name: re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower() for name in contract.column_names()}


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
