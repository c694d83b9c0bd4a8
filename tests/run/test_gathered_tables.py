"""Which table is a file, when many are given at once, and where does each row come from?"""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import gathered
from counterfoil.tables import action, event, notice, sale


def test_parquet_is_known_by_its_columns_and_says_where_each_row_lies(tmp_path: Path) -> None:
    (tmp_path / "cases" / "case-1").mkdir(parents=True)
    event.EXAMPLE.write_parquet(tmp_path / "cases" / "case-1" / "events.parquet")
    notice.EXAMPLE.write_parquet(tmp_path / "cases" / "case-1" / "notices.parquet")
    found = gathered([tmp_path / "cases"])
    assert sorted(found.tables) == ["event", "notice"]
    rows = found.tables["event"].collect()
    assert rows.select("source", "row").rows() == [("cases/case-1/events.parquet", 1)]
    assert found.of("seller") is None


def test_text_is_read_under_our_names_and_bad_rows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("offer_id,units,sold_on\no-1,3,2026-11-01\no-2,many,2026-11-02\n")
    found = gathered([path])
    assert found.tables["sale"].select("offer_id", "units", "row").collect().rows() == [("o-1", 3, 2)]
    assert found.rejects().select("line", "field", "value").rows() == [(3, "units", "many")]


def test_a_table_without_a_reader_of_its_own_is_read_by_its_contract(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    head = "case_id,number,at,actor,kind,subject_kind,subject_id,what,why,digests\n"
    path.write_text(head + "c-1,1,2026-11-08T10:00:00Z,system:x,found,case,c-1,Found.,By a rule.,\n")
    assert gathered([path]).tables["event"].select("kind", "number").collect().rows() == [("found", 1)]


def test_a_file_is_gathered_once_though_it_is_named_twice(tmp_path: Path) -> None:
    sale.EXAMPLE.write_parquet(tmp_path / "sales.parquet")
    found = gathered([tmp_path, tmp_path / "sales.parquet"])
    assert found.tables["sale"].collect().height == sale.EXAMPLE.height


def test_a_named_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "a.parquet")
    assert gathered([tmp_path]).tables == {}
    with pytest.raises(UserError, match="no table that is known here"):
        gathered([tmp_path / "a.parquet"])


def test_what_a_table_itself_calls_its_source_is_kept_beside_where_the_row_lies(tmp_path: Path) -> None:
    action.EXAMPLE.write_parquet(tmp_path / "actions.parquet")
    (tmp_path / "more.jsonl").write_text(action.EXAMPLE.write_ndjson())
    rows = gathered([tmp_path / "actions.parquet", tmp_path / "more.jsonl"]).tables["action"].collect()
    own = action.EXAMPLE["source"][0]
    assert rows.select("own_source", "source").rows() == [(own, "actions.parquet"), (own, "more.jsonl")]
