"""Which numbers does an assessment take from a scorecard? Those of its evidence, of periods that were over."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.escalation_scorecards import measures_in, unchecked_in
from counterfoil.run.inputs import digest_of
from counterfoil.run.scorecards import run_scorecard
from integration.scorecard_tables import request, write_tables


@pytest.fixture
def card(tmp_path: Path) -> Path:
    write_tables(tmp_path)
    run_scorecard(request(tmp_path, day=dt.date(2026, 3, 15)))
    return tmp_path / "card"


def test_a_month_that_was_not_over_when_it_was_counted_is_left_out(card: Path) -> None:
    """On 15 March half of March was counted; in April that is still no number of March."""
    assert pl.read_parquet(card / "measures.parquet")["period_until"].max() == dt.date(2026, 3, 31)
    rows, _ = measures_in([card])
    assert unchecked_in(rows) == []
    assert rows["period_until"].unique().sort().to_list() == [dt.date(2026, 1, 31), dt.date(2026, 2, 28)]


def test_a_number_that_was_written_by_hand_is_refused(card: Path) -> None:
    changed = pl.read_parquet(card / "measures.parquet").with_columns(value=pl.col("value") * 2)
    changed.write_parquet(card / "measures.parquet")
    with pytest.raises(UserError, match=r"not what its evidence says: measures\.parquet was changed"):
        measures_in([card])
    record = json.loads((card / "run.json").read_text("utf-8"))
    record["outputs"]["measures.parquet"] = digest_of(card / "measures.parquet")
    (card / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UserError, match="not what its evidence says"):
        measures_in([card / "measures.parquet"])


def test_a_bare_file_is_taken_as_it_is(card: Path) -> None:
    (card / "run.json").unlink()
    rows, _ = measures_in([card])
    assert unchecked_in(rows) == ["card/measures.parquet"]
    assert rows["period_until"].max() == dt.date(2026, 3, 31)
