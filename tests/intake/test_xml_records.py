"""XML record by record: what every XML format gets from the one way of reading it."""

import io

import pytest

from counterfoil.errors import UserError
from counterfoil.intake import xml_records
from counterfoil.intake.reader import RawBatch, Wanted
from counterfoil.intake.xml_records import Shape, read_records, root_of

LETTERS = Shape(("letters",), ("{*}letter",), lambda element: [{"id": element.get("id", "")}], "list of letters")
WANTED = Wanted("letters.xml", ("id",), ("id",))


def letters(content: str) -> RawBatch:
    (batch,) = read_records(io.BytesIO(content.encode()), WANTED, LETTERS)
    return batch


def test_a_record_may_stand_anywhere_and_may_be_the_root() -> None:
    deep = "<letters><a><letter id='1'/></a>\n<a><b/><letter id='2'>x</letter></a></letters>"
    assert letters(deep).rows.rows() == [("1", 1), ("2", 2)]
    assert letters("<letter id='3'/>").rows.rows() == [("3", 1)]


def test_what_ended_before_a_record_is_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def counted(element) -> list[dict[str, str]]:  # type: ignore[no-untyped-def]
        seen.append(sum(1 for _ in element.getroottree().iter()))
        return [{"id": "x"}]

    many = "<letters>" + "<a><b/><letter/></a>" * 5_000 + "</letters>"
    list(read_records(io.BytesIO(many.encode()), WANTED, LETTERS._replace(rows=counted)))
    assert len(seen) == 5_000
    in_one_chunk = 64 * 1024 // len("<a><b/><letter/></a>") * 3
    assert max(seen) < in_one_chunk * 1.2


def test_a_record_that_does_not_end_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "LARGEST_RECORD", 100_000)
    endless = "<letters><letter id='1'/>\n" + "<a>" + "<b/>\n" * 100_000
    batch = letters(endless)
    assert batch.rows["id"].to_list() == ["1"]
    assert batch.rejects["rule"].to_list() == ["no record ends within 8 MiB; nothing after it could be read"]
    with pytest.raises(UserError, match="no record ends within"):
        letters("<letters>" + "<b/>\n" * 100_000)


def test_deep_nesting_breaks_off() -> None:
    with pytest.raises(UserError, match="breaks off here"):
        letters("<letters>" + "<a>" * 100_000)


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<a>", "a"), (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <b> -->\n<x:a-b y='1'>", "a-b"),
        (b"", ""), (b"<", ""),
        (b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", "a"), (b"id,<a>", ""), ("<a>".encode("utf-16"), "a"),
    ],
)  # fmt: skip
def test_the_root_is_told(head: bytes, root: str) -> None:
    assert root_of(head) == root
