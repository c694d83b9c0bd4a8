"""Rights that are over, or have no words: kept, counted, said, and held against no offer."""

import json
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from integration.commands import called

OFFERS = "id,title\n1,Skarv boots\n2,Tinde jacket\n3,Fjell hat\n"
RIGHTS = (
    "id,mark,owner,status,feature\nr-1,Skarv,H AS,live,word\nr-2,Tinde,H AS,Cancelled,word\n"
    "r-3,,H AS,live,figurative\nr-4,Fjell,H AS,beschützt,\nr-5,,H AS,EXPIRED,figurative\n"
)


def screen(folder: Path, rights: str):  # type: ignore[no-untyped-def]
    (folder / "offers.csv").write_text(OFFERS)
    (folder / "rights.csv").write_text(rights)
    return called("screen", folder / "offers.csv", "--rights", folder / "rights.csv", "-o", folder / "out")


def test_they_are_counted_and_said(tmp_path: Path) -> None:
    done = screen(tmp_path, RIGHTS)
    assert "3 of 5 rights not screened for: 2 no longer in force, 1 without words" in done.output
    files = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["files"]
    (told,) = [file for file in files if file["role"] == "rights"]
    assert (told["rows"], told["over"], told["without_words"]) == (5, 2, 1)
    assert pl.read_parquet(tmp_path / "out" / "replay" / "rights.parquet")["id"].to_list() == ["r-1", "r-4"]
    assessed = pl.read_parquet(tmp_path / "out" / "assessments.parquet")
    assert set(assessed["right_id"]) <= {"r-1", "r-4"}


def test_a_list_of_which_nothing_can_be_screened_is_refused(tmp_path: Path) -> None:
    done = screen(tmp_path, "mark,owner,status,feature\nSkarv,H AS,dead,\n,H AS,live,sound\n")
    assert isinstance(done.exception, UserError)
    assert "None of the 2 rights can be screened for: 1 are over, 1 have no words." in str(done.exception)
