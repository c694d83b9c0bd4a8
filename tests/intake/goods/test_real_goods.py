"""Real events, messages and schemes, read where they lie. Rows were counted by other means."""

import csv
import json

import pytest

from counterfoil.errors import UserError
from intake.goods_samples import categories, events, inventory, shipments
from intake.samples import shared_file

pytestmark = pytest.mark.shared
X12 = "formats/edi-x12/"


def _events_in(document: dict[str, object]) -> list[object]:
    body = document["epcisBody"]
    assert isinstance(body, dict)
    if "queryResults" in body:
        body = body["queryResults"]["resultsBody"]
    found = body["eventList"]
    assert isinstance(found, list)
    return found


def test_every_epcis_sample() -> None:
    folder = shared_file("formats/epcis")
    paths = sorted(folder.glob("*.jsonld"))
    assert len(paths) == 47
    total = 0
    for path in paths:
        document = json.loads(path.read_text("utf-8"))
        there = _events_in(document) if "epcisBody" in document else [document]
        result = events(path.read_bytes())
        assert (result.kept.height, result.rejects.height) == (len(there), 0), path.name
        assert result.kept["type"].to_list() == [event["type"] for event in there]  # type: ignore[index]
        epcs = [epc for event in there for epc in event.get("epcList", ())]  # type: ignore[attr-defined]
        assert result.kept["epcList"].explode().drop_nulls().to_list() == epcs
        total += result.kept.height
    assert total == 56


@pytest.mark.parametrize(
    ("name", "rows", "mark"),
    [
        (f"{X12}856.Crossdock.OK.edi", 5, "\nLIN*"),
        (f"{X12}940.OK.edi", 3, "\nW01*"),
        (f"{X12}940.2.OK.edi", 1, "\nW01*"),
        (f"{X12}MultipleInterchangesAndGroups.edi", 6, "\nW01*"),
        ("formats/edi-edifact/ORDERS_D.03B_Interchange.txt", 4, "\nLIN+"),
        ("formats/edi-edifact/INVOIC_D.03B_Interchange_with_UNA.txt", 2, "\nLIN+"),
    ],
)
def test_lines_of_goods(name: str, rows: int, mark: str) -> None:
    content = shared_file(name).read_text("utf-8")
    assert content.count(mark) == rows
    result = shipments(content)
    assert (result.kept.height, result.rejects.height) == (rows, 0)
    assert result.kept["quantity"].null_count() == 0
    lines = [number for number, line in enumerate(content.splitlines(), start=1) if line.startswith(mark.strip())]
    if "856" not in name:  # there a line of goods begins with its level
        assert result.kept["line"].to_list() == lines


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("940.W05.Only.edi", "a message must hold a line of goods"),
        ("ControlNumbersMismatch.edi", "the control number at the end of a message"),
        ("NonEdi.edi", "No column is named shipment_id"),
    ],
)
def test_what_is_no_message_of_goods_is_refused(name: str, rule: str) -> None:
    with pytest.raises(UserError, match=rule):
        shipments(shared_file(X12 + name).read_bytes())


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("hs-hts/harmonized-system.csv", 6_940),
        ("hs-hts/htsdata_excerpt.json", 8),
        ("gs1-gpc/gpc-hier.tsv", 6_073),
        ("gs1-gpc/gpc-attType.tsv", 2_072),
        ("mcc-codes/mcc_codes.csv", 981),
    ],
)
def test_schemes(name: str, rows: int) -> None:
    result = categories(shared_file("formats/" + name).read_bytes())
    assert (result.kept.height, result.rejects.height) == (rows, 0)


def test_both_headers_of_amazons_reports_are_known() -> None:
    lines = shared_file("formats/amazon-fba-tsv/headers.txt").read_text("utf-8").splitlines()
    headers = [line for line in lines if "\t" in line]
    assert len(headers) == 2
    for header in headers:
        names = next(csv.reader([header], delimiter="\t"))
        row = "\t".join("7" if "uantity" in name else f"value {at}" for at, name in enumerate(names))
        assert inventory(f"{header}\n{row}\n").kept.height == 1
