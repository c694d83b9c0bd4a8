"""EUIPO's and TMview's JSON: pages, single hits, and what breaks off."""

import json

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.detect import detect
from counterfoil.intake.json_text import BROKEN_OFF, NOT_AN_OBJECT, NOT_TEXT
from intake.registers.samples import rights

EUIPO = {
    "applicationNumber": "018000001", "markFeature": "COMBINED", "niceClasses": [25, 18], "status": "REGISTERED",
    "wordMarkSpecification": {"verbalElement": "SKARV  FJELL"}, "applicants": [{"name": "Halvorsen Sport AS"}],
    "registrationDate": "2019-05-02", "expiryDate": "2029-01-02",
}  # fmt: skip
TMVIEW = {
    "ST13": "NO500000201900001", "tmName": "SKARV", "tmOffice": "NO", "applicationNumber": "201900001",
    "tradeMarkStatus": "Ended", "niceClass": [25], "applicantName": ["Halvorsen Sport AS", "Nora Invented"],
    "applicationDate": "2019-01-02T12:00:00.000Z", "tradeMarkType": "Word",
}  # fmt: skip


def test_a_page_of_euipo() -> None:
    page = {"trademarks": [EUIPO, EUIPO | {"applicationNumber": "2"}], "totalElements": 2, "page": 0}
    result = rights(json.dumps(page, indent=1))
    first = result.kept.row(0, named=True)
    assert (first["id"], first["mark"], first["status"]) == ("EM-018000001", "SKARV FJELL", "live")
    assert (first["nice_classes"], first["owner"], first["territory"]) == ([18, 25], "Halvorsen Sport AS", "EU")
    assert result.kept["line"].to_list() == [3, 22]


def test_details_of_euipo_tell_the_goods() -> None:
    described = [{"language": "de", "terms": ["Schuhe"]}, {"language": "en", "terms": ["Footwear", "boots"]}]
    details = EUIPO | {"goodsAndServices": [{"classNumber": 25, "description": described}], "niceClasses": None}
    row = rights(json.dumps(details)).kept.row(0, named=True)
    assert (row["goods"], row["class_goods"], row["nice_classes"]) == (
        ["Footwear", "boots"],
        ["25: Footwear; boots"],
        [25],
    )


def test_a_hit_of_tmview() -> None:
    row = rights(json.dumps(TMVIEW)).kept.row(0, named=True)
    assert (row["id"], row["status"], row["status_code"]) == ("NO-201900001", "dead", "Ended")
    assert (row["owner"], row["co_owners"], str(row["filed_on"])) == (
        "Halvorsen Sport AS",
        ["Nora Invented"],
        "2019-01-02",
    )


@pytest.mark.parametrize("shape", ["{0}\n{1}", "[{0},\n{1}]", '{{"totalResults": 2, "tradeMarks": [{0},\n{1}]}}'])
def test_hits_come_alone_in_an_array_or_in_pages(shape: str) -> None:
    text = shape.format(json.dumps(TMVIEW), json.dumps(TMVIEW | {"applicationNumber": "2"}))
    kept = rights(text).kept
    assert kept.select("id", "line").rows() == [("NO-201900001", 1), ("NO-2", 2)]


def test_pages_may_follow_each_other() -> None:
    pages = "\n".join(json.dumps({"trademarks": [EUIPO | {"applicationNumber": number}]}) for number in "123")
    assert rights(pages).kept["id"].to_list() == ["EM-1", "EM-2", "EM-3"]


@pytest.mark.parametrize("cut", ["", "]", "]}"])
def test_a_page_cut_off_keeps_what_came_before(cut: str) -> None:
    text = '{"trademarks": [' + json.dumps(EUIPO) + ",\n" + json.dumps(EUIPO)[:60] + cut
    result = rights(text)
    assert result.kept.height == 1
    assert result.rejects.select("line", "rule").rows() == [(2, BROKEN_OFF)]


def test_what_is_no_hit_is_a_reject() -> None:
    text = '{"trademarks": [' + json.dumps(EUIPO) + ', 5, {"applicationNumber": "\\ud800", "status": "\\ud800"}]}'
    result = rights(text)
    assert result.rejects["rule"].to_list() == [NOT_AN_OBJECT, NOT_TEXT]


def test_deep_nesting_breaks_off() -> None:
    with pytest.raises(UserError, match="breaks off here"):
        rights('{"tmName": 1, "tmOffice": ' + "[" * 100_000)


def test_the_formats_are_told_apart() -> None:
    assert detect(json.dumps(EUIPO).encode(), file="f").name == "euipo"
    assert detect(b"\xef\xbb\xbf" + json.dumps([TMVIEW]).encode(), file="f").name == "tmview"
    assert detect(b'{"mark": "a"}', file="f").name == "json_lines"
