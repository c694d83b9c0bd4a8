"""What do the pages of a Parquet file say that they unpack to? Read from their headers; nothing is unpacked.

The footer may say less than the pages, and the reader makes room for what a page says. A page unpacks to what its
header says and to no byte more: the reader holds it to that.
Sources: https://parquet.apache.org/docs/file-format/data-pages/ and parquet.thrift (PageHeader); Thrift's compact
protocol, https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple

MOST_STEPS: Final = 2_000_000  # values of all headers together: some 100,000 pages, and two seconds
DEEPEST: Final = 16  # structs within one another
UNPACKED, PACKED, DATA, DICTIONARY, DATA_2 = 2, 3, 5, 7, 8  # fields of PageHeader
VALUES: Final = 1  # of each of the last three: how many values
STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(13)
LONG_LIST: Final = 15
LONGEST_NUMBER: Final = 10  # bytes
Fields = dict[int, Any]


class Told(NamedTuple):
    """What one page says: bytes of its header, bytes that it unpacks to, and how many values it holds."""

    header: int
    unpacked: int
    values: int
    is_dictionary: bool


def pages_of(stream: BinaryIO, footer: Any) -> Iterator[Told]:
    """Yield what each page says. Raises ValueError where a header cannot be read, or there are too many pages."""
    headers = _Headers(stream)
    for group in map(footer.row_group, range(footer.num_row_groups)):
        for column in (group.column(at) for at in range(footer.num_columns)):
            at = _start(column)
            end = at + column.total_compressed_size
            while at < end:
                stream.seek(at)
                fields = headers.struct(DEEPEST)
                header, packed, unpacked = stream.tell() - at, fields.get(PACKED), fields.get(UNPACKED)
                if not (isinstance(packed, int) and isinstance(unpacked, int) and packed >= 0 and unpacked >= 0):
                    raise ValueError("a page without sizes")
                at += header + packed
                kinds = [fields[one] for one in (DATA, DICTIONARY, DATA_2) if isinstance(fields.get(one), dict)]
                values = max((int(one.get(VALUES, 0)) for one in kinds), default=0)
                yield Told(header, unpacked, values, is_dictionary=DICTIONARY in fields)


def _start(column: Any) -> int:
    """Return where a column begins, as the reader finds it."""
    data, dictionary = int(column.data_page_offset), column.dictionary_page_offset
    is_before = column.has_dictionary_page and dictionary is not None and 0 < dictionary < data
    return int(dictionary) if is_before else data


class _Headers:
    """Reads structs of Thrift's compact protocol; whole numbers and structs are told, all else is passed over."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, MOST_STEPS

    def struct(self, deepest: int) -> Fields:
        """Return the fields of the struct that begins here, by number."""
        told: Fields = {}
        number = 0
        while (head := self._byte()) != STOP:
            number = number + (head >> 4) if head >> 4 else self._whole()
            kind = head & 15
            told[number] = kind == TRUE if kind in (TRUE, FALSE) else self._value(kind, deepest)
        return told

    def _value(self, kind: int, deepest: int) -> Any:
        if not deepest:
            raise ValueError("a header of a page is too deep")
        if kind in (I16, I32, I64):
            return self._whole()
        if kind == STRUCT:
            return self.struct(deepest - 1)
        if kind in (TRUE, FALSE, BYTE):
            return self._byte()
        if kind in (DOUBLE, BINARY):
            self._pass_over(8 if kind == DOUBLE else self._number())
        elif kind in (LIST, SET):
            head = self._byte()
            size = head >> 4
            for _ in range(self._number() if size == LONG_LIST else size):
                self._value(head & 15, deepest - 1)
        else:  # a map, which no header has, or no kind at all
            raise ValueError("a header of a page holds what none does")
        return None

    def _byte(self) -> int:
        self._left -= 1
        found = self._stream.read(1)
        if not found or not self._left:
            raise ValueError("a header of a page breaks off, or there are too many pages")
        return found[0]

    def _number(self) -> int:
        number = 0
        for place in range(LONGEST_NUMBER):
            one = self._byte()
            number |= (one & 127) << 7 * place
            if one < 128:
                return number
        raise ValueError("a number in a header of a page does not end")

    def _whole(self) -> int:
        """Return a number with its sign, of 32 bits as the reader takes it."""
        number = self._number() & 0xFFFFFFFF
        return (number >> 1) ^ -(number & 1)

    def _pass_over(self, size: int) -> None:
        self._stream.seek(min(size, 2**31), 1)
