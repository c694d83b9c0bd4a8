"""EPCIS events in JSON-LD and XML: the same event is the same row."""

import datetime as dt
import json
from decimal import Decimal

from counterfoil.intake.goods.epcis_event import word
from intake.goods_samples import EVENTS, EVENTS_XML, events


def test_an_event_in_json() -> None:
    result = events(EVENTS)
    (row,) = result.kept.rows(named=True)
    assert row["eventTime"] == dt.datetime(2026, 9, 2, 6, 30, 0, 500_000, tzinfo=dt.UTC)
    assert (row["bizStep"], row["disposition"], row["readPoint"]) == (
        "receiving", "in_progress", "urn:epc:id:sgln:9529001.00001.0",
    )  # fmt: skip
    assert row["quantityList"] == [
        {"epcClass": "urn:epc:class:lgtin:9521011.000102.0821", "quantity": Decimal("171.5"), "uom": "KGM"}
    ]
    assert row["sourceList"] == [{"type": "owning_party", "source": "urn:epc:id:pgln:9529001.00002"}]
    assert (row["ilmd"], row["line"]) == ('{"cbvmda:lotNumber": "0821"}', 3)
    assert result.rejects.select("line", "field").rows() == [(11, "eventTime"), (12, None)]


def test_the_same_event_in_xml_is_the_same_row() -> None:
    first, second = events(EVENTS_XML).kept.rows(named=True)
    in_json = events(EVENTS).kept.row(0, named=True)
    others = {"line", "ilmd", "errorDeclarationTime", "errorReason"}
    assert {name: value for name, value in first.items() if name not in others and value is not None} == {
        name: value for name, value in in_json.items() if name not in others and value is not None
    }
    assert (first["errorReason"], first["errorDeclarationTime"]) == (
        "incorrect_data", dt.datetime(2026, 9, 3, tzinfo=dt.UTC),
    )  # fmt: skip
    assert (second["type"], second["outputEPCList"]) == ("TransformationEvent", ["urn:epc:id:sgtin:9521011.000102.2"])
    assert first["line"] == 4


GOOD = ['{"type": "ObjectEvent", "action": "ADD", "eventTime": "2026-09-02T08:30:00Z", "eventTimeZoneOffset": "Z"}\n']


def test_one_event_to_a_line() -> None:
    assert events("".join(GOOD * 3)).kept["line"].to_list() == [1, 2, 3]


def test_words_lose_their_namespace() -> None:
    for written in ("urn:epcglobal:cbv:bizstep:shipping", "https://ref.gs1.org/cbv/BizStep-shipping", "shipping"):
        assert word(written) == "shipping"
    assert word("http://steps.example/shipping") == "http://steps.example/shipping"


def test_of_a_wrong_event_only_its_number_is_told() -> None:
    """Vendors' own fields may name the people who packed the goods."""
    wrong = {"type": "ObjectEvent", "eventTime": "2026-09-02T08:30:00Z", "epcList": "x", "by": "Ingrid Halvorsen"}
    lines = [json.dumps(wrong | extra) for extra in ({"eventID": "urn:uuid:1"}, {"eventID": ["Ingrid Halvorsen"]})]
    assert events("\n".join([*lines, *GOOD])).rejects["value"].to_list() == ["urn:uuid:1", ""]
