"""Replay: every decision of the examples comes out as the same bytes, and one changed input is named exactly."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.differences import canonical
from counterfoil.run.finished import RESULTS
from counterfoil.run.record import FOLDER, inputs_digest, read_kept, references_from
from counterfoil.run.replay import made_again, replay
from integration.commands import EXAMPLES, called
from integration.example_run import GRAVEST, example_run

LONGEST = 5.0  # seconds that the replay of one offer may take


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A copy of the finished run, to be changed."""
    return Path(shutil.copytree(example_run(), tmp_path / "out"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A copy of what the run kept, to be changed and given with --inputs."""
    return Path(shutil.copytree(example_run() / FOLDER, tmp_path / "other"))


@pytest.mark.parametrize(("together", "every"), [(103, 1), (1, 15)], ids=["all, in three parts", "every 15th, alone"])
def test_the_offers_of_the_examples_come_out_as_they_were_recorded(together: int, every: int) -> None:
    folder = example_run()
    references = references_from(read_kept(folder / FOLDER))
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in RESULTS}
    offers = tables["offers"].gather_every(every)
    for rows in offers.iter_slices(together):
        ids = rows["id"].to_list()
        recorded = {name: tables[name].filter(pl.col(RESULTS[name]).is_in(ids)) for name in RESULTS}
        assert canonical(made_again(rows, references)._asdict()) == canonical(recorded), ids
    assert tables["offers"].height == 311


def test_one_offer_is_replayed_in_time_and_says_its_digest() -> None:
    began = time.perf_counter()
    result = replay(example_run(), GRAVEST)
    assert time.perf_counter() - began < LONGEST
    assert result.is_same
    assert result.recorded == result.recomputed
    assert (result.damaged, result.versions, result.inputs, result.rows, result.unused) == ((), (), (), (), ())


def test_the_digest_of_inputs_can_be_counted_again_from_what_was_kept() -> None:
    kept = read_kept(example_run() / FOLDER)
    assessments = pl.read_parquet(example_run() / "assessments.parquet")
    assert assessments["inputs_digest"].unique().to_list() == [inputs_digest(kept)]


def rewritten(folder: Path, name: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    path = folder / f"{name}.parquet"
    change(pl.read_parquet(path)).write_parquet(path)


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def test_one_weight_is_named_with_the_finding_that_it_changes(other: Path) -> None:
    replaced(other / "model.toml", "called_a_copy = { weight = 4200", "called_a_copy = { weight = 4100")
    result = replay(example_run(), GRAVEST, inputs=other)
    assert result.inputs == ("model.toml: kinds.called_a_copy.weight was 4200, is 4100",)
    assert "finding called_a_copy: weight was +4.20, is +4.10" in result.rows
    assert not result.is_same


def test_one_floor_is_named(other: Path) -> None:
    floor = pl.when(pl.col("id") == "r-10").then(pl.lit("999.5")).otherwise(pl.col("price_floor").cast(pl.String))
    rewritten(other, "rights", lambda t: t.with_columns(price_floor=floor.cast(t.schema["price_floor"])))
    result = replay(example_run(), GRAVEST, inputs=other)
    assert len(result.inputs) == 1
    assert result.inputs[0].startswith("rights: r-10: price_floor was ")
    assert result.inputs[0].endswith(", is 999.5000")


def test_one_sellers_status_is_named_and_what_comes_of_it(other: Path) -> None:
    status = pl.when(pl.col("id") == "s-36").then(pl.lit("active")).otherwise("status")
    rewritten(other, "sellers", lambda t: t.with_columns(status=status))
    result = replay(example_run(), GRAVEST, inputs=other)
    assert result.inputs == ("sellers: s-36: status was suspended, is active",)
    gone = [line for line in result.rows if line.startswith("finding ")]
    assert len(gone) == 1
    assert gone[0].startswith("finding seller_suspended is gone (+1.50: ")


def test_one_threshold_of_the_policy_is_named_and_the_decision(other: Path) -> None:
    replaced(other / "policy.toml", "weight >= 3500 AND", "weight >= 35000 AND")
    result = replay(example_run(), GRAVEST, inputs=other)
    assert len(result.inputs) == 1
    assert result.inputs[0].startswith("policy.toml: rule 1.when was weight >= 3500 AND")
    assert f"decision on {GRAVEST}: decision was remove, is hold" in result.rows
    assert not any(line.startswith("finding ") for line in result.rows)


def test_the_users_own_files_unchanged_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("rights.csv", "sellers.csv", "complaints.csv", "sales.csv", "rates.csv", "offers.xml"):
        shutil.copy(EXAMPLES / name, tmp_path / name)
    result = replay(example_run(), GRAVEST, inputs=tmp_path)
    assert result.is_same
    assert (result.inputs, result.unused) == ((), ())


def test_the_users_own_files_changed_are_named_by_row(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "sellers.csv", tmp_path / "sellers.csv")
    text = (tmp_path / "sellers.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "sellers.csv").write_text("".join(line for line in text if not line.startswith("s-36,")), "utf-8")
    (tmp_path / "offers.xml").write_text("<rss/>", "utf-8")
    result = replay(example_run(), GRAVEST, inputs=tmp_path)
    assert result.inputs == ("sellers: s-36 is gone",)
    assert result.unused == ("offers.xml has changed since the run; the offer is taken as it was recorded",)


def test_a_folder_without_any_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"None of this run's inputs is here\. Put any of .*rights\.csv"):
        replay(example_run(), GRAVEST, inputs=tmp_path)


@pytest.mark.parametrize("name", ["replay/model.toml", "replay/policy.toml"])
def test_a_changed_file_is_named_even_where_the_rows_stay_the_same(out: Path, name: str) -> None:
    with (out / name).open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    result = replay(out, GRAVEST)
    assert [line.split(" was changed after the run")[0] for line in result.damaged] == [name]
    assert not result.is_same


@pytest.mark.parametrize("name", ["sellers", "rights", "population"])
def test_a_changed_table_is_named(out: Path, name: str) -> None:
    rewritten(out / FOLDER, name, lambda table: table.reverse())
    assert [line.split(" ")[0] for line in replay(out, GRAVEST).damaged] == [f"replay/{name}.parquet"]


def test_a_changed_result_is_named_with_what_it_should_say(out: Path) -> None:
    rewritten(out, "decisions", lambda table: table.with_columns(decision=pl.lit("clear")))
    result = replay(out, GRAVEST)
    assert [line.split(" ")[0] for line in result.damaged] == ["decisions.parquet"]
    assert result.rows == (f"decision on {GRAVEST}: decision was clear, is remove",)


def test_a_changed_inputs_digest_in_run_json_is_named(out: Path) -> None:
    digest = inputs_digest(read_kept(out / FOLDER))
    replaced(out / "run.json", f'"inputs_digest": "{digest}"', '"inputs_digest": "00"')
    assert [line.split(" digest ")[0] for line in replay(out, GRAVEST).damaged] == ["the kept inputs come to the"]


def test_another_version_is_named_without_being_a_difference(out: Path) -> None:
    polars = pl.__version__
    replaced(out / "run.json", f'"polars": "{polars}"', '"polars": "0.1"')
    result = replay(out, GRAVEST)
    assert result.versions == (f"polars was 0.1, is {polars}",)
    assert result.is_same


@pytest.mark.parametrize("name", ["rights.parquet", "model.toml"])
def test_a_missing_file_is_a_sentence(out: Path, name: str) -> None:
    (out / FOLDER / name).unlink()
    with pytest.raises(UserError, match=rf"{name}: This file is missing or damaged"):
        replay(out, GRAVEST)


def test_the_command_says_so_and_exits_0_or_1(other: Path) -> None:
    same = called("replay", example_run(), GRAVEST)
    assert (same.exit_code, same.output.splitlines()[0][:20]) == (0, "Same bytes: SHA-256 ")
    replaced(other / "model.toml", "prior = -4000", "prior = -4001")
    different = called("replay", example_run(), GRAVEST, "--inputs", other)
    assert different.exit_code == 1
    assert "  model.toml: prior was -4000, is -4001" in different.output.splitlines()
    replaced(other / "model.toml", "prior = -4001", "prior = -4000 # the same")
    comment = called("replay", example_run(), GRAVEST, "--inputs", other)
    assert comment.output.startswith("Findings, weights and decision come out the same; what they were made from does")
