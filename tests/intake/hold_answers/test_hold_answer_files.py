"""What a warehouse's system answers, in each form: drawn rows, and any bytes are read or refused."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.hold_answers.read import read_hold_answers

SHOWN = ["notice_id", "notice_line", "status", "units", "reference", "order_id", "gtin", "lot", "sscc"]
EVENT = (
    '{"type": "ObjectEvent", "eventTime": "2026-11-16T15:40:00Z", "eventTimeZoneOffset": "+00:00", "action": "OBSERVE",'
    ' "eventID": "urn:uuid:1"%s}'
)
HELD = ', "bizStep": "holding", "disposition": "non_sellable_other"'
CLASS = ', "quantityList": [{"epcClass": "https://id.gs1.org/01/09521011001028/10/0821", "quantity": 380}]'
OURS = ', "bizTransactionList": [{"bizTransaction": "urn:counterfoil:facility-notice:fn-1-1:3"}]'
ORDER = (
    ', "bizTransactionList": [{"bizTransaction": "urn:counterfoil:facility-notice:fn-1-1"},'
    ' {"type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:9529001000013:ORD-7"}]'
)
PALLET = ', "epcList": ["urn:epc:id:sscc:9529001.0000412003"]'
THINGS = ', "epcList": ["urn:epc:id:sgtin:9521011.000102.1", "urn:epc:id:sgtin:9521011.000102.2"]'


def read(text: str, name: str = "a.csv") -> tuple[list[tuple[object, ...]], list[str]]:
    found = read_hold_answers(io.BytesIO(text.encode()), file=name)
    return found.kept.select(SHOWN).rows(), found.rejects["rule"].to_list()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "notice_line,status,units,at,reference\n1,Held,380,2026-11-16,A-1\n",
            (None, 1, "held", 380, "A-1", None, None, None, None),
        ),
        (
            '[{"notice_id": "fn-1-1", "notice_line": 2, "status": "not_found", "units": 3, "at": "2026-11-16",'
            ' "reference": "A-2"}]',
            ("fn-1-1", 2, "not found", 3, "A-2", None, None, None, None),
        ),
        (
            "w1501_date,w1502_warehouse_adjustment_number,w1503_depositor_adjustment_number,w1901_adjustment_reason,"
            "w1902_quantity,w1905_product_id_qualifier,w1906_product_id,w1908_lot\n"
            "20261116,ADJ-1,fn-1-1,5,-380.0,UK,09521011001028,0821\n",
            ("fn-1-1", None, "held", 380, "ADJ-1", None, "09521011001028", "0821", None),
        ),
        (
            "w1501_date,w1502_warehouse_adjustment_number,w1901_adjustment_reason,w1902_quantity,"
            "w1905_product_id_qualifier,w1906_product_id,sscc\n20261116,ADJ-1,05,380,SK,SKU-7,095290010004120038\n",
            (None, None, "held", 380, "ADJ-1", None, None, None, "095290010004120038"),
        ),
        (
            EVENT % (HELD + CLASS + OURS),
            ("fn-1-1", 3, "held", 380, "urn:uuid:1", None, "09521011001028", "0821", None),
        ),
        (
            EVENT % (', "bizStep": "picking", "disposition": "in_progress"' + CLASS + ORDER),
            ("fn-1-1", None, "picked", 380, "urn:uuid:1", "ORD-7", "09521011001028", "0821", None),
        ),
        (
            EVENT % (', "disposition": "reserved"' + CLASS),
            (None, None, "allocated", 380, "urn:uuid:1", None, "09521011001028", "0821", None),
        ),
        (
            EVENT % (HELD + PALLET),
            (None, None, "held", None, "urn:uuid:1", None, None, None, "095290010004120038"),
        ),
        (
            EVENT % (HELD + THINGS),
            (None, None, "held", 2, "urn:uuid:1", None, "09521011001028", None, None),
        ),
    ],
)
def test_each_form_tells_the_same_things(text: str, row: tuple[object, ...]) -> None:
    assert read(text) == ([row], [])


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (HELD, "an event must name a pallet, or goods by GTIN"),
        (', "bizStep": "holding"' + CLASS, "status is held or allocated"),  # set apart, and yet to be sold?
        (CLASS, "status must be given"),
        (
            HELD + CLASS + ', "errorDeclaration": {"declarationTime": "2026-11-17T00:00:00Z"}',
            "an event that was declared wrong",
        ),
    ],
)
def test_an_event_that_tells_no_hold_is_explained(told: str, rule: str) -> None:
    rows, rules = read((EVENT % (HELD + CLASS)) + "\n" + (EVENT % told) + "\n", "a.jsonld")
    assert len(rows) == 1
    assert len(rules) == 1
    assert rules[0].startswith(rule)


def test_goods_that_were_taken_off_hold_again_are_not_held() -> None:
    head = "w1501_date,w1502_warehouse_adjustment_number,w1901_adjustment_reason,w1902_quantity,sscc\n"
    rows, rules = read(head + "20261116,A-1,05,1,095290010004120038\n20261117,A-2,55,1,095290010004120038\n")
    assert len(rows) == 1
    assert rules[0].startswith("status is held")


BEGINNINGS = st.sampled_from(
    [
        b"",
        b"notice_line,status,units,at,reference\n",
        b"w1501_date,w1901_adjustment_reason,w1902_quantity,w1502_warehouse_adjustment_number\n",
        (EVENT % (HELD + CLASS)).encode() + b"\n",
        b'<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2"><EPCISBody><EventList><ObjectEvent>',
        b'[{"notice_line": ',
    ]
)
CELLS = st.sampled_from(["1", "held", "05", "-5", "2026-11-16", "20261116", "A", "", "9" * 30, "NaN", "\x00", "é"])
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=6).map(",".join), max_size=6).map("\n".join)


@given(BEGINNINGS, st.one_of(st.binary(max_size=200), LINES.map(str.encode)))
@example(b"notice_line,status,units,at,reference\n", b"1,held,5,2026-11-16,A\n1,held,x,2026-11-16,A\n")
@example(b"", b"a,b\n1\n1,1")  # a table without one column that is looked for
def test_any_bytes_are_read_or_refused(head: bytes, rest: bytes) -> None:
    try:
        found = read_hold_answers(io.BytesIO(head + rest), file="answer")
    except UserError:
        return
    assert found.kept["units"].drop_nulls().ge(0).all()


@given(LINES)
def test_rows_in_are_rows_kept_and_rejected(body: str) -> None:
    """With one row that is sound, so that the file as a whole is never refused."""
    text = "notice_line,status,units,at,reference,x\n1,held,5,2026-11-16,A,x\n" + body.replace("\x00", "")
    records = [line for line in text.splitlines()[1:] if line.strip()]
    try:
        found = read_hold_answers(io.BytesIO(text.encode()), file="answer.csv")
    except UserError:
        return
    assert found.kept.height + found.rejects.height == len(records)
