"""Known pictures: a table of files with what each shows. The pictures themselves are opened by `run`."""

from typing import BinaryIO

import polars as pl

from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.known_picture import KnownPicture


def read_known_pictures(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return known pictures (columns of KnownPicture and `line`) and rejects.

    A picture without an id is known by its file. Raises UserError where the file cannot be read or no row was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _KNOWN_PICTURES)


def _prepared(rows: pl.DataFrame) -> pl.DataFrame:
    own = [pl.col("image_id")] if "image_id" in rows.columns else []
    return rows.with_columns(
        pl.coalesce([*own, pl.col("file")]).alias("image_id"),
        pl.col("role").str.to_lowercase(),
    )


_KNOWN_PICTURES = Kind(KnownPicture, ("file", "role"), prepare=_prepared)
