"""Are plain lines read at once as record by record, and are all others left to that?"""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake import delimited
from counterfoil.intake.delimited import read
from counterfoil.intake.plain_lines import plain_columns
from counterfoil.intake.reader import Wanted

WANTED = Wanted("stock.csv", ("a", "b", "c"), ("a",))
HEADER = "a,b,c\n" + "x,y,z\n" * 3
PIECES = st.sampled_from(
    [
        '"',
        '""',
        ",",
        "\n",
        "\r\n",
        "\r",
        " ",
        "a",
        "靴",
        "\x00",
        "\t",
        '"b, c"',
        '"say ""hi"""',
        "1.5",
        "#",
        "null",
        "'",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
PLAIN = st.lists(
    st.tuples(*[st.sampled_from(["", '""', "x", " y ", '"b, c"', '"say ""hi"""', "靴", "null", "#1", "'", "1e5"])] * 3)
).map(lambda rows: "".join(",".join(row) + "\n" for row in rows))


class NotAtOnce(delimited.PlainLines):
    """The slow and obvious way: every line is read by itself."""

    def __call__(self, lines: object) -> None:
        return None


def rows(text: str) -> object:
    try:
        batches = list(read(io.BytesIO(text.encode()), WANTED))
    except UserError as refused:
        return str(refused)
    return [(batch.rows.to_dicts(), batch.rejects.rows()) for batch in batches]


@given(st.one_of(TEXTS, PLAIN, st.tuples(PLAIN, TEXTS, PLAIN).map("".join)), st.sampled_from([30, 256 * 1024]))
@settings(max_examples=150, deadline=None)
def test_both_ways_read_the_same(text: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("counterfoil.intake.decoding.CHUNK_BYTES", chunk)
        at_once = rows(HEADER + text)
        patch.setattr(delimited, "PlainLines", NotAtOnce)
        assert at_once == rows(HEADER + text)


@given(PLAIN)
@settings(max_examples=60, deadline=None)
def test_well_quoted_lines_are_plain(text: str) -> None:
    lines = list(io.StringIO(text, newline=""))
    found = plain_columns(lines, ",", 3)
    assert (found is not None) == bool(lines)


@pytest.mark.parametrize(
    "line",
    ['a,"b\n', 'a,b"c,d\n', 'a, "b",c\n', '"a"b,c,d\n', "a,b\n", "a,b,c,d\n", "\n", "a,b\x00,c\n", "a,b,c\r"],
)
def test_what_is_not_plain_is_left_to_the_slow_way(line: str) -> None:
    assert plain_columns([line], ",", 3) is None
    assert plain_columns(["a,b,c\n", line], ",", 3) is None
