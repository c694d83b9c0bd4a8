"""Every table is recognised by `inspect`, in formats that hold it and in tables of one's own."""

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.detect import FORMATS
from counterfoil.intake.table_kinds import TABLE_KINDS
from intake import goods_samples
from intake.parties import lists
from intake.registers import samples as registers
from intake.test_inspect import inspected

EVERY = [  # content, format, table, rows kept and set aside
    (registers.st66(), "st66", "rights", (1, 0)),
    (lists.SDN, "ofac", "parties", (3, 0)),
    (lists.ADD, "ofac", "party details", (2, 0)),
    (lists.FTM, "follow_the_money", "parties", (2, 4)),
    (lists.GLEIF, "gleif", "parties", (1, 1)),
    (goods_samples.NOTICE, "x12", "shipments", (2, 0)),
    (goods_samples.ADVICE, "x12", "inventory", (1, 1)),
    (goods_samples.DESADV, "edifact", "shipments", (2, 0)),
    (goods_samples.FBA, "amazon_fba", "inventory", (1, 0)),
    (goods_samples.EVENTS, "epcis_json", "events", (1, 2)),
    (goods_samples.EVENTS_XML, "epcis_xml", "events", (2, 0)),
    (goods_samples.GPC, "gpc", "categories", (3, 0)),
    ("seller,owner,valid_until\nFjord Outfitters,Halvorsen,2026-12-31\n", "delimited", "authorisations", (1, 0)),
    ("facility_gln,capacity,window_from\ndock,3,2026-09-14\npier,,\n", "delimited", "capacities", (1, 1)),
    (
        "hs,until,reason,ordered_by\n6404,2026-12-31,Shoes are counted.,authority:port\n",
        "delimited",
        "controls",
        (1, 0),
    ),
    ("party_id,property,value\nP-1,address,Havnegade 1\n", "delimited", "party details", (1, 0)),
]


@pytest.mark.parametrize(("content", "form", "table", "rows"), EVERY)
def test_every_table_is_recognised(content: str, form: str, table: str, rows: tuple[int, int]) -> None:
    found = inspected(content)
    assert (found.format, found.kind.name, found.fits) == (form, table, True)
    assert (found.reading.kept, found.reading.rejected) == rows


def test_the_tables_that_formats_hold_are_of_formats_that_are_read() -> None:
    named = {name for kind in TABLE_KINDS for name in kind.formats}
    assert named <= {known.name for known in FORMATS}


def test_a_report_of_goods_is_looked_at_as_offers_where_the_user_says_so() -> None:
    found = inspected(goods_samples.FBA, table="offers")
    assert (found.format, found.kind.name, found.reading.kept) == ("delimited", "offers", 1)


@pytest.mark.parametrize(
    "text", ["MIT License\n\nCopyright, all rights reserved\n" + "Permission is granted, free of charge, to all\n" * 9]
)
def test_a_text_with_commas_fits_no_table(text: str) -> None:
    assert not inspected(text.replace("MIT License", "Licensed, as it is", 1)).fits


def test_of_a_document_over_several_lines_one_object_is_no_json_lines() -> None:
    with pytest.raises(UserError, match="is JSON, but neither"):
        inspected('{\n "name": "Halvorsen",\n "tests": [\n  {"id": "1", "title": "one"}\n ]\n}\n')
