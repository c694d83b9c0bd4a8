"""Are the shares counted over the right rows?"""

from typing import Any

import measures
import polars as pl
from command import Screened
from files import GENUINE, MYNTRA, PERFUMES, REPLICAS, ROW

FINDING = {ROW: pl.UInt32, "right_id": pl.String, "kind": pl.String, "weight": pl.Int64, "field": pl.String}


def screened(
    decisions: list[str], findings: list[tuple[Any, ...]] = (), bad_words: list[bool] | None = None
) -> Screened:
    rows = pl.DataFrame({"decision": decisions}).with_row_index(ROW, offset=1)
    flags = (
        pl.Series("bad_word", bad_words or [False] * len(decisions)),
        pl.Series("below_floor", [False] * len(decisions)),
    )
    return Screened(rows.with_columns(flags), pl.DataFrame(findings, schema=FINDING, orient="row"), rejects=1)


def labels(named: list[bool]) -> pl.DataFrame:
    return pl.DataFrame({"names_a_mark": named}).with_row_index(ROW, offset=1)


def values(figures: list[Any]) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in figures}


def test_recall_counts_rows_that_name_a_mark() -> None:
    catalogue = screened(
        ["hold", "review", "clear", "rejected", "review"], bad_words=[True, False, False, False, False]
    )
    figures = measures.recall(catalogue, labels([True, True, True, True, False]))
    assert values(figures) == {
        "replica recall": 0.5,
        "replica recall, hold or graver": 0.25,
        "replica recall, unnamed rows too": 0.6,
    }
    assert figures[0].peers == {"bad word": 0.25, "below floor": 0.0}


def test_false_alarms_are_decisions_other_than_clear() -> None:
    figures = measures.false_alarms(screened(["clear", "request-documents", "rejected", "remove"]), MYNTRA)
    assert [figure.value for figure in figures] == [0.5, 0.25]


EXPECTED = pl.DataFrame(
    {
        ROW: [1, 2, 3, 4],
        "outcome": ["found", "found", "genuine spelling", "no mark"],
        "right_ids": [["r-1", "r-2"], ["r-1"], ["r-3"], [""]],
    },
    schema_overrides={ROW: pl.UInt32},
)


def test_a_spelling_is_found_by_a_finding_in_its_title_for_one_of_its_rights() -> None:
    findings = [
        (1, "r-2", "mark_broken_up", 900, "title"),
        (2, "r-1", "price", 900, "price"),
        (2, "r-9", "mark", 1, "title"),
    ]
    figures = measures.spellings(screened(["review", "clear", "clear", "clear"], findings), EXPECTED)
    assert values(figures) == {"altered spellings found": 0.5, "special spellings as they should be": 1.0}


def test_special_spellings_fail_when_alarmed_or_taken_for_a_mark() -> None:
    findings = [(4, "r-1", "mark_broken_up", 900, "title")]
    figures = measures.spellings(screened(["clear", "clear", "review", "clear"], findings), EXPECTED)
    assert values(figures)["special spellings as they should be"] == 0.0


def test_held_offers_by_kind_of_finding() -> None:
    findings = [
        (1, "r-1", "mark_broken_up", 900, "title"),
        (1, "r-2", "mark_broken_up", 900, "title"),
        (1, None, "used_goods", -300, "title"),
        (2, None, "place_contradicts_itself", 300, "item_location"),
    ]
    figures = values(measures.unlabelled(screened(["hold", "review"], findings), PERFUMES))
    held = {"held ebay_perfume": 0.5, "held ebay_perfume: mark_broken_up": 0.5}
    assert figures == {"alarmed ebay_perfume": 1.0, **held}


def test_misses_name_rows_and_kinds_only() -> None:
    results = {source: screened(["clear"]) for source in GENUINE}
    results[REPLICAS] = screened(["clear", "clear", "rejected", "hold"], [(2, "r-1", "grade_words", 200, "title")])
    results[MYNTRA] = screened(["review"], [(1, "r-1", "price_below_floor", 2000, "price")])
    found = measures.misses(results, labels([True, True, True, True]))
    assert found.columns == ["file", ROW, "fault", "reason"]
    assert found.drop("file").rows() == [
        (1, "missed", "no finding"),
        (2, "missed", "grade_words"),
        (3, "missed", "rejected"),
        (1, "false alarm", "price_below_floor"),
    ]


def test_rejects_are_counted() -> None:
    assert measures.rejected(screened(["clear"]), MYNTRA).value == 1
