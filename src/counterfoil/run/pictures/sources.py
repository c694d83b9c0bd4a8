"""Where do the pictures of offers come from? A folder, or a Parquet file with the bytes in it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from counterfoil.errors import UserError
from counterfoil.images.decode import MOST_BYTES
from counterfoil.run.inputs import opened
from counterfoil.run.pictures.names import MOST, SHOWN, Names, files_below

IDS = ("id", "offer_id")
ROWS = 32  # of a Parquet file in memory at a time


class Source(Protocol):
    """Pictures by offer, and their bytes."""

    count: int

    def of(self, offers: pl.DataFrame) -> pl.DataFrame:
        """Return `offer_id` and `image_id` of the pictures of these offers."""

    def read(self, image_ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the pictures with their bytes, in whatever order is quick; one that is gone has none."""


def opened_source(path: Path) -> Source:
    """Return the pictures at a path. Raises UserError where there are none that can be read."""
    if path.is_dir():
        return Folder(path)
    return ParquetPictures(path)


class Folder:
    """Pictures in files."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names = Names([name for name, _ in files_below(path)])
        self.count = self._names.count
        if not self.count:
            raise UserError("There is no picture in this folder.", cure="Name the folder of the files.", file=str(path))

    def of(self, offers: pl.DataFrame) -> pl.DataFrame:
        """Return `offer_id` and `image_id`; see `Names`."""
        return self._names.of(offers)

    def read(self, image_ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each picture with its bytes, one more at most than are looked at."""
        for image_id in image_ids:
            yield image_id, file_bytes(self._path / image_id)


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file, MOST_BYTES and one at most; none where it is gone, a link, or no file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError:
        return b""


class ParquetPictures:
    """Pictures in a column `image` beside `id`: bytes, or a struct with `bytes`, as Hugging Face data sets have it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with opened(path) as stream:
                self._file: Any = pq.ParquetFile(stream.name)
            ids = self._id_column()
            table = pl.from_arrow(self._file.read(columns=[ids]).cast(pa.schema([(ids, pa.string())])))
        except (pa.ArrowException, OSError, ValueError) as cause:
            cure = "Give a folder of pictures, or a Parquet file with the columns id and image."
            raise UserError("This is no Parquet file that can be read.", cure=cure, file=str(path)) from cause
        assert isinstance(table, pl.DataFrame)
        rows = table.select(offer_id=ids, image_id=pl.format("row {}", pl.int_range(1, pl.len() + 1)))
        self.count = rows.height
        self._rows = rows.drop_nulls()

    def of(self, offers: pl.DataFrame) -> pl.DataFrame:
        """Return `offer_id` and `image_id`, which is the number of its row."""
        places = offers.select(offer_id="id", place=pl.int_range(pl.len()))
        found = places.join(self._rows, on="offer_id", maintain_order="left_right")
        return found.filter(pl.int_range(pl.len()).over("offer_id") < MOST).select(list(SHOWN))

    def read(self, image_ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the pictures in the order of their rows."""
        wanted = sorted(int(image_id.removeprefix("row ")) - 1 for image_id in image_ids)
        first = 0
        for group in range(self._file.metadata.num_row_groups):
            count = self._file.metadata.row_group(group).num_rows
            here = {row - first for row in wanted if first <= row < first + count}
            if here:
                yield from self._of_group(group, here, first)
            first += count

    def _of_group(self, group: int, here: set[int], first: int) -> Iterator[tuple[str, bytes]]:
        at, last = 0, max(here)
        for batch in self._file.iter_batches(batch_size=ROWS, row_groups=[group], columns=["image"]):
            column = batch.column(0)
            for row in range(len(column)):
                if at + row in here:
                    yield f"row {first + at + row + 1}", _bytes_of(column[row].as_py())
            at += len(column)
            if at > last:
                return

    def _id_column(self) -> str:
        schema = self._file.schema_arrow
        ids = next((name for name in IDS if name in schema.names), None)
        if ids is None or "image" not in schema.names or not _holds_bytes(schema.field("image").type):
            raise UserError(
                "This file has no columns id and image (bytes, or a struct with bytes).",
                cure="Rename its columns, or give a folder of pictures.",
                file=str(self._path),
            )
        return ids


def _holds_bytes(kind: Any) -> bool:
    if pa.types.is_struct(kind):
        return kind.get_field_index("bytes") >= 0 and _holds_bytes(kind.field("bytes").type)
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _bytes_of(value: Any) -> bytes:
    """Return the bytes; a picture that is only named, by a path or an address, is not looked for there."""
    held = value.get("bytes") if isinstance(value, dict) else value
    return held if isinstance(held, bytes) else b""
