"""What a warehouse's system is asked to hold, in each form, and that the forms say the same."""

import datetime as dt
import io
import json

import polars as pl
from lxml import etree

from counterfoil.documents.epcis_document import epcis_document
from counterfoil.documents.hold_files.epcis_xml import epcis_xml
from counterfoil.documents.hold_files.events import hold_events
from counterfoil.documents.hold_files.rows import rows_947, rows_plain
from counterfoil.intake.goods.read import read_events
from counterfoil.tables import facility_line
from counterfoil.tables.contract import completed
from counterfoil.tables.facility_line import FacilityLine

AT = dt.datetime(2026, 11, 16, 10, 0, tzinfo=dt.UTC)
GLN = "9529001000013"


def lines(**changed: object) -> pl.DataFrame:
    row = facility_line.EXAMPLE.row(0, named=True) | changed
    return FacilityLine.cast(completed(pl.DataFrame([row]), FacilityLine))


def test_the_947_has_its_own_elements_and_leaves_the_warehouse_its_number() -> None:
    row = rows_947(lines(), on=AT.date()).row(0, named=True)
    assert {name: value for name, value in row.items() if value is not None} == {
        "w1501_date": "2026-11-16",
        "w1503_depositor_adjustment_number": "fn-5b1f0c2d9a3e-1",
        "notice_line": 1,
        "w1901_adjustment_reason": "05",
        "w1902_quantity": 388,
        "w1903_unit": "EA",
        "w1905_product_id_qualifier": "UK",
        "w1906_product_id": "09521011001028",
        "w1907_product_id_qualifier": "LT",
        "w1908_lot": "0821",
        "sscc": "095290010004120038",
        "account": "s-29",
    }


def test_goods_without_a_gtin_are_named_by_the_owners_number() -> None:
    row = rows_947(lines(gtin="9521011001029", sku="SKU-7"), on=AT.date()).row(0, named=True)  # a wrong check digit
    assert (row["w1905_product_id_qualifier"], row["w1906_product_id"]) == ("SK", "SKU-7")
    assert rows_plain(lines(gtin=None), on=AT.date())["gtin"].to_list() == [None]


def test_events_name_class_lot_pallet_place_and_notice() -> None:
    text = "".join(epcis_document([hold_events(lines(), facility=GLN, at=AT)], created=AT))
    event = json.loads(text)["epcisBody"]["eventList"][0]
    assert (event["bizStep"], event["disposition"], event["action"]) == ("holding", "non_sellable_other", "OBSERVE")
    assert event["epcList"] == ["https://id.gs1.org/00/095290010004120038"]
    assert event["quantityList"] == [{"epcClass": "https://id.gs1.org/01/09521011001028/10/0821", "quantity": 388}]
    assert event["bizLocation"] == {"id": "https://id.gs1.org/414/9529001000013"}
    assert event["bizTransactionList"] == [{"bizTransaction": "urn:counterfoil:facility-notice:fn-5b1f0c2d9a3e-1:1"}]


def test_what_has_neither_gtin_nor_pallet_makes_no_event() -> None:
    assert hold_events(lines(gtin=None, sscc=None), facility=GLN, at=AT).is_empty()
    assert hold_events(lines(gtin=None), facility="Reno", at=AT)["readPoint"].to_list() == [None]


def test_xml_says_what_json_says() -> None:
    events = hold_events(pl.concat([lines(), lines(line=2, lot="A&<b>", units=None)]), facility=GLN, at=AT)
    written = epcis_xml(events, created=AT)
    names = [element.tag for element in etree.fromstring(written).iter("ObjectEvent").__next__()]
    assert names == [
        *("eventTime", "eventTimeZoneOffset", "eventID", "epcList", "action", "bizStep", "disposition"),
        *("readPoint", "bizLocation", "bizTransactionList", "quantityList"),
    ]
    of_xml, of_json = (
        pl.concat([part.kept for part in read_events(io.BytesIO(data), file="x")]).drop("line")
        for data in (written, "".join(epcis_document([events], created=AT)).encode())
    )
    assert of_xml.equals(of_json)
    assert of_xml.height == 2
