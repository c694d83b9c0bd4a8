"""`screen --orders`: what an order restrains is removed, what waits is reviewed, and replay makes it again."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.run.case_files import Act
from counterfoil.run.local import run_screening
from counterfoil.run.order_files import read_order, with_acts, write_order_table
from counterfoil.run.orders import CompileRequest, run_compile
from counterfoil.run.replay import replay
from counterfoil.run.request import ScreenRequest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = dt.date(2026, 11, 8)
HONEST, FALSE, PERFUME, FITS = "TM-8104446", "TM-6514935", "TM-6762163", "TM-0269637"


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("order")
    run_compile(
        CompileRequest(order=EXAMPLES / "order_ring.toml", sellers=EXAMPLES / "sellers.csv", day=DAY, out=out,
                       offers=EXAMPLES / "offers.xml")
    )  # fmt: skip
    return out


def screened(out: Path, order: Path | None, **told: Any) -> dict[str, Any]:
    orders = () if order is None else (order,)
    request = ScreenRequest(
        offers=EXAMPLES / "offers.xml", rights=EXAMPLES / "rights.csv", out=out, orders=orders, **({"day": DAY} | told)
    )
    return run_screening(request, tell=lambda *_: None)


@pytest.fixture(scope="module")
def run(order: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("screened")
    screened(out, order)
    return out


def row(out: Path, offer: str) -> dict[str, Any]:
    return pl.read_parquet(out / "decisions.parquet").row(by_predicate=pl.col("subject_id") == offer, named=True)


@pytest.mark.parametrize("offer", [HONEST, FALSE])
def test_an_offer_of_a_reached_account_under_the_mark_is_removed_by_the_order(run: Path, offer: str) -> None:
    told = row(run, offer)
    assert (told["decision"], told["rule"]) == ("remove", "court order 26-cv-00821")
    assert told["reasons"][0].startswith("An order of the District Court of Fable County (docket 26-cv-00821")
    assert told["party_reasons"][0].endswith("by this account.")


@pytest.mark.parametrize("offer", [PERFUME, FITS])
def test_other_offers_of_the_account_are_decided_by_the_policy(run: Path, offer: str) -> None:
    assert not row(run, offer)["rule"].startswith("court order")


def test_an_offer_of_an_account_that_waits_is_reviewed_at_least(run: Path) -> None:
    found = pl.read_parquet(run / "findings.parquet").filter(pl.col("kind") == "restrained_by_order")
    waits = found.filter(pl.col("detail").str.contains("a person has to decide"))
    assert waits.height == 1
    assert row(run, waits["subject_id"].item())["decision"] in ("review", "hold")
    assert found["weight"].unique().to_list() == [0]


def test_replay_makes_the_same_bytes_again(run: Path) -> None:
    for offer in (HONEST, FALSE, PERFUME):
        assert replay(run, offer).is_same


def test_what_was_used_is_bound_and_said(run: Path, order: Path) -> None:
    record = json.loads((run / "run.json").read_text("utf-8"))
    told = [file for file in record["files"] if file["role"] == "order"]
    assert {file["name"] for file in told} == {"order.parquet", "reach.parquet", "events.parquet", "terms.json"}
    assert any(file.get("in_force") for file in told)
    assert "orders.parquet" in record["replay"]


def test_the_digest_of_a_run_without_orders_is_untouched_and_with_them_another(run: Path, tmp_path: Path) -> None:
    plain = screened(tmp_path / "plain", None)
    assert "orders.parquet" not in plain["replay"]
    with_orders = json.loads((run / "run.json").read_text("utf-8"))
    assert plain["inputs_digest"] != with_orders["inputs_digest"]


@pytest.mark.parametrize("day", [dt.date(2026, 11, 1), dt.date(2026, 12, 1)])
def test_an_order_that_is_not_in_force_restrains_nothing(order: Path, tmp_path: Path, day: dt.date) -> None:
    record = screened(tmp_path, order, day=day)
    assert row(tmp_path, HONEST)["decision"] == "clear"
    assert any(file.get("in_force") is False for file in record["files"])


def test_an_order_that_was_dissolved_restrains_nothing(tmp_path: Path) -> None:
    out = tmp_path / "order"
    run_compile(CompileRequest(order=EXAMPLES / "order_ring.toml", sellers=EXAMPLES / "sellers.csv", day=DAY, out=out))
    known = read_order(out)
    act = Act(
        dt.datetime(2026, 11, 8, tzinfo=dt.UTC), "court:1", "dissolved", "order", known.id, "Dissolved.", "So said."
    )
    write_order_table(out, "events", with_acts(known.tables["events"], [act], of=known.id))
    screened(tmp_path / "out", out)
    assert row(tmp_path / "out", HONEST)["decision"] == "clear"
