"""How much would a Parquet file come to? Told before and while it is unpacked: few bytes may say very much.

Source: https://parquet.apache.org/docs/file-format/. A value that stands once in a dictionary is meant by each number
that points to it, so texts are counted while they are still numbers.
"""

from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from counterfoil.intake.parquet_pages import pages_of
from counterfoil.intake.reader import Most, Wanted

NUMBER_BYTES: Final = 8  # that a value comes to at least
PLAIN: Final = ("NONE", "STRING", "JSON", "ENUM", "BSON")  # logical types of bytes that are texts; others are short


def refuse_footer(footer: Any, wanted: Wanted, most: Most) -> None:
    """Raise UserError where the footer tells of more rows, or of more bytes, than are read."""
    if footer.num_rows > most.rows:
        raise most.rows_error(wanted.file)
    widths = [max(NUMBER_BYTES, footer.schema.column(at).length or 0) for at in range(footer.num_columns)]
    told = 0
    for group in map(footer.row_group, range(footer.num_row_groups)):
        for at, width in enumerate(widths):
            column = group.column(at)
            told += max(column.total_uncompressed_size, column.num_values * width)
        if told > most.bytes:
            raise most.bytes_error(wanted.file)


def refuse_pages(stream: BinaryIO, footer: Any, wanted: Wanted, most: Most) -> None:
    """Raise UserError where the pages tell of more bytes than are read: the footer may say less than they.

    Raises ValueError for a damaged header, and for pages beyond counting.
    """
    told = 0
    for page in pages_of(stream, footer):
        told += max(page.unpacked, page.values * NUMBER_BYTES)
        if told > most.bytes:
            raise most.bytes_error(wanted.file)


def by_numbers(stream: BinaryIO, footer: Any) -> Any:
    """Return the file opened so that its texts come as numbers, with the dictionary that they point into."""
    columns = [footer.schema.column(at) for at in range(footer.num_columns)]
    texts = [one.path for one in columns if one.physical_type == "BYTE_ARRAY" and one.logical_type.type in PLAIN]
    return pq.ParquetFile(stream, metadata=footer, read_dictionary=texts, pre_buffer=False)


def refuse_batch(batch: Any, wanted: Wanted, most: Most) -> None:
    """Raise UserError where the texts of a batch come to more bytes than are read."""
    if sum(_text_bytes(values) for values in batch.columns) > most.bytes:
        raise most.bytes_error(wanted.file)


def written_out(values: Any) -> Any:
    """Return values with each text in its place."""
    if pa.types.is_dictionary(values.type):
        return values.dictionary_decode()
    if _is_list(values.type) and pa.types.is_dictionary(values.type.value_type):
        return values.cast(pa.large_list(values.type.value_type.value_type))
    return values


def _text_bytes(values: Any) -> int:
    if _is_list(values.type):
        return _text_bytes(values.flatten())
    if not pa.types.is_dictionary(values.type):
        return int(values.nbytes)
    lengths = pc.binary_length(values.dictionary)
    return int(pc.sum(pc.take(lengths.cast(pa.int64()), values.indices)).as_py() or 0)


def _is_list(kind: Any) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))
