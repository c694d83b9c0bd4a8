"""Whatever comes in: rows in = rows kept + rows rejected, and no failure but a UserError."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.goods.read import read_categories, read_events, read_inventory, read_shipments
from counterfoil.intake.offers import read_offers
from counterfoil.intake.parties.read import read_parties, read_party_details
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import read_complaints, read_rates, read_reference_prices, read_sales, read_sellers
from counterfoil.tables.contract import Sorted
from intake import goods_samples
from intake.parties import lists
from intake.registers.samples import case, daily, st66, st96
from intake.samples import stream, together

FIELDS = ("id", "title", "price", "seen_at")
CELLS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["", "1", "o-1", "shoes", "3.50 EUR", "-1", "abc", "2026-11-01", 'a "quoted" word', "two\nlines", "\x00"]
    ),
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12)
UNHURRIED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(content: bytes) -> Sorted:
    return together(list(read_offers(stream(content), file="f")))


def height_or_refusal(content: bytes) -> int | None:
    """Return kept + rejected rows; None where not one row was kept."""
    try:
        result = read(content)
    except UserError as refusal:
        assert "No row could be used" in str(refusal)  # noqa: PT017  the one refusal that is due here
        return None
    assert result.rejects["line"].n_unique() == result.rejects.height
    return result.kept.height + result.rejects.height


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@given(rows=TABLES)
@UNHURRIED
def test_delimited_rows_add_up(delimiter: str, rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([FIELDS, *rows])
    assert height_or_refusal(text.getvalue().encode()) in (len(rows), None)


@given(rows=TABLES, ascii_only=st.booleans())
@UNHURRIED
def test_json_lines_add_up(rows: list[tuple[str, ...]], ascii_only: bool) -> None:
    lines = [json.dumps(dict(zip(FIELDS, row, strict=True)), ensure_ascii=ascii_only) for row in rows]
    assert height_or_refusal("\n".join(lines).encode()) in (len(rows), None)
    assert height_or_refusal(("[" + ",\n".join(lines) + "]").encode()) in (len(rows), None)


@given(rows=TABLES)
@UNHURRIED
def test_parquet_rows_add_up(rows: list[tuple[str, ...]]) -> None:
    assert height_or_refusal(_parquet(rows)) in (len(rows), None)


@given(
    titles=st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=9),
        max_size=9,
    )
)
@UNHURRIED
def test_good_titles_come_back_as_they_were(titles: list[str]) -> None:
    rows = [("0", "first", "1", "")] + [(str(at), title, "", "") for at, title in enumerate(titles, start=1)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([FIELDS, *rows])
    lines = "\n".join(json.dumps(dict(zip(FIELDS, row, strict=True))) for row in rows)
    for content in (text.getvalue().encode(), lines.encode(), _parquet(rows)):
        assert read(content).kept["title"].to_list() == [row[1] for row in rows]


def _parquet(rows: list[tuple[str, ...]]) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(rows, schema=dict.fromkeys(FIELDS, pl.String), orient="row").write_parquet(buffer)
    return buffer.getvalue()


# FUZZING

GOOD: tuple[bytes, ...] = (
    b'id,title,price,seen_at\n1,"a ""b"" c",3 USD,2026-01-01\n2,"x\ny",4,\n3,z,5 EUR,\n',
    b"Handle,Title,Body (HTML),Vendor,Option1 Value,Variant SKU,Variant Price,Image Src\n"
    b"a,T,<p>x</p>,V,S,s1,3,http://x\na,,,,M,s2,4,\na,,,,,,,http://y\n",
    b'<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id>'
    b"<title>t&amp;<![CDATA[x]]></title><g:price>3 USD</g:price></item><item><g:id>2</g:id></item></channel></rss>",
    b'{"id": "1", "title": "x", "price": {"value": 1.5}, "additional_image_link": ["a", 1, null]}\n'
    b'{"id": 2, "title": "\\ud800"}\n{"id": 3, "title": "y"}\n',
    b'[{"id": "1", "title": "x"},\n {"id": 2, "title": "z"}]',
    "id\ttitle\n1\tone\n".encode("utf-16"),
    b"id,mark,owner,offer_id,kind,units,currency,usd,nice_classes,price_floor\n1,a,b,c,other,1,USD,1,25,3 USD\n",
    _parquet([("1", "one", "3", ""), ("2", "two", "4", "")]),
    daily(case("1"), case("2")).encode(),
    st66().encode(),
    st96().encode(),
    b'{"trademarks": [{"applicationNumber": "1", "markFeature": "WORD", "applicants": [{"name": "a"}]}], "page": 0}',
    b'[{"tmName": "a", "tmOffice": "NO", "applicantName": ["b"]}, {"tmName": null}]',
    *(text.encode() for text in lists.ALL),
    *(text.encode() for text in (goods_samples.EVENTS, goods_samples.EVENTS_XML)),
    *(text.encode() for text in (*goods_samples.SHIPMENTS, *goods_samples.INVENTORIES, *goods_samples.CATEGORIES)),
)
PIECES = (
    b'"',
    b"\n",
    b"\r",
    b",",
    b"\t",
    b"\x00",
    b"<",
    b">",
    b"&x;",
    b"{",
    b"[",
    b"\\ud800",
    b"\xe9",
    b"\xff\xfe",
    b"PAR1",
)
READERS: tuple[Callable[..., Any], ...] = (
    lambda source, *, file: list(read_offers(source, file=file)),
    read_rights,
    read_sellers,
    read_authorisations,
    read_sales,
    read_complaints,
    read_rates,
    read_reference_prices,
    lambda source, *, file: list(read_parties(source, file=file)),
    lambda source, *, file: list(read_party_details(source, file=file)),
    *(
        lambda source, *, file, read=read: list(read(source, file=file))  # type: ignore[misc]
        for read in (read_events, read_shipments, read_inventory, read_categories)
    ),
)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """Return a good file with bytes cut out, put in and repeated."""
    content = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 30))
        put = draw(
            st.one_of(st.sampled_from(PIECES), st.binary(max_size=4), st.just(bytes(content[at : at + length]) * 2))
        )
        content[at : at + draw(st.sampled_from([0, length]))] = put
    return bytes(content)


@pytest.mark.parametrize("reader", READERS)
@given(content=st.one_of(st.binary(max_size=300), damaged_files()))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused(reader: Callable[..., Any], content: bytes) -> None:
    try:
        reader(stream(content), file="f")
    except UserError as refusal:
        assert str(refusal).startswith(("f", "mapping"))  # noqa: PT017  the message names the file
        str(refusal).encode()


@pytest.mark.parametrize(
    "start",
    [
        b"PAR1",
        b"id,title\n",
        b"<rss xmlns:g='http://base.google.com/ns/1.0'>",
        b'{"id":',
        b"[{",
        b"Handle,Title,Variant Price\n",
    ],
)
@given(rest=st.binary(max_size=200))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_good_beginning_and_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    try:
        read(start + rest)
    except UserError as refusal:
        str(refusal).encode()
