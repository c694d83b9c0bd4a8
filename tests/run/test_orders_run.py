"""The whole of `counterfoil order compile` on the example market: what is reached, what waits, what is written."""

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.orders import CompileRequest, run_compile

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = dt.date(2026, 11, 8)


def compiled(out: Path, **told: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "order": EXAMPLES / "order_ring.toml",
        "sellers": EXAMPLES / "sellers.csv",
        "offers": EXAMPLES / "offers.xml",
        "stock": (EXAMPLES / "inventory.csv",),
        "funds": EXAMPLES / "balances.csv",
        "day": DAY,
        "out": out,
    }
    return run_compile(CompileRequest(**(given | told)))


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("ring")
    compiled(out)
    return out


def states(out: Path, kind: str) -> dict[str, str]:
    rows = pl.read_parquet(out / "reach.parquet").filter(pl.col("subject_kind") == kind)
    return dict(rows.select("subject_id", "state").iter_rows())


def test_the_operator_is_reached_an_honest_shop_is_caught_by_an_alias_and_a_like_name_waits(ring: Path) -> None:
    reached = dict.fromkeys(("s-16", "s-29", "s-31", "s-34"), "reached")
    assert states(ring, "account") == reached | {"s-30": "waiting"}


def test_only_listings_under_the_marks_are_reached(ring: Path) -> None:
    told = states(ring, "listing")
    assert told["TM-6514935"] == "reached"  # the ring's Fjord Runner
    assert told["TM-6762163"] == "not restrained"  # its perfume, whose mark the order does not name
    assert told["TM-0269637"] == "not restrained"  # insoles that fit a Halvorsen boot


def test_funds_are_held_up_to_the_cap_in_its_currency(ring: Path) -> None:
    rows = pl.read_parquet(ring / "reach.parquet").filter(pl.col("subject_kind") == "funds")
    told = {row["subject_id"]: (row["state"], str(row["amount"])) for row in rows.iter_rows(named=True)}
    assert told["s-29 USD"] == ("reached", "15000.00")  # 18,610.20 less 1,200 counsel fees is above the cap
    assert told["s-29 EUR"] == ("waiting", "0.00")
    assert told["s-30 USD"] == ("waiting", "0.00")


def test_everybody_bound_is_told_what_to_do_and_nothing_that_waits(ring: Path) -> None:
    files = sorted(path.name for path in (ring / "instructions").iterdir())
    assert [name for name in files if name.endswith(".json")] == [
        "marketplace.json",
        "payment_processor.json",
        "warehouse.json",
    ]
    told = json.loads((ring / "instructions" / "payment_processor.json").read_text("utf-8"))
    assert {row["account_id"] for row in told} == {"s-16", "s-29", "s-31", "s-34"}
    assert all(row["do"] and row["docket"] == "26-cv-00821" for row in told)


def test_no_name_of_a_seller_or_defendant_stands_in_what_is_written(ring: Path) -> None:
    written = [path for path in ring.rglob("*") if path.is_file()]
    for path in written:
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = pl.read_parquet(path).write_ndjson().encode()
        for name in (b"BlueSky", b"Lake Side", b"Lakeside", b"Sunrise", b"Suite of Tales", b"99-0000031"):
            assert name not in data, path.name


def test_the_seal_says_what_was_used_and_counted(ring: Path) -> None:
    record = json.loads((ring / "run.json").read_text("utf-8"))
    assert {file["role"] for file in record["files"]} == {"order", "sellers", "offers", "stock", "funds"}
    assert record["counts"]["account"] == {"reached": 4, "waiting": 1}
    order = pl.read_parquet(ring / "order.parquet")
    assert order["state"].item() == "in force"
    assert order["sha256"].item() == next(f["sha256"] for f in record["files"] if f["role"] == "order")


def test_a_linked_account_that_the_order_does_not_name_waits(tmp_path: Path) -> None:
    rows = [("p-1", "s-31"), ("p-1", "s-33")]
    linked = pl.DataFrame(rows, schema=["party_id", "seller_id"], orient="row").with_columns(
        until=pl.lit(None, pl.Date)
    )
    linked.write_parquet(tmp_path / "parties.parquet")
    compiled(tmp_path / "out", parties=tmp_path)
    assert states(tmp_path / "out", "account")["s-33"] == "waiting"


def test_an_order_compiled_again_keeps_its_events(tmp_path: Path) -> None:
    compiled(tmp_path)
    compiled(tmp_path, offers=None, stock=(), funds=None)
    events = pl.read_parquet(tmp_path / "events.parquet")
    assert events["kind"].to_list() == ["issued", "served", "compiled", "compiled"]
    assert events["number"].to_list() == [1, 2, 3, 4]
    assert states(tmp_path, "listing") == {}


def test_another_order_is_not_compiled_over_it(tmp_path: Path) -> None:
    compiled(tmp_path, offers=None, stock=(), funds=None)
    other = tmp_path / "other.toml"
    other.write_text((EXAMPLES / "order_ring.toml").read_text("utf-8").replace('"order-ring"', '"order-2"'), "utf-8")
    with pytest.raises(UserError, match="Another order, order-ring, was compiled here"):
        compiled(tmp_path, order=other)


def test_ids_and_marks_of_the_page_do_not_break_within_a_word(ring: Path) -> None:
    page = (ring / "report.html").read_text("utf-8")
    assert "td.id { white-space: nowrap; }" in page
    cells = re.findall(r'<td class="id">(.*?)</td>', page)
    for one in ("s-31", "TM-6514935"):
        assert any(one in cell for cell in cells)


def test_the_head_of_a_report_names_the_owners_as_the_register_does() -> None:
    rights = pl.read_csv(EXAMPLES / "rights.csv", infer_schema=False)
    head = tomllib.loads((EXAMPLES / "order_head.toml").read_text("utf-8"))
    assert {one["name"] for one in head["proceeding"]["plaintiffs"]} <= set(rights["owner"])


HEAD = "number,name,platform,account,court,docket,kind,issued_on,marks,bound\n"
ROW = '{},Fable Outlet,Tidewater Market,s-31,Fable County,26-cv-9,restraining order,2026-11-02,"Halvorsen",{}\n'


def test_a_schedule_that_repeats_its_orders_head_is_an_order(tmp_path: Path) -> None:
    schedule = tmp_path / "schedule_a.csv"
    schedule.write_text(HEAD + ROW.format(1, "marketplace") + ROW.format("first", "marketplace"), "utf-8")
    record = compiled(tmp_path / "out", order=schedule, offers=None, stock=(), funds=None)
    assert (record["order"], record["counts"]["defendants"]) == ("order-26-cv-9", 1)
    rejects = pl.read_parquet(tmp_path / "out" / "rejects.parquet")
    assert rejects["rule"].to_list() == ["number must be readable as a whole number"]
    # the id is an account's, but no name of the defendant is like that account's
    assert states(tmp_path / "out", "account") == {"s-31": "waiting"}


def test_a_schedule_of_two_orders_or_of_none_is_refused(tmp_path: Path) -> None:
    schedule = tmp_path / "schedule_a.csv"
    schedule.write_text(
        HEAD + ROW.format(1, "marketplace") + ROW.format(2, "host").replace("26-cv-9", "26-cv-8"), "utf-8"
    )
    with pytest.raises(UserError, match="Two rows differ in the order's docket"):
        compiled(tmp_path / "out", order=schedule)
    schedule.write_text("number,name\n1,Fable Outlet\n", "utf-8")
    with pytest.raises(UserError, match="does not say its order's court, docket, kind, issued_on"):
        compiled(tmp_path / "out", order=schedule)


def test_after_a_failure_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no such file"):
        compiled(tmp_path / "out", funds=tmp_path / "missing.csv")
    assert not (tmp_path / "out").exists()
