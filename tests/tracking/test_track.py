"""The charts of a small drawn marketplace: what each says, and its query put again."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from counterfoil.tables.accuracy_record import AccuracyRecord
from counterfoil.tables.table_names import CONTRACTS
from counterfoil.tracking.chart import COLUMNS, EDGES, Chart
from counterfoil.tracking.cost_file import read_costs
from counterfoil.tracking.labels import code_name
from counterfoil.tracking.query import empty
from counterfoil.tracking.track import Settings, Tracked, track
from tracking.drawn_tables import drawn

DAY = dt.date(2026, 11, 22)
COSTS = read_costs(
    b'currency = "USD"\n[rates]\nreviewer = "60"\ninspector = "30"\n[minutes]\nconfirmed = "30"\n', file="costs.toml"
)


def at(day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)


def decision(offer: str, word: str, right: str | None = "r-1") -> dict[str, Any]:
    return {"subject_id": offer, "decision": word, "right_id": right}


def offer(number: str, seller: str, place: str, price: int) -> dict[str, Any]:
    return {
        "id": number,
        "external_seller_id": seller,
        "item_location": place,
        "ships_from_country": None,
        "price": Decimal(price),
        "marketplace": "Tidewater Market",
        "google_product_category": "Apparel > Shoes > Boots",
    }


def act(number: int, actor: str, kind: str, day: int) -> dict[str, Any]:
    return {
        "case_id": "case-1", "number": number, "actor": actor, "kind": kind, "subject_kind": "case",
        "subject_id": "case-1", "at": at(day),
    }  # fmt: skip


def listing(number: str, outcome: str | None, day: int | None) -> dict[str, Any]:
    return {"notice_id": "n-1", "offer_id": number, "outcome": outcome, "outcome_at": day and at(day)}


def exam(shipment: str, inspector: str, result: str, day: int) -> dict[str, Any]:
    return {
        "shipment_id": shipment, "facility": "9529001000013", "selected_for": dt.date(2026, 11, day),
        "examined_at": at(day, 14), "inspector": inspector, "result": result, "minutes": 20,
    }  # fmt: skip


MARKET: dict[str, pl.LazyFrame] = {
    "decision": drawn(
        "decision", decision("o-1", "hold"), decision("o-2", "review"), decision("o-3", "clear", None),
        decision("o-4", "remove", "r-2"), decision("o-1", "review"),
    ),
    "offer": drawn(
        "offer", offer("o-1", "s-1", "Reno, Nevada, United States", 40), offer("o-2", "s-1", "Lyon, France", 50),
        offer("o-3", "s-2", "somewhere nice", 60), offer("o-4", "s-3", "Dubai, United Arab Emirates", 70),
    ),
    "right": drawn("right", {"id": "r-1", "mark": "Halvorsen"}, {"id": "r-2", "mark": "Orlune"}),
    "case": drawn("case", {"id": "case-1", "opened_on": dt.date(2026, 11, 1)}),
    "case_subject": drawn(
        "case_subject",
        {"case_id": "case-1", "subject_kind": "offer", "subject_id": "o-1", "decision": "hold"},
        {"case_id": "case-1", "subject_kind": "account", "subject_id": "s-1", "decision": None},
    ),
    "event": drawn(
        "event", act(1, "reviewer:7", "taken up", 2), act(2, "reviewer:7", "confirmed", 4),
    ),
    "notice": drawn("notice", {"id": "n-1", "right_id": "r-1", "drafted_at": at(5), "sent_at": at(6)}),
    "notice_listing": drawn("notice_listing", listing("o-1", "acted", 8), listing("o-2", None, None)),
    "finding": drawn(
        "finding",
        *({"subject_id": one, "kind": "price_far_below", "weight": 900} for one in ("o-1", "o-2", "o-3")),
    ),
    "label": drawn(
        "label",
        {"subject_id": "o-1", "label": "counterfeit", "origin": "test purchase", "selection_probability": 1.0},
        {"subject_id": "o-3", "label": "genuine", "origin": "random audit", "selection_probability": 0.25},
    ),
    "examination": drawn(
        "examination", exam("S-1", "inspector:4", "counterfeit", 9), exam("S-1", "inspector:5", "nothing found", 10),
        exam("S-2", "inspector:5", "nothing found", 10),
    ),
    "shipment": drawn(
        "shipment", {"shipment_id": "S-1", "consignor": "Jo Moss Trading", "external_seller_id": "s-1"},
        {"shipment_id": "S-2", "consignor": "9529001000013"},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def tracked() -> Tracked:
    return track(MARKET, day=DAY, settings=Settings(COSTS))


def named(tracked: Tracked, name: str) -> Chart:
    return next(chart for chart in tracked.charts if chart.name == name)


def rows(chart: Chart, *columns: str) -> list[tuple[Any, ...]]:
    return chart.table.select(columns).rows()


def test_each_chart_has_the_columns_of_its_kind_and_a_name_of_its_own(tracked: Tracked) -> None:
    assert len({chart.name for chart in tracked.charts}) == len(tracked.charts)
    for chart in tracked.charts:
        assert tuple(chart.table.columns) == COLUMNS[chart.kind]
        assert chart.says.endswith(".")
        assert chart.edges is None or tuple(chart.edges.columns) == EDGES


def test_the_gravest_decision_counts_once(tracked: Tracked) -> None:
    found = named(tracked, "suspected_by_mark")
    assert rows(found, "label", "series", "value") == [
        ("Halvorsen", "review", 1.0),
        ("Halvorsen", "hold", 1.0),
        ("Halvorsen", "remove", 0.0),
        ("Orlune", "review", 0.0),
        ("Orlune", "hold", 0.0),
        ("Orlune", "remove", 1.0),
    ]
    assert found.says == "3 of 4 screened listings are suspected; 67% of them: Halvorsen."


def test_places_as_written_are_folded_into_countries_and_none_is_repeated(tracked: Tracked) -> None:
    found = named(tracked, "suspected_by_origin")
    assert set(found.table["label"]) == {"United States", "France", "United Arab Emirates"}
    told = named(track(MARKET, day=DAY), "asked_by_origin")
    assert rows(told, "label", "value", "unit")[0] == ("United Arab Emirates", 70.0, "USD")


def test_a_funnel_says_who_came_another_way(tracked: Tracked) -> None:
    found = named(tracked, "funnel_of_offers")
    assert rows(found, "label", "value", "of_before")[3:7] == [
        ("in a case", 1.0, 1),
        ("case confirmed", 1.0, 1),
        ("in a notice that was sent", 2.0, 1),
        ("taken down", 1.0, 1),
    ]
    assert found.table["note"][5] == "1 of them came here by another way"


def test_what_is_not_answered_by_the_day_lasts(tracked: Tracked) -> None:
    found = named(tracked, "takedown_by_platform")
    assert rows(found, "median", "cases", "open") == [(48.0, 2, 1)]
    early = named(track(MARKET, day=dt.date(2026, 11, 7)), "takedown_by_platform")
    assert rows(early, "median", "cases", "open") == [(None, 2, 2)]


def test_a_consignors_name_is_nowhere(tracked: Tracked) -> None:
    shown = [table for chart in tracked.charts for table in (chart.table, chart.edges) if table is not None]
    told = "".join(table.write_csv() for table in shown)
    assert "Moss" not in told
    assert "9529001000013" in told
    assert set(named(tracked, "found_by_intermediary").table["label"]) == {
        code_name("Jo Moss Trading"),
        "9529001000013",
    }


def test_accuracy_records_keep_their_contract_and_are_weighted_where_drawn(tracked: Tracked) -> None:
    AccuracyRecord.validate(tracked.records)
    rule = tracked.records.filter(kind="rule", id="price_far_below", measure="precision").row(0, named=True)
    assert (rule["cases"], rule["reached"], rule["is_weighted"]) == (2, 1, True)
    assert rule["value"] == pytest.approx(1 / (1 + 4))
    inspector = tracked.records.filter(kind="inspector", id="inspector:4").sort("measure")
    assert inspector.select("measure", "value").rows() == [("delay", 14.0), ("overturn", 1.0), ("precision", 0.0)]
    reviewer = tracked.records.filter(kind="reviewer", id="reviewer:7").sort("measure")
    assert reviewer.select("measure", "value").rows() == [("delay", 48.0), ("overturn", 0.0), ("precision", 1.0)]


def test_costs_are_the_users_and_what_has_none_is_named(tracked: Tracked) -> None:
    found = named(tracked, "cost_by_act")
    assert rows(found, "label", "value", "cases") == [("confirmed of case", 30.0, 1), ("opened of shipment", 30.0, 3)]
    assert "taken up of case (1)" in found.notes[1]
    each = named(tracked, "cost_per_stopped")
    assert rows(each, "label", "value") == [("listing taken down", 60.0), ("counterfeit shipment found", 60.0)]


def test_without_costs_and_estimates_none_is_told() -> None:
    told = {chart.name: chart for chart in track(MARKET, day=DAY).charts}
    assert told["cost_per_stopped"].table.is_empty()
    assert "--costs" in told["cost_per_stopped"].says
    assert told["prevalence"].table.is_empty()
    assert told["prevalence"].says.startswith("Not estimated")


def test_an_empty_chart_says_which_table_it_would_take() -> None:
    told = {chart.name: chart for chart in track({"right": MARKET["right"]}, day=DAY).charts}
    assert told["suspected_by_mark"].says == "Not shown: it takes the table decision, and none was given."
    assert told["value_by_facility"].says.startswith(
        "Not shown: it takes the tables facility_line, facility_notice and"
    )
    assert all(chart.table.is_empty() and not chart.query for chart in told.values())


def test_tables_without_a_row_give_charts_that_say_so() -> None:
    told = track({name: empty(name) for name in CONTRACTS}, day=DAY, settings=Settings(COSTS))
    assert told.records.is_empty()
    for chart in told.charts:
        assert chart.says.endswith(".")
        assert chart.kind == "funnel" or chart.table.is_empty()
    assert named(told, "takedown_by_platform").says == "No notice was sent."
    assert named(told, "cost_per_stopped").says == "Nothing was stopped, so that no cost for one can be told."


def test_each_query_put_again_by_anybody_gives_the_counts_of_its_chart(tracked: Tracked) -> None:
    frames = {name: MARKET.get(name, empty(name)) for name in CONTRACTS}
    for chart in tracked.charts:
        answers = [
            pl.SQLContext(frames, eager=True).execute(part) for part in chart.query.split("\n;\n") if part.strip()
        ]
        _compare(chart, answers)


def _compare(chart: Chart, answers: list[pl.DataFrame]) -> None:
    total = sum(_counted(chart, answer) for answer in answers)
    if chart.kind == "network":
        assert chart.edges is not None
        assert total == chart.edges["weight"].sum()
    elif chart.name.startswith(("suspected", "reached", "units", "listings", "funnel")):
        assert total == chart.table["value"].sum()
    elif chart.name.startswith(("found", "time", "takedown", "hold", "accuracy", "delay", "cost_by_act")):
        assert total == chart.table["cases"].sum()
    elif chart.name.startswith(("asked", "sold", "value")):
        assert total == pytest.approx(chart.table["value"].sum())


STEP = {"takedown_by_platform": 3, "hold_by_facility": 5}


def _counted(chart: Chart, answer: pl.DataFrame) -> float:
    """Return the sum that the chart must come to, from the answer alone."""
    if chart.name.startswith("suspected"):
        answer = answer.filter(pl.col("series") != "clear")
    if chart.name in STEP:
        answer = answer.filter(pl.col("step") == STEP[chart.name])
    if chart.name.startswith(("accuracy", "delay")):
        answer = answer.filter((pl.col("measure") == "delay") == chart.name.startswith("delay"))
    if chart.name == "cost_by_act" and "act" in answer.columns:
        answer = answer.filter(act="confirmed")  # the only act with a cost
    if chart.kind == "network":
        return float(answer["weight"].sum())
    amount = next(name for name in ("amount", "cases", "value") if name in answer.columns)
    return float(answer[amount].cast(pl.Float64).sum() or 0)
