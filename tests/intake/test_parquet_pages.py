"""The pages of a Parquet file tell what they unpack to, whatever its footer says: what they say is counted first."""

import io
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake import parquet
from counterfoil.intake.parquet_pages import MOST_STEPS, Told, pages_of
from counterfoil.intake.reader import Most
from counterfoil.intake.rights import RIGHTS
from counterfoil.intake.whole import Given, read_whole

MIB = 2**20
MOST = Most(rows=10_000, bytes=3 * MIB)
LONG = 4 * MIB  # bytes of one text, that zstd makes a few hundred of
TABLE = {
    "mark": [f"Mark {number % 7}" for number in range(5_000)],
    "aliases": [["a", "b"][: number % 3] for number in range(5_000)],
    "price": [number / 3 if number % 2 else None for number in range(5_000)],
}


def written(columns: Mapping[str, object], **options: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


def varint(number: int) -> bytes:
    """Return a number of Thrift's compact protocol: zigzag, seven bits to a byte."""
    number <<= 1
    told = bytearray()
    while number > 127:
        told.append(number & 127 | 128)
        number >>= 7
    return bytes([*told, number])


def lying(content: bytes, true: int, told: int) -> bytes:
    """Return the file with another number in the place of one, everywhere in its footer."""
    assert len(varint(true)) == len(varint(told))
    start = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    assert varint(true) in content[start:]
    return content[:start] + content[start:].replace(varint(true), varint(told))


def read(content: bytes) -> int:
    return read_whole(Given(io.BytesIO(content), "f", None, None, MOST), RIGHTS).kept.height


def told_by(content: bytes) -> list[Told]:
    stream = io.BytesIO(content)
    return list(pages_of(stream, pq.ParquetFile(stream).metadata))


@pytest.mark.parametrize("data_page_version", ["1.0", "2.0"])
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
@pytest.mark.parametrize("use_dictionary", [True, False])
def test_of_an_honest_file_the_pages_come_to_what_the_footer_says(
    data_page_version: str, compression: str, use_dictionary: bool
) -> None:
    options = {"data_page_version": data_page_version, "compression": compression, "use_dictionary": use_dictionary}
    content = written(TABLE, data_page_size=2_000, row_group_size=2_000, write_page_checksum=True, **options)
    footer = pq.ParquetFile(io.BytesIO(content)).metadata
    groups = [footer.row_group(at) for at in range(footer.num_row_groups)]
    columns = [group.column(at) for group in groups for at in range(group.num_columns)]
    told = told_by(content)
    assert len(told) > len(columns)
    assert sum(one.header + one.unpacked for one in told) == sum(one.total_uncompressed_size for one in columns)
    values = sum(one.values for one in told if not one.is_dictionary)
    assert values == sum(one.num_values for one in columns)


def test_pages_that_say_more_than_the_footer_are_refused_before_they_are_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = written({"mark": ["m" * LONG], "owner": ["o"]}, compression="zstd", use_dictionary=False)
    assert len(content) < 20_000
    true = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0).column(0).total_uncompressed_size
    lie = lying(content, true, MIB + 1)
    assert pq.ParquetFile(io.BytesIO(lie)).metadata.row_group(0).column(0).total_uncompressed_size == MIB + 1
    monkeypatch.delattr(parquet, "_batches")  # which unpacks
    for one in (content, lie):
        with pytest.raises(UserError, match="unpacks to more than"):
            read(one)


def test_a_page_of_very_many_values_is_refused() -> None:
    stream = io.BytesIO(header(unpacked=8, packed=8, values=2**31 - 1))
    (told,) = list(pages_of(stream, footer_of(0, len(stream.getvalue()) + 8)))
    assert told.values * 8 > MOST.bytes
    assert told == Told(len(stream.getvalue()), 8, 2**31 - 1, is_dictionary=False)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\x15\x00\x15",
        b"\x15\x00\x15\x01\x15\x10\x00",  # a size below nothing
        b"\x15\x00\x15\x10\x15\x01\x00",
        b"\x15\x00\x00",  # no sizes
        b"\x1c" * 10_000,  # structs in structs
        b"\x19" * 10_000,  # lists in lists
        b"\x19\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",  # a number that does not end
        b"\x19\xf1\xff\xff\xff\xff\x07" + b"\x01" * 100,  # a list of billions
    ],
)
def test_a_damaged_header_is_damage(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="page"):
        list(pages_of(io.BytesIO(damaged), footer_of(0, 10_000)))


def test_pages_without_end_are_given_up() -> None:
    page = header(unpacked=0, packed=0, values=0)
    content = page * (MOST_STEPS // 8)
    with pytest.raises(ValueError, match="page"):
        list(pages_of(io.BytesIO(content), footer_of(0, len(content))))


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    try:
        told = list(pages_of(io.BytesIO(content), footer_of(0, len(content))))
    except ValueError:
        return
    assert sum(one.header for one in told) <= len(content)


def header(*, unpacked: int, packed: int, values: int) -> bytes:
    """Return the header of a data page: type 0, two sizes, and how many values."""
    data = b"\x15" + varint(values) + b"\x15\x00\x15\x06\x15\x06\x00"
    return b"\x15\x00\x15" + varint(unpacked) + b"\x15" + varint(packed) + b"\x2c" + data + b"\x00"


class footer_of:  # noqa: N801  reads as a function
    """A footer of one row group with one column."""

    num_row_groups = num_columns = 1
    has_dictionary_page, dictionary_page_offset = False, None

    def __init__(self, start: int, length: int) -> None:
        self.data_page_offset, self.total_compressed_size = start, length

    def row_group(self, _at: int) -> "footer_of":
        return self

    column = row_group
