"""CSV and TSV: every row is kept or explained, with the line that it began on."""

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from counterfoil.intake.records import LONGEST_FIELD, MOST_UNCLOSED, TOO_LONG, UNCLOSED
from intake.samples import Pipe, offers, stream, together


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    text = "id,title,price\no-1,Fjord shoes,3.50 EUR\n".replace(",", delimiter)
    kept = offers(text).kept
    assert kept.select("id", "title", "price_currency", "line").rows() == [("o-1", "Fjord shoes", "EUR", 2)]


def test_a_quoted_line_break_counts_as_a_line() -> None:
    result = offers('id,title\n1,"two\nlines"\n\n2,after\n')
    assert result.kept.select("id", "title", "line").rows() == [("1", "two\nlines", 2), ("2", "after", 5)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_every_system_count_alike(ending: str) -> None:
    result = offers(ending.join(["id,title", "1,one", '2,"x' + ending + 'y"', "3,three", ""]))
    assert result.kept["line"].to_list() == [2, 3, 5]


def test_blank_lines_before_the_header_count() -> None:
    assert offers("\n \n\nid,title\n1,one\n").kept["line"].to_list() == [5]


def test_rows_with_too_many_or_too_few_fields_are_rejects() -> None:
    result = offers("id,title\n1,one\n2,two,too much\n3\n4,four,\n")
    assert result.kept["id"].to_list() == ["1", "4"]  # an empty field at the end is no field
    assert result.rejects.select("line", "value", "rule").rows() == [
        (3, "2 | two | too much", "a row must have 2 fields like the header; this one has 3"),
        (4, "3", "a row must have 2 fields like the header; this one has 1"),
    ]


def test_an_unclosed_quote_costs_its_own_line_only() -> None:
    rows = "".join(f"{number},row {number}\n" for number in range(3, 50))
    result = offers('id,title\n1,one\n2,"never closed\n' + rows)
    assert result.kept.height == 48
    assert result.rejects.select("line", "value", "rule").rows() == [(3, '2,"never closed', UNCLOSED)]


def test_an_unclosed_quote_does_not_merge_rows_with_the_next_quoted_field() -> None:
    result = offers('id,title\n1,"open\n2,"closed"\n3,"last"\n')
    assert result.kept["id"].to_list() == ["2", "3"]
    assert result.rejects["line"].to_list() == [2]


def test_a_quote_within_a_field_is_a_character() -> None:
    assert offers('id,title\n1,5" pipe\n').kept["title"].to_list() == ['5" pipe']


def test_too_many_unclosed_quotes_stop_the_reading() -> None:
    hostile = "id,title\n0,ok\n" + '1,"open\n' * (MOST_UNCLOSED + 1)
    with pytest.raises(UserError, match="never closed"):
        offers(hostile)


def test_a_field_beyond_the_limit_is_a_reject() -> None:
    result = offers(f"id,title\n1,{'x' * (LONGEST_FIELD + 1)}\n2,short\n")
    assert result.kept["id"].to_list() == ["2"]
    assert result.rejects["rule"].to_list() == [TOO_LONG]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert offers(b"\xef\xbb\xbfid,title\n1,one\n").kept["id"].to_list() == ["1"]


def test_nul_bytes_stay_for_the_contract_to_reject() -> None:
    result = offers(b"id,title\n1,a\x00b\n2\x00,b\n3,c\n")
    assert result.kept["id"].to_list() == ["3"]
    assert result.rejects.select("field", "value").rows() == [("title", "a\ufffdb"), ("id", "2\ufffd")]


def test_a_long_title_is_a_reject() -> None:
    result = offers(f"id,title\n1,{'x' * 10_000}\n2,ok\n")
    assert result.rejects.select("field", "rule").rows() == [("title", "title has at most 5000 characters")]


def test_a_name_that_stands_twice_is_refused_only_where_it_is_read() -> None:
    assert offers("id,title,note,note\n1,one,a,b\n").kept.height == 1
    with pytest.raises(UserError, match="“title” 2 times"):
        offers("id,title,title\n1,one,other\n")


def test_googles_names_with_blanks_are_ours() -> None:
    text = "ID\tTitle\timage link\tadditional image link\n1\tone\thttp://x/1\thttp://x/2,http://x/3,4\n"
    row = offers(text).kept.row(0, named=True)
    assert row["image_link"] == "http://x/1"
    assert row["additional_image_link"] == ["http://x/2", "http://x/3,4"]


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(UserError, match="holds no rows"):
        offers("id,title,price\n")


def test_a_file_without_one_good_row_quotes_the_commonest_reject() -> None:
    with pytest.raises(UserError) as raised:
        offers("id,title,price\n1,a,-1 USD\n2,b,-2 USD\n3,,3 USD\n")
    assert "2 of 3 rows broke the rule “price is not negative” (for example “-1.0000”)" in str(raised.value)
    assert raised.value.line == 2


def test_missing_columns_are_answered_with_a_mapping_to_paste() -> None:
    with pytest.raises(UserError) as raised:
        offers("ProductID,Product Name\n1,one\n")
    assert "No column is named id and title. The file has: “ProductID”, “Product Name”." in str(raised.value)
    assert str(raised.value).endswith('[columns]\nid = "ProductID"\ntitle = "Product Name"')


def test_a_pipe_is_read_like_a_file_in_batches() -> None:
    content = "id,title\n" + "".join(f"{number},goods\n" for number in range(25_001))
    batches = list(read_offers(Pipe(content.encode()), file="-"))  # type: ignore[arg-type]
    assert [batch.kept.height for batch in batches] == [10_000, 10_000, 5_001]
    assert together(batches).kept["line"].to_list() == list(range(2, 25_003))


def test_the_stream_is_read_from_where_it_stands() -> None:
    source = stream("skip this\nid,title\n1,one\n")
    source.seek(10)
    assert next(read_offers(source, file="f")).kept["id"].to_list() == ["1"]


def test_wide_tables_come_in_smaller_batches() -> None:
    header = "id,title," + ",".join(f"extra {number}" for number in range(998))
    content = header + "\n" + "".join(f"{number},goods{',' * 998}\n" for number in range(1_500))
    batches = list(read_offers(stream(content), file="f"))
    assert [batch.kept.height for batch in batches] == [1_000, 500]
