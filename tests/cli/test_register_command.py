"""`counterfoil register`: what a person sees, and what stays after a fault."""

from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from integration.commands import EXAMPLES, called

DAILY = EXAMPLES / "register_daily.xml"


def test_counts_are_said_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "register.parquet"
    first = called("register", "apply", EXAMPLES / "rights.csv", DAILY, "-o", out)
    assert first.output.splitlines() == [
        "29 marks read, 0 set aside: 29 new, 0 changed, 0 dead, 0 unchanged, 0 older",
        f"{out}: 29 rights, 27 to screen for, 1 no longer in force, 1 without words",
    ]
    again = called("register", "apply", out, DAILY, "-o", out)
    assert again.output.splitlines()[0] == "4 marks read, 0 set aside: 0 new, 0 changed, 0 dead, 4 unchanged, 0 older"


def test_a_register_is_what_offers_are_screened_against(tmp_path: Path) -> None:
    called("register", "apply", DAILY, "-o", tmp_path / "register.parquet")
    (tmp_path / "offers.csv").write_text("id,title\n1,Fjord Runner trail shoes\n2,Østervind Storm helmet\n")
    files = ["--rights", tmp_path / "register.parquet", "-o", tmp_path / "out"]
    done = called("screen", tmp_path / "offers.csv", *files)
    assert "2 of 4 rights not screened for: 1 no longer in force, 1 without words" in done.output
    assert set(pl.read_parquet(tmp_path / "out" / "assessments.parquet")["right_id"]) == {"US-99900001"}


def test_rows_set_aside_are_shown_and_written(tmp_path: Path) -> None:
    bad = tmp_path / "list.csv"
    bad.write_text("id,mark,owner\nr-1,Skarv,H AS\nr-2,,H AS\n")
    done = called("register", "apply", bad, "-o", tmp_path / "r.parquet", "--rejects", tmp_path / "aside.csv")
    assert "list.csv, line 3: mark must be given" in done.output
    assert pl.read_csv(tmp_path / "aside.csv")["line"].to_list() == [3]


def test_no_row_set_aside_is_a_formula(tmp_path: Path) -> None:
    bad = tmp_path / "list.csv"
    bad.write_text("id,mark,owner,price_floor,price_floor_currency\nr-1,Skarv,H AS,1,USD\nr-2,Fjord,H AS,=x,USD\n")
    for name, value in (("aside.csv", "'=x"), ("aside.json", "=x")):
        called("register", "apply", bad, "-o", tmp_path / "r.parquet", "--rejects", tmp_path / name)
        assert f'"{value}"' in (tmp_path / name).read_text() or f",{value}," in (tmp_path / name).read_text()


def test_a_fault_leaves_nothing_behind(tmp_path: Path) -> None:
    done = called("register", "apply", tmp_path / "none.xml", "-o", tmp_path / "r.parquet")
    assert isinstance(done.exception, UserError)
    assert list(tmp_path.iterdir()) == []
