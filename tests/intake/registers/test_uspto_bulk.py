"""The USPTO's bulk XML: classes of two systems, owners of all times, marks without words, old days."""

import datetime as dt

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.detect import detect
from counterfoil.intake.offers import read_offers
from counterfoil.intake.tables import read_sellers
from intake.registers.samples import case, classification, daily, owner, rights, statement
from intake.samples import stream


def test_a_case_becomes_a_right() -> None:
    (row,) = rights(daily(case())).kept.rows(named=True)
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "id": "US-90000001", "mark": "SKARV", "owner": "Halvorsen Sport AS", "owner_country": "NO",
        "nice_classes": [25], "national_classes": ["022", "039"], "goods": ["Footwear", "hiking boots"],
        "class_goods": ["25: Footwear; hiking boots"], "territory": "US", "office": "US", "feature": "word",
        "application_number": "90000001", "register": "principal", "status": "live", "status_code": "700",
        "status_on": dt.date(2025, 1, 1), "filed_on": dt.date(2024, 3, 1), "updated_on": dt.date(2026, 1, 5), "line": 3,
    }  # fmt: skip


def test_a_single_case_is_a_file_too() -> None:
    assert detect(case().encode(), file="f").name == "uspto_bulk"
    assert rights(case()).kept["mark"].to_list() == ["SKARV"]


def test_goods_of_an_old_mark_stand_under_its_united_states_class() -> None:
    old = case(
        classes=classification("016", "037", primary="037"),
        statements=statement("GS0371", "PENCILS.") + statement("CC0000", "blue") + statement("GS9991", "left over"),
    )
    row = rights(old).kept.row(0, named=True)
    assert (row["nice_classes"], row["national_classes"]) == ([16], ["037"])
    assert row["class_goods"] == ["16: PENCILS", "999: left over"]


@pytest.mark.parametrize("code", ["A", "B", "200"])
def test_classes_of_certification_and_collective_marks_are_national(code: str) -> None:
    row = rights(case(classes=classification(f"{code}  ", code, primary=code))).kept.row(0, named=True)
    assert row["nice_classes"] is None
    assert code in row["national_classes"]


def test_a_class_that_was_cancelled_is_left_out_unless_all_were() -> None:
    gone, stands = classification("018", primary="018", status="B"), classification("025", primary="025")
    goods = statement("GS0181", "Bags") + statement("GS0251", "Shoes")
    row = rights(case(classes=gone + stands, statements=goods)).kept.row(0, named=True)
    assert (row["nice_classes"], row["goods"]) == ([25], ["Shoes"])
    row = rights(case(classes=gone, statements=goods, status="710")).kept.row(0, named=True)
    assert (row["nice_classes"], row["status"]) == ([18], "cancelled")


def test_deleted_goods_are_left_out_and_the_marks_of_the_office_taken_off() -> None:
    goods = statement("GS0251", "Shoes; [ slippers; ] (( boots )); *sandals*|socks")
    row = rights(case(statements=goods)).kept.row(0, named=True)
    assert row["goods"] == ["Shoes", "boots", "sandals|socks"]
    assert row["class_goods"] == ["25: Shoes; boots ; sandals/socks"]


def test_the_latest_owners_are_the_owners() -> None:
    owners = owner("10", "First Ltd", "GB") + owner("31", "Nu; SA", "FR") + owner("31", "Too\n GmbH", "DE")
    row = rights(case(owners=owners + owner("31", "A; B", "FR"))).kept.row(0, named=True)
    assert (row["owner"], row["owner_country"]) == ("Nu; SA", "FR")
    assert row["co_owners"] == ["Too GmbH", "A, B"]


def test_a_mark_without_words_is_kept_and_one_that_lost_its_words_is_a_reject() -> None:
    drawing, lost = case("90000002", mark="", drawing="2"), case("90000003", mark="", drawing="5")
    result = rights(daily(drawing, lost))
    assert result.kept.select("id", "mark", "feature").rows() == [("US-90000002", None, "figurative")]
    assert result.rejects["rule"].to_list() == ["mark must be given"]


@pytest.mark.parametrize(
    ("filed", "day"),
    [("18230306", dt.date(1823, 3, 6)), ("00000000", None), ("", None), ("20240229", dt.date(2024, 2, 29))],
)
def test_days_of_two_centuries(filed: str, day: dt.date | None) -> None:
    assert rights(case(filed=filed)).kept["filed_on"].to_list() == [day]


def test_what_is_no_day_is_a_reject() -> None:
    result = rights(daily(case(), case("2", filed="20230229")))
    assert result.rejects.select("line", "field", "value").rows() == [(13, "filed_on", "2023-02-29")]


def test_the_supplemental_register_is_told() -> None:
    header = "<supplemental-register-in>T</supplemental-register-in>"
    assert rights(case(header=header)).kept["register"].to_list() == ["supplemental"]


def test_registration_numbers_have_no_zeros_before_them() -> None:
    numbered = case().replace("0000000</registration", "0146682</registration")
    assert rights(numbered).kept["registration_number"].to_list() == ["146682"]


def test_of_a_file_cut_off_the_cases_before_are_kept() -> None:
    whole = daily(*(case(str(number)) for number in range(100, 200)))
    result = rights(whole[:-400])
    assert result.kept.height == 99
    assert result.rejects["rule"].str.starts_with("the XML breaks off here").all()


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE case-file [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + case(mark="&b;")
    with pytest.raises(UserError, match="declares entities"):
        rights(bomb)


@pytest.mark.parametrize("read", [lambda *a, **k: list(read_offers(*a, **k)), read_sellers])
def test_a_register_is_no_list_of_anything_else(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UserError, match=r"register of trade marks\. Give it where rights"):
        read(stream(case()), file="f")


def test_a_case_without_number_gets_an_id_of_its_own() -> None:
    assert rights(case("")).kept["id"].to_list() == ["Halvorsen Sport AS/SKARV/1"]
