"""What earlier days tell: which worklist asked for what was opened, on which day it was, and what that weighs."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.evidence.weights import Model
from counterfoil.run import targeting_ranking
from counterfoil.run.inputs import Inputs
from counterfoil.run.targeting_history import History, history_in
from counterfoil.tables.contract import completed
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment
from counterfoil.targeting.learning import risk_model
from counterfoil.targeting.signs.known import Known
from counterfoil.targeting.signs.risk import default_weights
from counterfoil.targeting.signs.shipment_rows import shipment_rows

DAY = dt.date(2026, 10, 5)
HEAD = "shipment_id,facility,selected_for,examined_at,inspector,result,units_examined,units_found\n"


def worklist(folder: Path, day: int, *, probability: float, value: int = 100, ids: str = "A") -> Path:
    """Write what later days read of the worklist of a day of October, on which all were selected."""
    folder.mkdir()
    told = {
        "facility": "dock", "selected_for": dt.date(2026, 10, day), "rank": 1, "risk": 0.1, "is_new_party": True,
        "is_selected": True, "how": "drawn", "probability": probability, "reasons": [], "look_for": [], "model": "m-1",
    }  # fmt: skip
    selections = pl.DataFrame([told | {"shipment_id": name, "rank": at} for at, name in enumerate(ids, start=1)])
    Selection.cast(selections.select(Selection.column_names())).write_parquet(folder / "selections.parquet")
    lines = [{"shipment_id": name, "facility_gln": "dock", "declared_value": value, "currency": "USD"} for name in ids]
    Shipment.cast(completed(pl.DataFrame(lines), Shipment)).write_parquet(folder / "shipments.parquet")
    return folder


def told(tmp_path: Path, rows: str, *worklists: Path, zone: str = "") -> History:
    exams = tmp_path / "exams.csv"
    exams.write_text(HEAD + rows, encoding="utf-8")
    return history_in((exams,), worklists, Inputs(), day=DAY, zone=zone)


def test_a_result_counts_for_the_worklist_that_asked_for_it_not_for_a_later_one(tmp_path: Path) -> None:
    """Its result came late, so the next day's list asked for it again, with another probability."""
    lists = worklist(tmp_path / "1", 1, probability=0.5), worklist(tmp_path / "2", 3, probability=0.1)
    row = "A,dock,,2026-10-01T15:00:00Z,inspector:1,nothing found,5,0\n"
    assert told(tmp_path, row, *lists).learnt()["sample_weight"].to_list() == [2.0]
    late = "A,dock,2026-10-01,2026-10-04T15:00:00Z,inspector:1,nothing found,5,0\n"  # it names its worklist
    assert told(tmp_path, late, *lists).learnt()["sample_weight"].to_list() == [2.0]
    again = "A,dock,,2026-10-04T15:00:00Z,inspector:1,nothing found,5,0\n"
    assert told(tmp_path, again, *lists).learnt()["sample_weight"].to_list() == [10.0]


def test_of_what_was_sure_to_be_opened_nothing_follows_for_the_rest(tmp_path: Path) -> None:
    row = "A,dock,,2026-10-01T15:00:00Z,inspector:1,counterfeit,5,5\n"
    sure = worklist(tmp_path / "1", 1, probability=1.0)
    alone = told(tmp_path, row, sure).share()
    assert alone is not None
    assert (alone["low"], alone["high"]) == (1.0, 1.0)  # nothing else lay there
    assert told(tmp_path, row, sure, worklist(tmp_path / "2", 2, probability=0.1, ids="B")).share() is None


def test_the_lines_of_a_shipment_are_those_of_the_last_worklist_that_has_it(tmp_path: Path) -> None:
    first = worklist(tmp_path / "1", 1, probability=0.5, value=100, ids="AB")
    last = worklist(tmp_path / "2", 3, probability=0.5, value=900)
    lines = told(tmp_path, "A,dock,,2026-10-04T15:00:00Z,inspector:1,nothing found,5,0\n", last, first).shipments
    assert sorted(lines.select("shipment_id", pl.col("declared_value").cast(pl.Int64)).rows()) == [
        ("A", 900),
        ("B", 100),
    ]


def test_an_evening_in_the_west_is_still_the_day_before(tmp_path: Path) -> None:
    row = "A,dock,,2026-10-05T00:30:00Z,inspector:1,counterfeit,5,5\n"  # 17:30 of the fourth in Los Angeles
    assert told(tmp_path, row).opened.is_empty()
    west = told(tmp_path, row, zone="America/Los_Angeles").opened
    assert west["examined_on"].to_list() == [dt.date(2026, 10, 4)]


def test_the_model_learns_with_inspector_facility_and_the_inverse_of_the_probability(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[pl.DataFrame] = []

    def fit(examined: pl.DataFrame, *, seed: int) -> None:
        given.append(examined)

    monkeypatch.setattr(risk_model, "fit", fit)
    history = told(
        tmp_path,
        "A,dock,,2026-10-01T15:00:00Z,inspector:1,counterfeit,5,5\n"
        "C,dock,,2026-10-02T15:00:00Z,inspector:2,nothing found,5,0\n"  # nobody drew it
        "B,dock,,2026-10-02T15:00:00Z,inspector:2,undecided,5,0\n",
        worklist(tmp_path / "1", 1, probability=0.25, ids="AB"),
    )
    more: list[dict[str, Any]] = [{"shipment_id": name, "facility_gln": "dock"} for name in "CD"]
    lines = pl.concat([history.shipments, Shipment.cast(completed(pl.DataFrame(more), Shipment))])
    weights: Model = default_weights()
    rows = shipment_rows(lines, Known(day=DAY))
    ranking = targeting_ranking.ranked(rows, pl.DataFrame({"shipment_id": ["D"]}), history, weights=weights, seed=1)
    assert ranking.model == "targeting-1"
    people = ("inspector", "facility", "examined_on", "is_found", "sample_weight")
    assert sorted(given[0].select(people).rows()) == [
        ("inspector:1", "dock", dt.date(2026, 10, 1), True, 4.0),
        ("inspector:2", "dock", dt.date(2026, 10, 2), False, 1.0),
    ]
    assert "shipment_id" not in given[0].columns
