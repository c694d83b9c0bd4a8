"""ST.66 and ST.96: one mark, the same right."""

import datetime as dt

import pytest

from counterfoil.intake.detect import detect
from intake.registers.samples import rights, st66, st96


def test_a_mark_of_st66() -> None:
    (row,) = rights(st66()).kept.rows(named=True)
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "id": "US-90000001", "mark": "SKARV", "owner": "Halvorsen Sport AS", "nice_classes": [25],
        "goods": ["Footwear", "hiking boots"], "class_goods": ["25: Footwear; hiking boots"], "territory": "US",
        "office": "US", "feature": "combined", "application_number": "90000001", "status": "live", "status_code": "700",
        "filed_on": dt.date(2024, 3, 1), "line": 2,
    }  # fmt: skip


def test_a_mark_of_st96() -> None:
    (row,) = rights(st96()).kept.rows(named=True)
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "id": "US-90000001", "mark": "SKARV", "owner": "Nora Invented", "nice_classes": [25], "goods": ["Footwear"],
        "class_goods": ["25: Footwear"], "territory": "US", "office": "US", "feature": "word",
        "application_number": "90000001", "status": "live", "status_code": "700", "line": 3,
    }  # fmt: skip


@pytest.mark.parametrize("make", [st66, st96])
def test_another_office_writes_its_status_in_words(make) -> None:  # type: ignore[no-untyped-def]
    row = rights(make(office="EM", status="Registration cancelled")).kept.row(0, named=True)
    assert (row["id"], row["territory"], row["status"]) == ("EM-90000001", "EU", "cancelled")


@pytest.mark.parametrize("make", [st66, st96])
def test_each_mark_of_a_file_is_a_right(make) -> None:  # type: ignore[no-untyped-def]
    whole = make()
    name = "TransactionData" if make is st66 else "t:Trademark"
    one = whole[whole.index(f"<{name}>") : whole.index(f"</{name}>")] + f"</{name}>\n"
    second = one.replace("90000001", "90000002")
    result = rights(whole.replace(one.strip(), one + second))
    assert result.kept["id"].to_list() == ["US-90000001", "US-90000002"]


def test_several_marks_in_one_transaction_are_several_rights() -> None:
    whole = st66()
    one = whole[whole.index("<TradeMark>") : whole.index("</TradeMark>")] + "</TradeMark>"
    result = rights(whole.replace(one, one + one.replace("90000001", "90000002")))
    assert result.kept["id"].to_list() == ["US-90000001", "US-90000002"]
    assert result.kept["owner"].to_list() == ["Halvorsen Sport AS"] * 2


def test_a_mark_without_words() -> None:
    row = rights(st96(mark="", feature="Figurative")).kept.row(0, named=True)
    assert (row["mark"], row["feature"]) == (None, "figurative")


def test_words_of_another_mark_below_are_not_its_own() -> None:
    other = (
        "<t:WordMarkSpecification><t:MarkVerbalElementText>OTHER</t:MarkVerbalElementText></t:WordMarkSpecification>"
    )
    nested = f"<t:LegalProceedings><t:AssociatedMark>{other}</t:AssociatedMark></t:LegalProceedings></t:Trademark>"
    whole = st96(mark="", feature="Figurative").replace("</t:Trademark>", nested)
    assert rights(whole).kept["mark"].to_list() == [None]


def test_the_formats_are_told_apart() -> None:
    assert detect(st66().encode(), file="f").name == "st66"
    assert detect(st96().encode("utf-16"), file="f").name == "st96"
