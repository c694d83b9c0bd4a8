"""Lists of parties and messages of goods, cut off, recoded or made to do harm: read or refused, never a fault."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.goods.read import read_categories, read_events, read_inventory, read_shipments
from counterfoil.intake.parties.read import read_parties, read_party_details
from counterfoil.tables.contract import Sorted
from intake import goods_samples
from intake.parties import lists
from intake.samples import stream

Reader = Callable[..., Iterator[Sorted]]
CASES: list[tuple[str, Reader, str]] = [
    ("OFAC", read_parties, lists.SDN),
    ("OFAC addresses", read_party_details, lists.ADD),
    ("UN", read_parties, lists.UN),
    ("US", read_parties, lists.CSL),
    ("FollowTheMoney", read_parties, lists.FTM),
    ("FollowTheMoney details", read_party_details, lists.FTM),
    ("GLEIF", read_parties, lists.GLEIF),
    ("GLEIF API", read_parties, lists.GLEIF_API),
    ("Companies House", read_parties, lists.COMPANIES),
    ("EPCIS", read_events, goods_samples.EVENTS),
    ("EPCIS XML", read_events, goods_samples.EVENTS_XML),
    *((f"shipment {at}", read_shipments, text) for at, text in enumerate(goods_samples.SHIPMENTS)),
    *((f"inventory {at}", read_inventory, text) for at, text in enumerate(goods_samples.INVENTORIES)),
    *((f"categories {at}", read_categories, text) for at, text in enumerate(goods_samples.CATEGORIES)),
]
each_case = pytest.mark.parametrize(("read", "content"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])


def outcome(read: Reader, content: bytes) -> int | None:
    """Return rows kept + rejected; None where the file was refused in a sentence that names it."""
    try:
        batches = list(read(stream(content), file="f"))
    except UserError as refusal:
        assert str(refusal).startswith("f")  # noqa: PT017
        return None
    return sum(batch.kept.height + batch.rejects.height for batch in batches)


@each_case
def test_cut_off_anywhere(read: Reader, content: str) -> None:
    whole = outcome(read, content.encode())
    assert whole is not None
    for at in range(0, len(content), max(1, len(content) // 150)):
        rows = outcome(read, content[:at].encode())
        assert rows is None or rows <= whole + 3  # rejects say where it breaks off, and which layers have no end


@each_case
def test_line_endings_and_a_byte_order_mark_change_nothing(read: Reader, content: str) -> None:
    whole = outcome(read, content.encode())
    plain = content.replace("\r\n", "\n")
    assert outcome(read, plain.encode()) == whole
    assert outcome(read, plain.replace("\n", "\r\n").encode()) == whole
    assert outcome(read, plain.encode("utf-8-sig")) == whole


@each_case
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_other_encodings_are_read_or_refused(read: Reader, content: str, encoding: str) -> None:
    whole = outcome(read, content.encode())
    assert outcome(read, content.encode(encoding, errors="replace")) in (whole, None)


DEEP: list[tuple[str, Any]] = [
    ("arrays", '{"id":"1","schema":"Person","properties":' + "[" * 100_000),
    ("objects", '{"records":' + '{"records":' * 100_000),
    ("LEI in objects", '{"LEI":' + '{"a":' * 100_000),
    ("elements", "<CONSOLIDATED_LIST>" + "<INDIVIDUAL>" * 100_000),
    (
        "entities",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>'
        "<FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
    ),
]


@pytest.mark.parametrize("content", [content for _, content in DEEP], ids=[name for name, _ in DEEP])
@pytest.mark.parametrize("read", [read_parties, read_party_details])
def test_what_is_nested_to_do_harm_is_refused(read: Reader, content: str) -> None:
    assert outcome(read, content.encode()) is None
