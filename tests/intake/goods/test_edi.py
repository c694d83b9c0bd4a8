"""X12 and EDIFACT: what a message says of its goods, and what is wrong with its envelopes."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.goods.edi_segments import segments
from counterfoil.intake.reader import Wanted
from intake.goods_samples import ADJUSTMENT, ADVICE, DESADV, NOTICE, ORDER, RECEIPT, events, inventory, shipments, x12
from intake.samples import stream


@pytest.mark.parametrize("ends", ["~", "~\n", "~\r\n", "\n"])
def test_items_of_a_ship_notice_have_what_stands_above_them(ends: str) -> None:
    result = shipments(NOTICE.replace("~\n", ends))
    first, second = result.kept.rows(named=True)
    assert (first["shipment_id"], first["item"], first["document"]) == ("SHP-1", 4, "856")
    assert (first["order_id"], first["sscc"], first["tracking_number"]) == ("PO-5", "095290010004120014", "1Z999")
    assert (first["consignor"], first["consignee"]) == ("HALVORSEN SPORT", "FJORD OUTFITTERS")
    assert (first["gtin"], first["sku"], first["lot"]) == ("9521011001028", "HFR-42", "HS2608A")
    assert (first["shipped_on"], first["arrived_on"]) == (dt.date(2026, 9, 1), dt.date(2026, 9, 3))
    assert (first["quantity"], first["quantity_unit"], first["facility_gln"]) == (Decimal(12), None, "9529001000013")
    assert (second["gtin"], second["sku"], second["quantity_unit"]) == (None, "not digits", "CA")
    assert (second["lot"], second["serial_first"], second["description"]) == (None, "SN-9", None)


def test_a_line_knows_where_it_began() -> None:
    assert shipments(NOTICE).kept["line"].to_list() == [17, 21]
    assert shipments(NOTICE.replace("\n", "")).kept["line"].to_list() == [1, 1]


def test_a_warehouse_order_with_a_quantity_that_is_none() -> None:
    result = shipments(ORDER)
    (row,) = result.kept.rows(named=True)
    assert (row["shipment_id"], row["order_id"], row["consignor"]) == ("ORD-1", "PO-1", "HALVORSEN")
    assert (row["gtin"], row["sku"], row["description"]) == ("9521011001028", "HFR", "RUNNER")
    assert result.rejects.select("line", "field", "value").rows() == [(10, "quantity", "x")]


def test_a_receipt() -> None:
    (row,) = shipments(RECEIPT).kept.rows(named=True)
    assert (row["shipment_id"], row["arrived_on"], row["lot"]) == ("SHP-1", dt.date(2026, 9, 4), "HS2608A")
    assert (row["gtin"], row["quantity"]) == ("9521011001028", Decimal(480))


def test_what_is_on_hand_and_a_line_that_does_not_say() -> None:
    result = inventory(ADVICE)
    (row,) = result.kept.rows(named=True)
    assert (row["entry"], row["quantity"], row["lot"]) == ("count", Decimal(12), "0821")
    assert (row["facility_gln"], row["counted_at"]) == ("9529001000013", dt.datetime(2026, 9, 30, tzinfo=dt.UTC))
    assert result.rejects["rule"].to_list() == ["quantity must be given"]


def test_adjustments_may_be_below_zero() -> None:
    rows = inventory(ADJUSTMENT).kept.select("entry", "reason", "quantity", "lot", "sku").rows()
    assert rows == [
        ("adjustment", "05", Decimal(-3), "0821", None), ("adjustment", "07", Decimal(4), None, "HFR"),
    ]  # fmt: skip


def test_a_despatch_advice_with_released_signs() -> None:
    first, second = shipments(DESADV).kept.rows(named=True)
    assert (first["consignor"], first["consignee"]) == ("Halvorsen+Sport AS", "9529001000013")
    assert (first["description"], first["lot"], first["origin_country"]) == ("Runner's shoe", "HS2608A", "VN")
    assert (first["serial_first"], first["serial_last"], first["sscc"]) == ("100", "199", "095290010004120014")
    assert (second["sku"], second["quantity"], second["quantity_unit"]) == ("HFR-43", Decimal("3.5"), "KGM")
    assert second["facility_gln"] == "9529001000013"
    assert first["line"] == 11


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (x12("856", "BSN*00*S~HL*1**I~", number="0002"), "the control number at the end of a message"),
        (x12("997", "AK1*SH~"), "a transaction set must be one of 856, 940, 943, 944"),
        (x12("856", "BSN*00*S~"), "a message must hold a line of goods"),
        (NOTICE[: NOTICE.index("SE*")], "must have an end; this one breaks off"),
        (DESADV.replace("DESADV", "PRICAT"), "a message must be one of DESADV, ORDERS, INVOIC"),
    ],
)
def test_a_message_that_cannot_be_used_is_refused_with_its_reason(content: str, rule: str) -> None:
    with pytest.raises(UserError, match=rule):
        shipments(content)


def test_faults_of_envelopes_are_rejects_beside_the_goods() -> None:
    result = shipments(NOTICE.replace("IEA*1*000000007", "IEA*1*000000008").replace("GE*1*7~\n", ""))
    assert result.kept.height == 2
    assert result.rejects["rule"].to_list() == [
        "a functional group must have an end; this one breaks off",
        "the control number at the end of an interchange must be that at its beginning",
    ]


def test_a_segment_that_does_not_end_is_refused_within_a_bound() -> None:
    with pytest.raises(UserError, match="A segment does not end"):
        list(segments(stream(NOTICE[:200] + "X" * 1_000_000), Wanted("f", (), ())))


@given(at=st.integers(0, len(NOTICE) - 1), sign=st.sampled_from(["", "~", "*", "x", "\n", '"']))
@settings(max_examples=100)
def test_whatever_sign_is_damaged_no_name_stands_in_rejects_or_messages(at: int, sign: str) -> None:
    damaged = NOTICE[:at] + sign + NOTICE[at + 1 :]
    for read in (shipments, inventory, events):
        try:
            told = str(read(damaged).rejects.rows())
        except UserError as error:
            told = str(error)
        assert not any(name in told for name in ("HALVORSEN", "ALVORSEN", "FJORD", "OUTFITTERS", "CARRIER", "NORTH"))
