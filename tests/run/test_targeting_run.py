"""A whole day of targeting on the example shipments and on small files: who is opened, and what stays the same."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run import targeting as runs
from counterfoil.run.targeting_inputs import Asked
from counterfoil.tables import re_entry
from counterfoil.tables.contract import completed
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment
from integration.commands import EXAMPLES, called

SHIPMENTS = EXAMPLES / "shipments.csv"
DAY = ("--day", "2026-10-21", "--seed", "7")
KNOWN = (
    "--sellers",
    EXAMPLES / "sellers.csv",
    "--rights",
    EXAMPLES / "rights.csv",
    "--denied",
    EXAMPLES / "denied.csv",
)
RING = {f"SHP-0{number}" for number in (412, 413, 417, 418, 421, 422)}
TABLES = ("selections.parquet", "shipments.parquet", "joint.parquet", "worklist.csv")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("targeting") / "out"
    result = called("target", SHIPMENTS, "--capacity", 6, *DAY, *KNOWN, "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


def target(folder: Path, shipments: Path = SHIPMENTS, *more: object) -> dict[str, Any]:
    capacity = () if "--capacity" in more else ("--capacity", 2)
    day = () if "--day" in more else DAY
    result = called("target", shipments, *capacity, *day, "--no-sheets", *more, "-o", folder)
    assert result.exit_code == 0, result.output
    return dict(json.loads((folder / "run.json").read_text("utf-8")))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipments_of_the_ring_stand_first_and_are_all_opened(out: Path) -> None:
    selections = pl.read_parquet(out / "selections.parquet")
    ring = selections.filter(pl.col("shipment_id").is_in(RING))
    assert sorted(ring["rank"]) == [1, 1, 2, 2, 3, 4]
    assert ring["is_selected"].all()
    assert all(any("list" in reason for reason in reasons) for reasons in ring["reasons"])
    assert all(ring["look_for"].list.len() > 0)


def test_what_is_written_keeps_its_contract_and_is_sealed_by_digests(out: Path) -> None:
    selections = Selection.validate(pl.read_parquet(out / "selections.parquet"))
    Shipment.validate(pl.read_parquet(out / "shipments.parquet"))
    record = json.loads((out / "run.json").read_text("utf-8"))
    assert set(record["outputs"]) | {"run.json"} == {path.name for path in out.iterdir()}
    for name, digest in record["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    counts = record["counts"]
    assert (counts["lines"], counts["shipments"], counts["could_be_opened"], counts["selected"]) == (19, 19, 19, 12)
    assert selections.filter("is_selected").group_by("facility").len()["len"].to_list() == [6, 6]
    assert selections["probability"].sum() == pytest.approx(12)
    assert all(probability > 0 for probability in selections["probability"])
    assert (record["model"], record["learned_from"], record["seed"]) == ("targeting-1", None, 7)
    assert 0 <= record["finds_lost"] < 1


def test_the_list_for_people_holds_no_score_and_no_probability(out: Path) -> None:
    listed = pl.read_csv(out / "worklist.csv")
    assert not {"rank", "risk", "probability"} & set(listed.columns)
    assert listed["shipment_id"].n_unique() == 12


def test_no_sheet_says_what_speaks_against_a_fake(out: Path) -> None:
    """Of the owner's own shipments the rights say so, and their risk is lower for it; the inspector is not told."""
    selections = pl.read_parquet(out / "selections.parquet")
    assert (selections["risk"] < 0.01).any()  # below what nothing gives: the owner's name was seen
    for name in ("worklist.html", "worklist.csv"):
        assert "bears the name of an owner" not in (out / name).read_text("utf-8"), name
    assert not any("bears the name of an owner" in reason for reasons in selections["reasons"] for reason in reasons)


def test_the_order_of_the_rows_and_of_the_files_changes_nothing(tmp_path: Path) -> None:
    head, *rows = SHIPMENTS.read_text("utf-8").splitlines()
    turned = written(tmp_path, "turned.csv", "\n".join([head, *reversed(rows)]) + "\n")
    first = target(tmp_path / "first")
    assert target(tmp_path / "second", turned)["counts"] == first["counts"]
    for name in TABLES:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes(), name


def test_another_seed_draws_others_by_the_same_probabilities(tmp_path: Path) -> None:
    drawn = []
    for seed in range(8):
        target(tmp_path / str(seed), SHIPMENTS, "--day", "2026-10-21", "--seed", seed)
        drawn.append(pl.read_parquet(tmp_path / str(seed) / "selections.parquet").sort("shipment_id"))
    assert all(one["probability"].to_list() == pytest.approx(drawn[0]["probability"].to_list()) for one in drawn)
    assert len({tuple(one["is_selected"]) for one in drawn}) > 1


def test_nothing_of_after_the_day_is_used(tmp_path: Path) -> None:
    head, *rows = SHIPMENTS.read_text("utf-8").splitlines()
    until = written(
        tmp_path, "until.csv", "\n".join([head, *(row for row in rows if row.split(",")[1] < "2026-09-29")]) + "\n"
    )
    early = ("--day", "2026-09-28", "--seed", "7")
    record = target(tmp_path / "all", SHIPMENTS, *early)
    target(tmp_path / "until", until, *early)
    assert record["counts"]["arrive_later"] == 9
    for name in TABLES:
        assert (tmp_path / "all" / name).read_bytes() == (tmp_path / "until" / name).read_bytes(), name


def test_a_file_of_capacities_closes_what_lies_outside_of_its_windows(tmp_path: Path) -> None:
    text = "facility_gln,capacity,window_from\n9529001000013,1,2026-10-01\n9529001000020,0,\n"
    capacity = written(tmp_path, "capacity.csv", text)
    record = target(tmp_path / "out", SHIPMENTS, "--capacity", capacity)
    selections = pl.read_parquet(tmp_path / "out" / "selections.parquet")
    assert record["counts"]["out_of_window"] == 6  # in Reno before October; Columbus is open, without places
    assert selections.filter("is_selected")["facility"].to_list() == ["9529001000013"]
    assert selections.filter(pl.col("how") == "out of window")["probability"].sum() == 0


def test_mandatory_controls_come_first_with_who_ordered_them(tmp_path: Path) -> None:
    text = (
        "hs,until,reason,ordered_by\n7009,2026-12-31,Mirrors are counted this month.,authority:port\n"
        "6404,2026-10-01,Over.,x:1\n"
    )
    controls = written(tmp_path, "controls.csv", text)
    record = target(tmp_path / "out", SHIPMENTS, "--controls", controls)
    ordered = pl.read_parquet(tmp_path / "out" / "selections.parquet").filter(pl.col("how") == "mandatory")
    assert ordered.select("shipment_id", "is_selected", "probability").rows() == [("SHP-0427", True, 1.0)]
    assert ordered["reasons"][0][0] == "Ordered by authority:port (until 2026-12-31): Mirrors are counted this month."
    assert (record["counts"]["mandatory"], record["counts"]["selected"]) == (1, 4)


def test_a_control_that_asks_for_nothing_or_for_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    controls = written(
        tmp_path,
        "controls.csv",
        "shipment_id,origin_country,until,reason,ordered_by\nSHP-0427,,,Counted.,authority:port\n"
        ",Chinna,,Goods of China.,authority:port\nSHP-9999,,2026-10-01,It is over.,authority:port\n",
    )
    capacity = written(tmp_path, "capacity.csv", "facility_gln,capacity\nelsewhere,1\n")
    more = ("--controls", controls, "--capacity", capacity)
    result = called("target", SHIPMENTS, *DAY, "--no-sheets", *more, "-o", tmp_path / "out")
    assert result.exit_code == 0
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert record["idle_controls"] == [{"reason": "Goods of China.", "ordered_by": "authority:port"}]
    assert record["counts"]["ordered_out_of_window"] == 1
    said = " ".join(result.output.split())
    assert "No shipment is left to open for the control “Goods of China. (authority:port)”" in said
    assert "1 must be opened by a control and cannot be today" in said


def test_what_was_opened_is_no_candidate_and_speaks_of_its_parties(tmp_path: Path) -> None:
    early = ("--day", "2026-09-28", "--seed", "7")
    target(tmp_path / "first", SHIPMENTS, *early, "--capacity", 9)
    text = (
        "shipment_id,facility,selected_for,examined_at,inspector,result,units_examined,units_found\n"
        "SHP-0412,9529001000013,2026-09-28,2026-09-28T14:10:00Z,inspector:4,counterfeit,12,12\n"
        "SHP-0422,9529001000013,2026-10-30,2026-10-30T14:10:00Z,inspector:4,counterfeit,12,12\n"  # after the day
    )
    history = ("--history", written(tmp_path, "exams.csv", text), "--worklists", tmp_path / "first")
    record = target(tmp_path / "second", SHIPMENTS, *history)
    selections = pl.read_parquet(tmp_path / "second" / "selections.parquet")
    assert record["counts"]["examined_before"] == 1
    told = record["earlier_worklists"]
    assert (told["opened"], told["finds"]) == (1, 1)
    assert 0 <= told["low"] <= told["estimate"] <= told["high"] <= 1
    assert "SHP-0412" not in selections["shipment_id"]
    reasons = dict(selections.select("shipment_id", "reasons").iter_rows())
    assert reasons["SHP-0422"][0].startswith("Of 1 earlier shipments of this consignor that were examined, 1 held")
    assert record["counts"]["new_parties"] == 18 - 5  # the ring's other shipments are of a consignor that is known now


def test_what_linking_and_matching_wrote_is_used(tmp_path: Path) -> None:
    linked, matched = tmp_path / "linked", tmp_path / "matched"
    linked.mkdir()
    matched.mkdir()
    accounts = [f"s-{number}" for number in range(29, 35)]
    named = {"party_id": "p-1", "cause": "new", "since": dt.date(2026, 8, 1)}
    rows = pl.DataFrame([named | {"seller_id": account} for account in accounts])
    ResolvedParty.cast(completed(rows, ResolvedParty)).write_parquet(linked / "parties.parquet")
    re_entry.EXAMPLE.write_parquet(linked / "re_entries.parquet")  # s-34 comes back as s-31
    pl.DataFrame({"id": ["f:2", "f:3"], "shipment_id": ["SHP-0402", "SHP-0405"]}).write_parquet(
        matched / "items.parquet"
    )
    verdicts = ["identical offending goods", "genuine stock"]
    pl.DataFrame({"item_id": ["f:2", "f:3"], "verdict": verdicts}).write_parquet(matched / "matches.parquet")
    target(tmp_path / "out", SHIPMENTS, "--parties", linked, "--matches", matched)
    selections = pl.read_parquet(tmp_path / "out" / "selections.parquet")
    told = dict(selections.select("shipment_id", "reasons").iter_rows())
    assert any("(seller s-29) whose operator had another account terminated" in reason for reason in told["SHP-0412"])
    assert any("This consignor sends to 5 accounts" in reason for reason in told["SHP-0412"])
    assert told["SHP-0402"][0].startswith("Matching calls goods of this shipment identical offending goods")
    assert selections.filter(pl.col("shipment_id") == "SHP-0402")["rank"].to_list() == [1]
    assert not any("Matching" in reason for reason in told["SHP-0405"])


def test_enough_history_is_learned_from(tmp_path: Path) -> None:
    head = "shipment_id,arrived_on,facility_gln,consignor,consignee,hs,description,pieces,declared_value,currency\n"
    rows, exams = [head], ["shipment_id,facility,examined_at,inspector,result,units_examined,units_found\n"]
    for number in range(300):
        bad = number % 3 == 0
        day = f"2026-09-{1 + number % 25:02}"
        value = 200 + number if bad else 5000 + number
        rows.append(
            f"S-{number},{day},dock,Maker {number % 7} {'Low' if bad else 'High'},Shop {number},640411,Shoes size 42,"
            f"100,{value},USD\n"
        )
        if number < 240:
            found = ("counterfeit", 3) if bad else ("nothing found", 0)
            exams.append(f"S-{number},dock,{day}T12:00:00Z,inspector:{number % 2},{found[0]},9,{found[1]}\n")
    told = written(tmp_path, "shipments.csv", "".join(rows))
    history = ("--history", written(tmp_path, "exams.csv", "".join(exams)))
    record = target(tmp_path / "out", told, *history, "--capacity", 20)
    selections = pl.read_parquet(tmp_path / "out" / "selections.parquet").sort("risk", descending=True)
    assert record["learned_from"]["examinations"] == 240
    assert record["model"] not in ("", "targeting-1")
    assert {int(name[2:]) % 3 for name in selections["shipment_id"].head(15)} == {0}
    assert any("Learned from 240 examinations" in reason for reasons in selections["reasons"] for reason in reasons)


def test_shipments_without_a_facility_are_set_aside(tmp_path: Path) -> None:
    some = written(tmp_path, "s.csv", "shipment_id,facility_gln\nA,dock\nB,\n")
    record = target(tmp_path / "out", some)
    assert (record["counts"]["lines"], record["counts"]["rejected"]) == (1, 1)
    assert pl.read_parquet(tmp_path / "out" / "rejects.parquet")["rule"][0].startswith("facility_gln must be given")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((SHIPMENTS, "--capacity", "0", *DAY), "“0” is no capacity"),
        ((SHIPMENTS, "--capacity", "no.csv", *DAY), "no such file"),
        ((SHIPMENTS, SHIPMENTS, "--capacity", "2", *DAY), "named twice"),
        ((EXAMPLES / "rights.csv", "--capacity", "2", *DAY), "shipment_id"),
        ((SHIPMENTS, "--capacity", "2", *DAY, "--random-share", "0.9"), "not in order"),
        ((SHIPMENTS, "--capacity", "2", *DAY, "--parties", "nowhere"), "no such file"),
        ((SHIPMENTS, "--capacity", "2", *DAY, "--matches", "nowhere"), "missing or damaged"),
        ((SHIPMENTS, "--capacity", "2", *DAY, "--worklists", "nowhere"), "missing or damaged"),
        ((SHIPMENTS, "--capacity", "2", *DAY, "--priors", SHIPMENTS), "no table of priors"),
    ],
)
def test_what_cannot_be_used_is_told_and_leaves_nothing(tmp_path: Path, words: tuple[object, ...], says: str) -> None:
    result = called("target", *words, "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert says in str(result.exception)
    assert not any((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(runs, "write_results", fails)
    with pytest.raises(RuntimeError):
        runs.run_targeting(
            runs.TargetRequest(
                asked=Asked(shipments=(SHIPMENTS,), capacity=2), day=dt.date(2026, 10, 21), seed=1, out=tmp_path / "out"
            )
        )
    assert list((tmp_path / "out").iterdir()) == []


def test_a_day_before_anything_arrived_has_an_empty_worklist(tmp_path: Path) -> None:
    record = target(tmp_path / "out", SHIPMENTS, "--day", "1999-12-28", "--seed", 7)
    assert record["counts"]["selected"] == 0
    assert pl.read_parquet(tmp_path / "out" / "selections.parquet").is_empty()


@pytest.mark.parametrize("capacity", ["0", "-1", "2.5", "99999999999999999999", "nan"])
def test_a_number_that_is_no_capacity_is_refused_with_its_cure(tmp_path: Path, capacity: str) -> None:
    result = called("target", SHIPMENTS, "--capacity", capacity, *DAY, "-o", tmp_path / "out")
    assert isinstance(result.exception, UserError)
    assert "whole number from 1 to 1,000,000" in str(result.exception)
