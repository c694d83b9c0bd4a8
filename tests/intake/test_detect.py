"""Formats are told by content, and what is none of them is described."""

import gzip
import io
import zipfile

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.intake.detect import FORMATS, detect, format_named
from counterfoil.intake.reader import HEAD_BYTES

G = b'xmlns:g="http://base.google.com/ns/1.0"'


def parquet_file() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"id": ["1"]}).write_parquet(buffer)
    return buffer.getvalue()


def excel_file() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"id,title\n1,one\n", "delimited"),
        ("id\ttitle\n1\tone\n".encode("utf-16"), "delimited"),
        (b"\n\n id;title\n", "delimited"),
        (b"id\ns-1\n", "delimited"),
        (b"Handle,Title,Body (HTML),Vendor\n", "shopify"),
        (b'"Handle","Title","Variant Price"\r\n', "shopify"),
        (b"Handle;Title;Variant Price\n", "shopify"),
        (b"handle,title,price\n", "delimited"),
        (b'{"id": 1}\n', "json_lines"),
        (b'broken\n{"id": 1}\n', "delimited"),
        (b'{broken\n{"id": 1}\n', "json_lines"),
        (b'{"id": "' + b"x" * HEAD_BYTES, "json_lines"),
        (b'  [\n{"id": 1}]', "json_lines"),
        (b"<rss " + G + b"><channel>", "google_merchant"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?><!-- a --><feed xmlns='http://www.w3.org/2005/Atom' " + G,
            "google_merchant",
        ),
        (b"<rdf:RDF " + G + b">", "google_merchant"),
        (parquet_file(), "parquet"),
    ],
)
def test_the_format_is_told_by_content(head: bytes, name: str) -> None:
    assert detect(head, file="f").name == name


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\n", "is empty"),
        (b"<!DOCTYPE html><html>", "looks like HTML"),
        (b"<HTML><body>", "looks like HTML"),
        (excel_file(), "is a ZIP or Excel file. Unpack it, or save the sheet as CSV."),
        (gzip.compress(b"id,title", mtime=0), "is compressed with gzip"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"<rss version='2.0'><channel><item>", "its root is <rss> without g: items"),
        (b"<?xml version='1.0'?>\n<!-- <rss> --><urlset xmlns='x'>", "its root is <urlset>"),
        (b"<?xml version='1.0'?>", "has no element"),
        (b'{\n "products": []\n}', "is JSON, but neither JSON Lines nor an array of objects"),
        (b"[1, 2]", "is JSON, but neither"),
        ("id,title".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (bytes(range(256)), "is binary"),
        (b"Dear customer, this is no table!".replace(b",", b""), "its first line names no columns"),
    ],
)
def test_what_is_no_format_is_described(head: bytes, told: str) -> None:
    with pytest.raises(UserError) as raised:
        detect(head, file="goods.csv")
    assert told in str(raised.value)
    assert str(raised.value).startswith("goods.csv: ")


def test_formats_have_names_of_their_own() -> None:
    assert len({candidate.name for candidate in FORMATS}) == len(FORMATS)
    assert [format_named(candidate.name, file="m") for candidate in FORMATS] == list(FORMATS)
    with pytest.raises(UserError, match="“xls” is not a format"):
        format_named("xls", file="m")
