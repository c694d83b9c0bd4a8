"""The whole run on the example files: tables out, counts, what is left after a failure, and nobody's data outside."""

import csv
import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.consignee_inputs import ConsigneeRequest
from counterfoil.run.consignees import run_consignees
from counterfoil.tables.consignee import Consignee
from counterfoil.tables.registered_seller import IDENTITY, RegisteredSeller
from counterfoil.tables.relief_group import ReliefGroup
from examples.files import EXAMPLES

DAY = dt.date(2026, 11, 8)
PARCELS = {"shipments": (EXAMPLES / "small_parcels.csv",), "rates": EXAMPLES / "rates.csv"}
STORY = {
    "shipments": (EXAMPLES / "shipments.csv",),
    "inventory": (EXAMPLES / "inventory.csv",),
    "sellers": EXAMPLES / "sellers.csv",
}
ORDERS = {"sales": EXAMPLES / "consumer_sales.csv", "declared": EXAMPLES / "declared_sellers.csv"}
FILES = {
    "consignees.parquet", "consignees.csv", "relief_groups.parquet", "over_limit.csv", "seller_register.parquet",
    "seller_register.csv", "rejects.parquet", "run.json",
}  # fmt: skip


def run(out: Path, **given: object) -> dict[str, dict[str, object]]:
    return run_consignees(ConsigneeRequest(day=DAY, out=out, **given))  # type: ignore[arg-type]


def test_the_story_s_shipments_were_unsold_and_no_relief_is_left(tmp_path: Path) -> None:
    counts = run(tmp_path, **STORY, **ORDERS)["counts"]
    assert {path.name for path in tmp_path.iterdir()} - {".lock"} == FILES
    assert counts["results"] == {"facility is ultimate consignee": 18, "sold before importation": 0, "not known": 1}
    assert counts["units"] == {
        "units": 7545, "units_sold_before": 43, "units_unsold": 7351, "units_not_known": 151,
    }  # fmt: skip
    assert counts["groups"] == {"over the limit": 0, "no relief": 22, "not known": 0, "within the limit": 0}
    assert (counts["registered"], counts["declared"], counts["elsewhere"]) == (14, 4, 5)
    lines = pl.read_parquet(tmp_path / "consignees.parquet")
    assert Consignee.is_valid(lines)
    assert lines.height == 19
    assert ReliefGroup.is_valid(pl.read_parquet(tmp_path / "relief_groups.parquet"))
    register = pl.read_parquet(tmp_path / "seller_register.parquet")
    assert RegisteredSeller.is_valid(register)
    (ring,) = register.filter(seller_id="s-29").rows(named=True)
    assert (ring["units"], str(ring["since"]), ring["declared_on"]) == (559, "2026-09-28", None)


def test_small_parcels_are_counted_by_the_rules_of_their_days(tmp_path: Path) -> None:
    counts = run(tmp_path, **PARCELS, **ORDERS)["counts"]
    assert counts["groups"] == {"over the limit": 1, "no relief": 2, "not known": 1, "within the limit": 4}
    with (tmp_path / "over_limit.csv").open(encoding="utf-8", newline="") as stream:
        (over,) = csv.DictReader(stream)
    assert (over["person"], over["value"], over["is_split"]) == ("9529001000013", "1050.0000", "true")
    assert over["shipments"] == "PCL-2401; PCL-2402"


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    outputs = [run(tmp_path / name, **STORY, **ORDERS)["outputs"] for name in ("one", "two")]
    assert outputs[0] == outputs[1]


def test_an_earlier_register_shows_what_changed(tmp_path: Path) -> None:
    run(tmp_path / "old", **STORY)
    fewer = tmp_path / "inventory.csv"
    rows = (EXAMPLES / "inventory.csv").read_text(encoding="utf-8").splitlines()
    fewer.write_text("\n".join(row for row in rows if ",s-29," not in row) + "\n", encoding="utf-8")
    given = STORY | {"inventory": (fewer,), "earlier": tmp_path / "old"}
    assert run(tmp_path / "new", **given)["counts"]["changes"] == {"gone": 1, "unchanged": 13}


def test_data_of_people_stands_in_the_register_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sales = tmp_path / "sales.csv"
    sales.write_text(
        "sale_id,sold_on,units,consumer,shipment_id\nS-1,2026-09-01,40,Ottilie Example,SHP-0402\n"
        "S-2,2026-09-01,x,Ottilie Example,SHP-0402\n",
        encoding="utf-8",
    )
    run(tmp_path / "out", **STORY, sales=sales)
    with (EXAMPLES / "sellers.csv").open(encoding="utf-8", newline="") as stream:
        columns = set(IDENTITY) - {"country", "schema", "legalForm", "city", "postalCode"}
        private = {row[name] for row in csv.DictReader(stream) for name in columns if len(row.get(name) or "") > 4}
    assert len(private) > 200
    others = [path for path in (tmp_path / "out").iterdir() if path.is_file() and "register" not in path.name]
    told = [pl.read_parquet(path).write_ndjson() for path in others if path.suffix == ".parquet"]
    told += [path.read_text(encoding="utf-8") for path in others if path.suffix != ".parquet"]
    outputs = "\n".join([*told, *capfd.readouterr()])
    assert len(told) == 6
    secrets = (*private, "Ottilie Example")
    assert [value for value in secrets if json.dumps(value, ensure_ascii=False)[1:-1] in outputs] == []
    register = (tmp_path / "out" / "seller_register.csv").read_text(encoding="utf-8")
    assert "Sunrise Deals 88" in register
    assert "Ottilie" not in register
    assert "bankAccount" not in register


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"country": "Atlantis"}, "is no country"),
        ({"shipments": (EXAMPLES / "rates.csv",)}, "shipment_id"),
        ({"shipments": (EXAMPLES / "shipments.csv",) * 2}, "named twice"),
        ({"sales": EXAMPLES / "rates.csv"}, "sale_id"),
        ({"earlier": EXAMPLES / "rates.csv"}, "no register of sellers"),
        ({"rules": (EXAMPLES / "acts.toml",)}, "no file of rules of consignees"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_left(
    given: dict[str, object], problem: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=problem):
        run(tmp_path / "out", **(STORY | given))
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").glob("*.*"))
