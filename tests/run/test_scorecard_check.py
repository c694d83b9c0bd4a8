"""Is a scorecard what its evidence says? Changed in every way, and every change is told."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.inputs import digest_of
from counterfoil.run.scorecard_check import check_scorecard
from counterfoil.run.scorecards import run_scorecard
from counterfoil.run.signatures import make_keys
from integration.scorecard_tables import FILES, MEDIAN, request, write_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tables(tmp_path)
    return tmp_path


@pytest.fixture
def card(folder: Path) -> Path:
    run_scorecard(request(folder))
    return folder / "card"


def differences(card: Path, *tables: Path) -> tuple[str, ...]:
    return check_scorecard(card, tables).differences


def tampered(card: Path, name: str, table: pl.DataFrame) -> None:
    """Write a table in the place of another and make run.json agree, as who wants to cheat would do."""
    table.write_parquet(card / name)
    record = json.loads((card / "run.json").read_text("utf-8"))
    record["outputs"][name] = digest_of(card / name)
    (card / "run.json").write_text(json.dumps(record), encoding="utf-8")


def test_an_untouched_scorecard_is_what_its_evidence_and_its_tables_say(card: Path, folder: Path) -> None:
    checked = check_scorecard(card, ())
    assert (checked.differences, checked.key, checked.from_tables) == ((), None, False)
    assert differences(card, folder / "notices.csv", folder / "notice_listings.csv") == ()


def test_no_spreadsheet_runs_the_name_of_a_platform(folder: Path) -> None:
    name = "=HYPERLINK(A1)"
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text("utf-8").replace("Quayside Bazaar", name), encoding="utf-8")
    run_scorecard(request(folder, platform=name))
    for file in ("measures.csv", "trends.csv"):
        text = (folder / "card" / file).read_text("utf-8")
        assert f"'{name}" in text
        assert f"\n{name}" not in text
    assert differences(folder / "card") == ()


def test_tables_that_lie_elsewhere_are_the_same_tables(card: Path, folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    for name in ("notices.csv", "notice_listings.csv"):
        shutil.move(folder / name, elsewhere / name)
    assert differences(card, elsewhere / "notices.csv", elsewhere / "notice_listings.csv") == ()


@pytest.mark.parametrize("name", sorted(FILES - {"run.json", "practices.toml"}))
def test_a_changed_file_is_named(card: Path, name: str) -> None:
    path = card / name
    if path.suffix == ".parquet":
        pl.read_parquet(path).write_parquet(path, compression="uncompressed", statistics=False)
    else:
        path.write_text(path.read_text("utf-8") + " ", encoding="utf-8")
    assert f"{name} was changed: its digest is not the one in run.json" in differences(card)


def test_a_missing_file_and_one_more_are_named(card: Path) -> None:
    (card / "rejects.parquet").unlink()
    (card / "more.csv").write_text("a", encoding="utf-8")
    told = differences(card)
    assert "rejects.parquet is missing" in told
    assert "more.csv was not there when the scorecard was made" in told


def test_a_number_made_nicer_is_found_although_the_digests_agree(card: Path) -> None:
    nicer = pl.when(measure=MEDIAN).then(1.0).otherwise("value").alias("value")
    tampered(card, "measures.parquet", pl.read_parquet(card / "measures.parquet").with_columns(nicer))
    told = differences(card)
    assert any(one.startswith(f"{MEDIAN} of 2026-01-01 (t-1): value was 1.0, is ") for one in told)


def test_a_page_or_a_trend_made_nicer_is_found_although_the_digests_agree(card: Path) -> None:
    for name, was, now in (("scorecard.html", "getting worse", "getting better"), ("trends.csv", "rising", "falling")):
        text = (card / name).read_text("utf-8")
        assert was in text
        (card / name).write_text(text.replace(was, now), encoding="utf-8")
        record = json.loads((card / "run.json").read_text("utf-8"))
        record["outputs"][name] = digest_of(card / name)
        (card / "run.json").write_text(json.dumps(record), encoding="utf-8")
    assert differences(card) == (
        "trends.csv does not say what the evidence says",
        "scorecard.html does not say what the evidence says",
    )


def test_a_case_left_out_of_the_evidence_is_found_in_the_numbers_and_in_the_tables(card: Path, folder: Path) -> None:
    evidence = pl.read_parquet(card / "evidence.parquet")
    slowest = evidence.filter(measure=MEDIAN).sort("amount").tail(1)
    tampered(card, "evidence.parquet", evidence.join(slowest, on=evidence.columns, how="anti", nulls_equal=True))
    told = differences(card, folder / "notices.csv", folder / "notice_listings.csv")
    subject = slowest.item(0, "subject_id")
    assert any("cases was" in one for one in told)
    assert any(f"listing {subject} " in one and "in the tables and not in the evidence" in one for one in told)


def test_tables_that_show_more_or_less_than_before_are_told(card: Path, folder: Path) -> None:
    told = differences(card, folder / "notices.csv")
    assert f"{MEDIAN}: No table “notice listing” was given." in told


def test_a_signed_scorecard_is_known_by_its_key_and_a_changed_one_is_told(folder: Path) -> None:
    told = make_keys(folder / "key")
    run_scorecard(request(folder, key=folder / "key"))
    card = folder / "card"
    assert check_scorecard(card, (), signer=folder / "key.pub").key == told
    record = json.loads((card / "run.json").read_text("utf-8"))
    (card / "run.json").write_text(json.dumps(record | {"seconds": 1}), encoding="utf-8")
    assert differences(card) == ("run.json is not the one that was signed",)


def test_a_signature_that_was_changed_or_is_of_another_is_refused(folder: Path) -> None:
    for name in ("key", "other"):
        make_keys(folder / name)
    run_scorecard(request(folder, key=folder / "key"))
    with pytest.raises(UserError, match="another key"):
        check_scorecard(folder / "card", (), signer=folder / "other.pub")
    signature = folder / "card" / "scorecard.signed.json"
    signature.write_text(signature.read_text("utf-8").replace("Quayside", "Tidewater"), encoding="utf-8")
    with pytest.raises(UserError, match="something was changed"):
        check_scorecard(folder / "card", ())
    signature.unlink()
    assert differences(folder / "card") == ("scorecard.signed.json is missing: the scorecard was signed",)
    with pytest.raises(UserError, match="no such file"):
        check_scorecard(folder / "card", (), signer=folder / "key.pub")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"outputs": {}}', b'{"outputs": {}, "from": 3}', b"\xff"])
def test_a_folder_that_is_no_scorecard_is_refused(card: Path, content: bytes) -> None:
    (card / "run.json").write_bytes(content)
    with pytest.raises(UserError):
        check_scorecard(card, ())


KEYS = ("outputs", "limits", "trend_periods", "counts", "files", "platform", "edition", "practices", "engine_version")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, [], "", {"a": {}}, 7])
def test_a_key_of_run_json_that_is_gone_or_holds_something_else_is_refused(card: Path, key: str, value: object) -> None:
    record = json.loads((card / "run.json").read_text("utf-8"))
    own = record.pop(key)
    wrong = [0.5] if isinstance(own, type(value)) else value
    (card / "run.json").write_text(json.dumps(record | ({} if value is None else {key: wrong})), encoding="utf-8")
    with pytest.raises(UserError, match=r"no run\.json of a scorecard"):
        check_scorecard(card, ())


@pytest.mark.parametrize("name", ["../measures.csv", "/etc/passwd", "a/b.csv", "..", "a\\b", "", "./trends.csv"])
def test_a_name_that_leads_out_of_the_folder_is_refused(card: Path, name: str) -> None:
    record = json.loads((card / "run.json").read_text("utf-8"))
    record["outputs"][name] = "0" * 64
    (card / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UserError, match="not of this folder"):
        check_scorecard(card, ())


@pytest.mark.parametrize("content", [b"", b"PAR1", b"a,b\n1,2\n"])
def test_damaged_tables_are_refused(card: Path, content: bytes) -> None:
    (card / "evidence.parquet").write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        check_scorecard(card, ())


def test_without_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no finished scorecard"):
        check_scorecard(tmp_path / "nowhere", ())


@pytest.mark.parametrize("day", [None, "", 7, "2025-12-31", "yesterday"])
def test_a_scorecard_that_does_not_say_when_it_was_counted_is_damaged(card: Path, day: object) -> None:
    record = json.loads((card / "run.json").read_text("utf-8")) | {"day": day}
    (card / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UserError, match=r"no run\.json of a scorecard|damaged"):
        check_scorecard(card, ())


@pytest.mark.parametrize("name", ["limits", "trend_periods", "counts", "files", "started_at", "engine_version"])
def test_a_record_that_lacks_a_part_is_told_and_no_traceback(card: Path, name: str) -> None:
    record = json.loads((card / "run.json").read_text("utf-8"))
    del record[name]
    (card / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UserError, match=r"no run\.json of a scorecard|damaged"):
        check_scorecard(card, ())


@pytest.mark.parametrize(
    "limits", [[], {"hours-to-takedown-median": 3}, {"a": {"threshold": 1, "ladder": "x", "z": 1}}]
)
def test_limits_that_are_none_are_told_and_no_traceback(card: Path, limits: object) -> None:
    record = json.loads((card / "run.json").read_text("utf-8")) | {"limits": limits}
    (card / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UserError, match=r"no run\.json of a scorecard|damaged"):
        check_scorecard(card, ())
