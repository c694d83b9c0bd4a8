"""Sellers as spreadsheets spoil them, and what goes with them: read or set aside, and nobody's data in a reject."""

from decimal import Decimal

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.reader import WITHHELD
from counterfoil.intake.seller_records import read_seller_documents, read_seller_events
from counterfoil.intake.tables import read_sales, read_sellers
from intake.samples import stream


def test_two_sellers_with_one_id_are_both_set_aside() -> None:
    text = "id,name,taxNumber\ns-1,Acme,99-0000001\ns-1,Bolt,99-0000002\ns-2,Cam,99-0000003\n"
    result = read_sellers(stream(text), file="s")
    assert result.kept["id"].to_list() == ["s-2"]
    assert result.rejects["rule"].to_list() == ["id must be given and must not be used twice"] * 2


def test_the_empty_cells_below_a_merged_one_are_no_sellers() -> None:
    text = "id,name,phone\ns-1,Acme,+1-503-555-0101\n,,+1-503-555-0102\ns-2,Bolt,\n"
    result = read_sellers(stream(text), file="s")
    assert result.kept["id"].to_list() == ["s-1", "s-2"]
    assert result.rejects.select("line", "field", "value").rows() == [(3, "id", None)]


def test_a_file_in_the_wrong_encoding_is_refused_and_read_in_the_right_one() -> None:
    data = "id,name,city\ns-1,Gül Kozmetik,Malmö\n".encode("cp1252")
    with pytest.raises(UserError, match="UTF-8"):
        read_sellers(stream(data), file="s")
    read = read_sellers(stream(data), file="s", encoding="cp1252")
    assert read.kept["city"].to_list() == ["Malmö"]


def test_lists_and_words_of_a_seller() -> None:
    text = "id,schema,device,declared_types,address_kind\ns-1,person,d1; d2,shoes;perfume,Mail-drop\ns-2,Vessel,,,\n"
    result = read_sellers(stream(text), file="s")
    kept = result.kept.row(0, named=True)
    assert (kept["schema"], kept["device"], kept["declared_types"]) == ("Person", ["d1", "d2"], ["shoes", "perfume"])
    assert kept["address_kind"] == "mail drop"
    assert result.rejects.select("field", "value").rows() == [("schema", WITHHELD)]


def test_documents_are_read_and_their_numbers_withheld() -> None:
    text = (
        "seller_id,type,number,country,expires_on,result\n"
        "s-1,Government ID,P1234567,Germany,2027-01-01,Valid\n"
        "s-1,passport,P7654321,DE,,\n"
        "s-1,invoice,P1111111,DE,soon,\n"
    )
    result = read_seller_documents(stream(text), file="d")
    assert result.kept.select("type", "country", "result").rows() == [("government id", "DE", "valid")]
    assert result.rejects["field"].to_list() == ["type", "expires_on"]
    assert "P7654321" not in str(result.rejects.rows())


def test_events_are_of_known_kinds_and_days() -> None:
    text = "seller_id,kind,day\ns-1,Received,2026-03-09\ns-1,moved,2026-03-09\ns-1,verified,\n"
    result = read_seller_events(stream(text), file="e")
    assert result.kept.height == 1
    assert result.rejects["field"].to_list() == ["kind", "day"]


def test_sales_with_seller_amount_and_condition() -> None:
    text = (
        'offer_id,units,seller_id,sales,amount,currency,condition\no-1,3,s-1,2,"1,250.50",usd,NEW\no-2,3,s-1,2,free,,\n'
    )
    result = read_sales(stream(text), file="s")
    kept = result.kept.row(0, named=True)
    assert (kept["amount"], kept["currency"], kept["condition"]) == (Decimal("1250.5"), "USD", "new")
    assert result.rejects["field"].to_list() == ["amount"]
