"""The tables that go with offers: types, ids made, personal data withheld."""

import datetime as dt
from decimal import Decimal

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.reader import WITHHELD
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import (
    read_complaints,
    read_rates,
    read_reference_prices,
    read_sales,
    read_sellers,
)
from intake.samples import mapped, stream


def test_mark_and_owner_are_the_smallest_rights_list() -> None:
    result = read_rights(
        stream("mark,owner\nHalvorsen,Halvorsen AS\nFjord,Halvorsen AS\nFjord,Halvorsen AS\n"), file="r"
    )
    assert result.kept["id"].to_list() == ["Halvorsen AS/Halvorsen/1", "Halvorsen AS/Fjord/2", "Halvorsen AS/Fjord/3"]


def test_status_and_feature_come_in_our_words_and_days_as_days() -> None:
    text = (
        "mark,owner,status,feature,registered_on,national_classes,class_goods\n"
        "Halvorsen,H AS,Registered,3-D,1823-03-06,021; A,9: pistols; guns|25: shoes\n"
        "Fjord,H AS,live,,,,\nSkarv,H AS,beschützt,,,,\n,H AS,EXPIRED,Figurative,,,\nTinde,H AS,,,1923-02-30,,\n"
    )
    result = read_rights(stream(text), file="r")
    assert result.kept["status"].to_list() == ["live", "live", "unclear", "expired"]
    assert result.kept["status_code"].to_list() == ["Registered", None, "beschützt", None]
    assert result.kept["feature"].to_list() == ["three dimensional", None, None, "figurative"]
    first = result.kept.row(0, named=True)
    assert first["registered_on"] == dt.date(1823, 3, 6)
    assert (first["national_classes"], first["class_goods"]) == (["021", "A"], ["9: pistols; guns", "25: shoes"])
    assert result.rejects["rule"].to_list() == ["registered_on must be readable as a day such as 2026-11-01"]


def test_rights_with_everything() -> None:
    text = (
        "id,mark,owner,aliases,nice_classes,goods,common_word,authorised_sellers,company_prefixes,price_floor\n"
        "r-1,Halvorsen,Halvorsen AS,Halvor; HVN ;,25; 18,footwear;bags,no,s-1;s-2,400638,350 USD\n"
        ",Fjord,Halvorsen AS,,,,Yes,,,\n"
    )
    result = read_rights(stream(text), file="rights.csv")
    first, second = result.kept.rows(named=True)
    assert first["aliases"] == ["Halvor", "HVN"]
    assert first["nice_classes"] == [18, 25]
    assert first["goods"] == ["footwear", "bags"]
    assert (first["common_word"], second["common_word"]) == (False, True)
    assert (first["price_floor"], first["price_floor_currency"]) == (Decimal(350), "USD")
    assert second["id"] == "Halvorsen AS/Fjord/2"
    assert result.rejects.height == 0


def test_rights_as_json_lines_with_lists() -> None:
    text = '{"mark": "Halvorsen", "owner": "Halvorsen AS", "aliases": ["HVN", "Halvor; s"], "nice_classes": [25, 18]}'
    (row,) = read_rights(stream(text), file="rights.jsonl").kept.rows(named=True)
    assert (row["aliases"], row["nice_classes"]) == (["HVN", "Halvor", "s"], [18, 25])


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("nice_classes", "shoes", "nice_classes"),
        ("common_word", "perhaps", "common_word"),
        ("price_floor", "cheap", "price_floor"),
        ("price_floor", "350", "price_floor"),  # which currency?
    ],
)
def test_rights_that_cannot_be_read_are_rejects(column: str, value: str, field: str) -> None:
    text = f"mark,owner,{column}\nHalvorsen,Halvorsen AS,\nFjord,Halvorsen AS,{value}\n"
    result = read_rights(stream(text), file="rights.csv")
    assert result.kept.height == 1
    assert result.rejects.select("line", "field").rows() == [(3, field)]


def test_an_id_used_twice_is_a_reject() -> None:
    result = read_rights(stream("id,mark,owner\n1,A,X\n2,B,X\n1,C,X\n"), file="rights.csv")
    assert result.kept["mark"].to_list() == ["B"]
    assert result.rejects["line"].to_list() == [2, 4]


def test_one_owner_for_the_whole_list_can_be_a_constant() -> None:
    given = mapped('[columns]\nmark = "name"\n[constants]\nowner = "unknown"')
    assert read_rights(stream("name,source\nFjord,x\n"), file="r", mapping=given).kept["owner"].to_list() == ["unknown"]


def test_a_product_feed_is_no_rights_list() -> None:
    feed = '<rss xmlns:g="http://base.google.com/ns/1.0"><item><g:id>1</g:id><title>t</title></item></rss>'
    with pytest.raises(UserError, match="No column is named mark and owner"):
        read_rights(stream(feed), file="r")


SELLERS = "id,name,email,address,country,status,opened_at\n"


def test_sellers() -> None:
    result = read_sellers(stream(SELLERS + "s-1,Fjord LLC,a@b.example,1 Main St,US,Active,2024-03-01\n"), file="s")
    (row,) = result.kept.rows(named=True)
    assert (row["status"], row["opened_at"]) == ("active", dt.datetime(2024, 3, 1, tzinfo=dt.UTC))


def test_personal_data_never_stands_in_rejects() -> None:
    private = "Ada Example"
    rows = (
        "s-1,Fjord,f@x.example,1 Main St,US,active,\n"
        f"s-2,{private},{private},{private},US,active,{private}\n"  # opened_at: a shifted column
        f"s-3,{private},too,few\n"
        f"s-4,{private},{private},{private},US,active,2024-01-01,one too many\n"
        f's-5,"{private}\n'
    )
    result = read_sellers(stream(SELLERS + rows), file="s")
    assert result.kept["id"].to_list() == ["s-1"]
    assert result.rejects.height == 4
    assert result.rejects.filter(result.rejects["field"].is_null())["value"].unique().to_list() == [WITHHELD]
    assert private not in "".join(str(value) for row in result.rejects.rows() for value in row)


def test_personal_data_never_stands_in_errors() -> None:
    private = "Ada Example"
    for content in (f"{private},x@y.example\n{private},z\n", f'{{"name": "{private}"}}\n', f"id,name\n,{private}\n"):
        with pytest.raises(UserError) as raised:
            read_sellers(stream(content), file="sellers.csv", mapping=None)
        assert private not in str(raised.value)


def test_sales() -> None:
    text = "offer_id,sold_on,units,returned\no-1,2026-10-01,40,1\no-1,2026-10-02T00:00:00Z,3.0,\no-2,,x,\no-3,,-1,\n"
    result = read_sales(stream(text), file="sales.csv")
    assert result.kept.select("sold_on", "units", "returned").rows() == [
        (dt.date(2026, 10, 1), 40, 1),
        (dt.date(2026, 10, 2), 3, None),
    ]
    assert result.rejects.select("line", "field").rows() == [(4, "units"), (5, "units")]


def test_complaints() -> None:
    text = "offer_id,kind,made_at\no-1,Not_Authentic,2026-10-09T12:00:00Z\no-2,rude,\n"
    result = read_complaints(stream(text), file="complaints.csv")
    assert result.kept.select("id", "kind").rows() == [("complaint 1", "not authentic")]
    assert result.rejects["field"].to_list() == ["kind"]


def test_rates() -> None:
    result = read_rates(stream("currency,usd\neur,1.08\nUSD,1\nGBP,nan\nJPY,0\nxx,1\n"), file="rates.csv")
    assert result.kept.select("currency", "usd").rows() == [("EUR", 1.08), ("USD", 1.0)]
    assert result.rejects["line"].to_list() == [4, 5, 6]


def test_reference_prices() -> None:
    header = "brand,product_type,condition,currency,offers,lowest,low,median,high\n"
    result = read_reference_prices(stream(header + "halvorsen,,New,usd,24,84,89,129,189.5\n"), file="p")
    (row,) = result.kept.rows(named=True)
    assert (row["product_type"], row["condition"], row["currency"]) == ("", "new", "USD")
    assert (row["offers"], row["high"]) == (24, Decimal("189.5"))


NEEDED = [
    (read_rights, "mark,owner"),
    (read_rates, "currency,usd"),
    (read_reference_prices, "brand,condition,currency,offers,lowest,low,median,high"),
]
OPTIONAL = [
    (read_sellers, "id,name"),
    (read_sales, "offer_id,units"),
    (read_complaints, "offer_id,kind"),
    (read_authorisations, "seller,owner"),
]


@pytest.mark.parametrize(("read", "header"), NEEDED)
def test_what_is_needed_may_not_be_empty(read, header: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UserError, match="holds no rows"):
        read(stream(header + "\n"), file="t")


@pytest.mark.parametrize(("read", "header"), OPTIONAL)
def test_a_header_alone_says_that_there_is_nothing_to_tell(read, header: str) -> None:  # type: ignore[no-untyped-def]
    result = read(stream(header + "\n"), file="t")
    assert (result.kept.height, result.rejects.height) == (0, 0)


@pytest.mark.parametrize(("read", "header"), [*NEEDED, *OPTIONAL])
def test_no_file_may_be_without_a_header(read, header: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UserError, match="is empty"):
        read(stream(""), file="t")


def test_authorisations_have_days_and_rejects_name_no_seller() -> None:
    text = (
        "seller,owner,territory,product line,channel,valid_from,valid until,granted_by\n"
        "s-1,Halvorsen Sport AS,US,Fjord,tidewater,2026-01-01,2026-12-31,sales\n"
        "Nora Invented,,,,,,,\nNora Invented,H AS,,,,2026-02-30,,\n"
    )
    result = read_authorisations(stream(text), file="a.csv")
    (row,) = result.kept.rows(named=True)
    assert (row["valid_from"], row["valid_until"]) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert (row["product_line"], row["channel"], row["granted_by"]) == ("Fjord", "tidewater", "sales")
    assert result.rejects["rule"].to_list() == [
        "owner or right id must be given", "valid_from must be readable as a day such as 2026-11-01",
    ]  # fmt: skip
    assert "Nora" not in result.rejects.write_csv()
