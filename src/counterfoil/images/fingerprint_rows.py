"""Which pictures were looked at, with which numbers, and which were refused and why? One table of both."""

from collections.abc import Iterable

import polars as pl

from counterfoil.images.decode import Refusal, decode
from counterfoil.images.fingerprint import fingerprints

COLUMNS = {
    "image_id": pl.String,
    "view": pl.String,
    "form": pl.String,
    "hash": pl.Binary,
    "quality": pl.Int64,
    "colour": pl.Binary,
    "width": pl.Int64,
    "height": pl.Int64,
    "refused": pl.String,
}
Row = tuple[object, ...]


def fingerprint_rows(pictures: Iterable[tuple[str, bytes]]) -> pl.DataFrame:
    """Return the fingerprints of pictures given by id and bytes, as the table `fingerprint`.

    Eight rows for each view of a picture, whose size is that of the whole file in pixels; one row with the reason for
    a picture that is refused. No bytes raise anything.
    """
    return table_of(row for image_id, data in pictures for row in _rows_of(image_id, data))


def table_of(rows: Iterable[Row]) -> pl.DataFrame:
    """Return rows in the order of COLUMNS as the table `fingerprint`."""
    return pl.DataFrame(list(rows), schema=COLUMNS, orient="row")


def _rows_of(image_id: str, data: bytes) -> list[Row]:
    picture = decode(data)
    if isinstance(picture, Refusal):
        return [(image_id, *[None] * 7, picture.reason)]
    return [(image_id, *form, picture.width, picture.height, None) for form in fingerprints(picture)]
