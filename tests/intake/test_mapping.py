"""Mapping files: which column is which, with every fault told at once."""

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.mapping import read_mapping
from intake.samples import mapped, offers, stream

GOODS = "Product ID;Product Name;Cost\n1;Fjord shoes;99,50\n"


def test_columns_constants_and_settings() -> None:
    mapping = """
        [file]
        delimiter = ";"
        [columns]
        id = "product_id"       # compared as names are: case, blanks and hyphens do not count
        title = "Product Name"
        price = "Cost"
        [constants]
        price_currency = "EUR"
        marketplace = "example"
    """
    row = offers(GOODS, mapping=mapping).kept.row(0, named=True)
    assert (row["id"], row["title"], str(row["price"]), row["price_currency"], row["marketplace"]) == (
        "1",
        "Fjord shoes",
        "99.5000",
        "EUR",
        "example",
    )


def test_the_line_can_be_the_id() -> None:
    assert offers("title\nshoes\nboots\n", mapping='[columns]\nid = "(line)"').kept["id"].to_list() == ["2", "3"]


def test_the_format_can_be_fixed() -> None:
    text = "Handle,Title,Variant Price,id\nshirt,Shirt,5,9\n"
    assert offers(text, mapping='[file]\nformat = "delimited"').kept["id"].to_list() == ["9"]
    with pytest.raises(UserError, match="“excel” is not a format"):
        offers(text, mapping='[file]\nformat = "excel"')


def test_faults_of_names_are_told_at_once() -> None:
    mapping = """
        [columns]
        titel = "Product Name"
        id = "Prodct ID"
        brand = "Cost"
        [constants]
        brand = "Halvorsen"
        price_curency = "EUR"
    """
    with pytest.raises(UserError) as raised:
        offers(GOODS, mapping=mapping)
    assert str(raised.value) == (
        "mapping.toml: “titel” is not one of our columns: did you mean “title”? "
        "“price_curency” is not one of our columns: did you mean “price_currency”? "
        "“brand” stands under both [columns] and [constants]. "
        "The file has no column “Prodct ID” (for id): did you mean “Product ID”? "
        'Correct the mapping or the header; a mapping ([columns] ours = "theirs") chooses a column.'
    )


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[columns\n", "is not TOML"),
        ('[column]\nid = "a"', "[column] is no section"),
        ("columns = 3", "[columns] must be a section"),
        ('[file]\nsheet = "1"', "[file] sheet is no setting"),
        ('[file]\ndelimiter = "::"', "must be one character"),
        ('[file]\ndelimiter = "\\""', "must be one character"),
        ("[constants]\nid = true", "[constants] id must be a text or a number"),
        ("[columns]\nid = [1]", "[columns] id must be a text or a number"),
        ("a = " + "[" * 20_000, "nested too deeply"),
    ],
)
def test_faults_of_the_file_are_told(toml: str, told: str) -> None:
    with pytest.raises(UserError) as raised:
        mapped(toml)
    assert told in str(raised.value)
    assert raised.value.file == "mapping.toml"


def test_a_mapping_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(UserError, match=r"mapping.toml, line 2: The mapping is not UTF-8"):
        read_mapping(stream(b'[columns]\nid = "\xe9"'), file="mapping.toml")


def test_two_headers_that_read_alike_need_a_mapping() -> None:
    with pytest.raises(UserError, match="“title” 2 times"):
        offers("id,Title,TITLE\n1,a,b\n")
    assert offers("id,Title,TITLE\n1,a,b\n", mapping='[columns]\ntitle = "TITLE"').kept["title"].to_list() == ["b"]
    assert offers("id,title,TITLE\n1,a,b\n").kept["title"].to_list() == ["a"]
