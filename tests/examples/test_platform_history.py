"""Is the history of Quayside Bazaar the one that its tool writes, does it hang together, and does it tell its story?"""

import subprocess
import sys
from pathlib import Path

import polars as pl

from counterfoil.run.gathered_tables import gathered
from examples.files import EXAMPLES, ROOT, table

DRAW = ROOT / "tools" / "draw_platform_history.py"
FILES = tuple(EXAMPLES / f"quayside_{name}.csv" for name in ("notices", "notice_listings", "reappearances", "labels"))


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, DRAW, *arguments], capture_output=True, text=True, check=False)


def test_the_committed_files_are_those_that_the_tool_writes() -> None:
    checked = _run("--check")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_check_names_what_was_changed_or_lost(tmp_path: Path) -> None:
    assert _run("--into", str(tmp_path)).returncode == 0
    (tmp_path / "quayside_labels.csv").write_text("subject_id\n", encoding="utf-8")
    (tmp_path / "quayside_notices.csv").unlink()
    checked = _run("--check", "--into", str(tmp_path))
    assert checked.returncode == 1
    assert sorted(line.split(" ")[0] for line in checked.stdout.splitlines()) == [
        "quayside_labels.csv",
        "quayside_notices.csv",
    ]


def test_every_row_is_read_as_the_table_that_it_is() -> None:
    found = gathered(FILES)
    assert set(found.tables) == {"notice", "notice_listing", "reappearance", "label"}
    assert found.rejects().is_empty()
    rows = {name: frame.collect() for name, frame in found.tables.items()}
    assert sum(one.height for one in rows.values()) == sum(len(table(path.name)) for path in FILES)
    listings, back = rows["notice_listing"], rows["reappearance"]
    assert listings.select("notice_id", "offer_id").is_unique().all()
    assert back.join(listings.filter(outcome="acted"), on=["notice_id", "offer_id"], how="anti").is_empty()
    assert (back["seen_at"] > back["taken_down_at"]).all()
    assert set(rows["notice"]["right_id"]) <= {row["id"] for row in table("rights.csv")}
    assert rows["notice"]["sent_at"].is_not_null().all()


def test_it_gets_worse_and_then_better() -> None:
    found = gathered(FILES)
    notices, listings = found.tables["notice"], found.tables["notice_listing"]
    took = (
        listings.join(notices.select("sent_at", notice_id="id"), on="notice_id")
        .with_columns(hours=(pl.col("outcome_at") - pl.col("sent_at")).dt.total_minutes() / 60)
        .group_by(month=pl.col("sent_at").dt.month())
        .agg(pl.col("hours").median())
        .sort("month")
        .collect()["hours"]
        .to_list()
    )
    assert all(hours < 72 for hours in (took[0], *took[7:]))
    assert all(hours > 100 for hours in took[1:6])
