"""An act that is killed leaves what was before it, whatever the act after it changes, however often it is killed."""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.run import unfinished
from counterfoil.run.kept_tables import read_kept_tables, write_kept_table
from counterfoil.run.unfinished import forget, keep, kept
from counterfoil.tables.rate import EXAMPLE, Rate

CONTRACTS = {"one": Rate, "other": Rate}
BEFORE = EXAMPLE
AFTER = EXAMPLE.with_columns(usd=pl.col("usd") * 2)


def read(folder: Path) -> dict[str, pl.DataFrame]:
    """Return the tables as they count where no act was done since."""
    return read_kept_tables(folder, CONTRACTS, needed=(), of="test") | kept(folder, CONTRACTS, acts=3, of="test")


def killed_after_its_tables(folder: Path, name: str) -> None:
    """Begin an act on a table, and stop before its event."""
    keep(folder, {name: read(folder)[name]}, CONTRACTS, acts=3)
    write_kept_table(folder / f"{name}.parquet", AFTER, Rate)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in CONTRACTS:
        write_kept_table(tmp_path / f"{name}.parquet", BEFORE, Rate)
    return tmp_path


def same(found: pl.DataFrame, wanted: pl.DataFrame) -> bool:
    return found["usd"].to_list() == Rate.cast(wanted)["usd"].to_list()


def test_the_tables_are_as_before_it(folder: Path) -> None:
    killed_after_its_tables(folder, "one")
    assert same(read(folder)["one"], BEFORE)


def test_an_act_on_another_table_does_not_bring_back_what_was_not_done(folder: Path) -> None:
    killed_after_its_tables(folder, "one")
    keep(folder, {"other": read(folder)["other"]}, CONTRACTS, acts=3)
    write_kept_table(folder / "other.parquet", AFTER, Rate)
    forget(folder)  # its event stands now
    assert same(read(folder)["one"], BEFORE)
    assert same(read(folder)["other"], AFTER)


def test_nor_does_an_act_that_is_killed_while_it_keeps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_after_its_tables(folder, "one")

    def dying(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(unfinished, "write_kept_table", dying)
    with pytest.raises(KeyboardInterrupt):
        keep(folder, {"one": BEFORE}, CONTRACTS, acts=3)
    assert same(read(folder)["one"], BEFORE)
