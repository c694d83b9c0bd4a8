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
from counterfoil.intake.inspection.inspect import Asked, inspect
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
    b'{"products": [{"id": 1, "title": "T", "handle": "t", "body_html": "<p>x", "images": [{"id": 1, "src": "u"}],\n'
    b'"variants": [{"id": 2, "price": "3.00", "image_id": 1}, {"id": 3, "option1": null}]}]}',
    b'{"total": 1, "itemSummaries": [{"itemId": "1", "title": "T", "price": {"value": "1", "currency": "EUR"},\n'
    b'"seller": {"username": "s"}, "additionalImages": [{"imageUrl": "u"}]}, {"itemId": 2}]}',
    b'{"items": [{"sku": "a", "summaries": [{"marketplaceId": "M", "itemName": "T"}, {"marketplaceId": "N"}],\n'
    b'"attributes": {"brand": [{"value": "B"}]}, "offers": [{"marketplaceId": "M", "price": {"amount": "1"}}]}]}',
    b'ID,Type,SKU,Name,In stock?,Regular price,Images,Parent\n1,variable,a,T,1,2,"u, v",\n2,variation,b,T,0,3,,a\n',
    b'sku,name,attribute_set,categories,additional_attributes\na,T,Bag,"x\ny","brand=B,ean=4006381333931"\n',
    b"<listings><listing><vehicle_id>1</vehicle_id><title>T</title><image><url>u</url></image>"
    b'<address><component name="city">C</component></address></listing></listings>',
    b'<!doctype html><script type="application/ld+json">{"@graph": [{"@type": "Product", "name": "T", "sku": "1",'
    b' // x\n"offers": {"@id": "#o"}}, {"@id": "#o", "price": 1}]}</script><div itemscope itemtype="http://schema.org/Product">'
    b'<b itemprop="name">T</b></div><meta property="og:type" content="product">',
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
        b'{"products": [{"handle": "", "variants": [',
        b'{"itemSummaries": [',
        b'{"items": [{"asin": "1", "summaries": [',
        b"Name,Regular price,In stock?\n",
        b"sku,name,attribute_set\n",
        b"<listings><listing>",
        b'<html>schema.org<script type="application/ld+json">',
        b'<div itemscope itemtype="http://schema.org/Product">',
    ],
)
@given(rest=st.binary(max_size=200))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_good_beginning_and_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    try:
        read(start + rest)
    except UserError as refusal:
        str(refusal).encode()


@pytest.mark.parametrize("content", GOOD)
@pytest.mark.parametrize("change", ["utf-16", "utf-8-sig", "crlf", "latin-1"])
def test_other_encodings_and_line_ends_are_read_or_refused(content: bytes, change: str) -> None:
    text = content.decode("latin-1" if content.startswith(b"PAR1") else "utf-8", errors="replace")
    changed = text.replace("\n", "\r\n").encode() if change == "crlf" else text.encode(change, errors="replace")
    try:
        read(changed)
    except UserError as refusal:
        str(refusal).encode()


@pytest.mark.parametrize(
    "opening", [b'{"itemSummaries": ', b'{"products": [{"variants": "handle', b'[{"asin": "1", "summaries": ']
)
@pytest.mark.parametrize("deep", [b"[", b'{"a":', b'[{"b":'])
def test_deep_nesting_is_read_or_refused(opening: bytes, deep: bytes) -> None:
    with pytest.raises(UserError):
        read(opening + deep * 200_000)


ENTITIES = b'<!DOCTYPE listings [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def test_declared_entities_are_refused_in_listings_and_inert_in_pages() -> None:
    listing = b"<listings><listing><id>1</id><title>&b;</title></listing></listings>"
    with pytest.raises(UserError, match=r"entities|of another kind"):
        read(ENTITIES + listing)
    page = b'<!doctype html [<!ENTITY a "aaaa">]><html><div itemscope itemtype="http://schema.org/Product">'
    kept = read(page + b'<b itemprop="name">x &a;</b><b itemprop="sku">1</b></div></html>').kept
    assert "aaaa" not in kept["title"][0]


@pytest.mark.parametrize("content", GOOD)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_file_can_be_inspected(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content)))
    damaged = content[:at] + data.draw(st.sampled_from(PIECES)) + content[at + data.draw(st.integers(0, 9)) :]
    try:
        found = inspect(lambda: stream(damaged), Asked("f"))
    except UserError as refusal:
        str(refusal).encode()
        return
    assert found.reading.kept >= 0
