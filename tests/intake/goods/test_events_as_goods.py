"""Which goods came in, and which came back, as EPCIS tells it? Drawn events in, goods out."""

import io
import json
from typing import Any

import pytest

from counterfoil.intake.goods.goods_files import GoodsFile, read_goods_file, table_of
from integration.commands import EXAMPLES

BASE = {"type": "ObjectEvent", "action": "OBSERVE", "eventTime": "2026-11-02T08:30:00Z", "readPoint": {"id": "Dock 2"}}
PAIR = "urn:epc:id:sgtin:9521011.000102.HS7"
LOT = {"epcClass": "urn:epc:class:lgtin:9521011.000102.0821", "quantity": 12}
GTIN = "09521011001028"


def read(*events: dict[str, Any]) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    text = "\n".join(json.dumps(BASE | event) for event in events).encode()
    file = GoodsFile("events.jsonl", lambda: io.BytesIO(text))
    assert table_of(file).name == "events"
    batches = list(read_goods_file(file, table_of(file)))
    rows = [row for batch in batches for row in batch.kept.iter_rows(named=True)]
    told = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return told, [row for batch in batches for row in batch.rejects.select("line", "rule").iter_rows()]


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"bizStep": "receiving", "epcList": [PAIR]}, "receipt"),
        ({"bizStep": "urn:epcglobal:cbv:bizstep:accepting", "epcList": [PAIR]}, "receipt"),
        ({"bizStep": "arriving", "disposition": "in_progress", "epcList": [PAIR]}, "receipt"),
        ({"bizStep": "receiving", "disposition": "returned", "epcList": [PAIR]}, "return"),
        ({"bizStep": "returning", "epcList": [PAIR]}, "return"),
        (
            {
                "bizStep": "receiving",
                "epcList": [PAIR],
                "bizTransactionList": [{"type": "rma", "bizTransaction": "R-9"}],
            },
            "return",
        ),
    ],
)
def test_steps_and_dispositions_tell_receipts_from_returns(event: dict[str, Any], kind: str) -> None:
    (row,), rejects = read(event)
    assert (row["kind"], row["gtin"], row["serial_first"], int(row["quantity"])) == (kind, GTIN, "HS7", 1)
    assert (row["facility"], row["id"], rejects) == ("Dock 2", "events.jsonl:1", [])


def test_what_only_moves_is_set_aside_and_what_was_declared_wrong_is_too() -> None:
    wrong = {"errorDeclaration": {"declarationTime": "2026-11-03T08:00:00Z"}, "bizStep": "receiving", "epcList": [PAIR]}
    rows, rejects = read(
        {"bizStep": "receiving", "epcList": [PAIR]},
        {"bizStep": "shipping", "epcList": [PAIR]},
        {"bizStep": "retail_selling", "disposition": "returned", "epcList": [PAIR]},
        {"epcList": [PAIR]},
        wrong,
    )
    assert len(rows) == 1
    rule = "an event tells of goods that lie here only where they were received or came back"
    assert rejects == [(2, rule), (3, rule), (4, rule), (5, "an event that was declared wrong tells nothing")]


def test_an_event_of_several_things_has_a_row_for_each() -> None:
    event = {
        "bizStep": "receiving",
        "epcList": [PAIR, "https://id.gs1.org/01/09521011001028/10/0821/21/HS8", "urn:epc:id:sscc:9529001.0000412004"],
        "quantityList": [LOT, {"epcClass": "urn:epc:idpat:sgtin:9521011.000102.*", "quantity": 2.5, "uom": "KGM"}],
        "ilmd": {"cbvmda:lotNumber": "L7"},
        "bizTransactionList": [{"type": "desadv", "bizTransaction": "urn:epcglobal:cbv:bt:9529001000013:SHP-0412"}],
    }
    rows, rejects = read(event)
    told = [
        (row.get("gtin"), row.get("sscc"), row.get("lot"), row.get("serial_first"), row.get("quantity")) for row in rows
    ]
    assert [(*most, None if amount is None else float(amount)) for *most, amount in told] == [
        (GTIN, None, "L7", "HS7", 1.0),
        (GTIN, None, "0821", "HS8", 1.0),
        (None, "095290010004120045", "L7", None, None),
        (GTIN, None, "0821", None, 12.0),
        (GTIN, None, "L7", None, 2.5),
    ]
    assert [row["id"] for row in rows] == ["events.jsonl:1", *(f"events.jsonl:1/{number}" for number in range(2, 6))]
    assert {row["shipment_id"] for row in rows} == {"SHP-0412"}
    assert rejects == []


def test_the_example_receipts_are_goods() -> None:
    file = GoodsFile("events.xml", lambda: (EXAMPLES / "events.xml").open("rb"))
    (batch,) = read_goods_file(file, table_of(file))
    told = batch.kept.select("kind", "facility", "sscc", "lot", "gtin", "shipment_id").rows()
    assert told == [
        ("receipt", "9529001000013", told[0][2], None, None, "SHP-0391"),
        ("receipt", "9529001000013", told[1][2], "0821", GTIN, None),
    ]
    assert told[0][2] != told[1][2]
