"""Each rule of each contract, with a row that breaks it: which field is named, with which value, in which sentence?"""

import datetime as dt
import re

import polars as pl
import pytest

from counterfoil.tables.contract import sentence_of, sort_rows
from tables.contracts import CONTRACTS
from tables.rules_of_measures import BROKEN_MEASURES, CODE

# contract, column, the value that breaks the rule, the value shown, the sentence
BROKEN = [
    ("offer", "id", None, None, "id must be given"),
    ("offer", "id", "", "", "id must not be empty"),
    ("offer", "id", "x" * 501, "x" * 120 + "…", "id must have at most 500 bytes"),
    ("offer", "id", "a\x1bb", "a\ufffdb", "id has no control characters"),
    ("offer", "title", None, None, "title must be given"),
    ("offer", "title", "", "", "title has a visible character"),
    ("offer", "title", " \n", " \ufffd", "title has a visible character"),
    ("offer", "title", "靴" * 5_001, "靴" * 120 + "…", "title has at most 5000 characters"),
    ("offer", "title", "a\x00b", "a\ufffdb", "title has no nul bytes"),
    ("offer", "description", "x" * 100_001, "x" * 120 + "…", "description has at most 100000 characters"),
    ("offer", "price", -4.0, "-4.0", "price is not negative"),
    ("offer", "price", 1e9, "1000000000.0", "price is below a thousand million"),
    ("offer", "price", "abc", "abc", "price must be readable as an amount"),
    ("offer", "sale_price", -0.5, "-0.5", "sale price is not negative"),
    ("offer", "price_currency", "usd", "usd", f"price_currency {CODE}"),
    ("offer", "price_currency", "USD\n", "USD\ufffd", f"price_currency {CODE}"),
    ("offer", "brand", "靴" * 334, "靴" * 120 + "…", "brand must have at most 1000 bytes"),
    ("offer", "gtin", "1" * 101, "1" * 101, "gtin must have at most 100 bytes"),
    ("offer", "mpn", "x" * 501, "x" * 120 + "…", "mpn must have at most 500 bytes"),
    ("frame_stratum", "units", -1, "-1", "units must be at least 0"),
    ("frame_stratum", "cost", 0.0, "0.0", "cost is above 0"),
    ("frame_stratum", "kind", "parcel", "parcel", "kind is offer sale or shipment"),
    ("frame_stratum", "currency", None, None, "currency is told where there is a value"),
    ("unit_review", "reviewer", "Jo", "Jo", "reviewer is a role and an id such as reviewer 4"),
    ("capture", "source", "", "", "source must not be empty"),
    ("frame_stratum", "units", -1, "-1", "units must be at least 0"),
    ("frame_stratum", "cost", 0.0, "0.0", "cost is above 0"),
    ("frame_stratum", "kind", "parcel", "parcel", "kind is offer sale or shipment"),
    ("frame_stratum", "currency", None, None, "currency is told where there is a value"),
    ("unit_review", "reviewer", "Jo", "Jo", "reviewer is a role and an id such as reviewer 4"),
    ("capture", "source", "", "", "source must not be empty"),
    ("right", "id", None, None, "id must be given"),
    ("right", "id", "", "", "id must not be empty"),
    ("right", "mark", None, None, "mark must be given"),
    ("right", "mark", "", "", "mark has a letter or digit"),
    ("right", "mark", "®***", "®***", "mark has a letter or digit"),
    ("right", "mark", "x" * 501, "x" * 120 + "…", "mark must have at most 500 bytes"),
    ("right", "owner", "", "", "owner must not be empty"),
    ("right", "owner", None, None, "owner must be given"),
    ("right", "status", "gone", "gone", "status is one of live pending expired cancelled dead unclear"),
    ("right", "nice_classes", [25, 46], "25; 46", "nice classes are from 1 to 45"),
    ("right", "nice_classes", [0], "0", "nice classes are from 1 to 45"),
    ("right", "price_floor", 0.0, "0.0", "price floor is above zero"),
    ("right", "price_floor_currency", None, "79.00", "price floor names its currency"),
    ("right", "price_floor_currency", "EURO", "EURO", f"price_floor_currency {CODE}"),
    ("authorisation", "seller", "", "", "seller must not be empty"),
    ("authorisation", "owner", None, None, "owner or right id must be given"),
    ("authorisation", "valid_until", dt.date(2025, 1, 1), "2025-01-01", "valid until is not before valid from"),
    ("seller", "id", "", "", "id must not be empty"),
    ("seller", "status", "gone", "gone", "status is one of active suspended terminated debarred"),
    ("sale", "offer_id", "", "", "offer_id must not be empty"),
    ("sale", "units", -1, "-1", "units must be at least 0"),
    ("sale", "units", "many", "many", "units must be readable as a whole number"),
    ("sale", "returned", -1, "-1", "returned must be at least 0"),
    ("sale", "charged_back", -1, "-1", "charged_back must be at least 0"),
    ("consignee", "result", "nobody", "nobody", "result is a known one"),
    ("consignee", "units", 641, "641", "units are sold before unsold or not known"),
    ("consignee", "rule", None, None, "rule is named unless the result is not known"),
    ("consumer_sale", "sale_id", "", "", "sale_id must not be empty"),
    ("consumer_sale", "units", -1, "-1", "units must be at least 0"),
    ("consumer_sale", "item", -1, "-1", "item must be at least 0"),
    ("relief_group", "standing", "free", "free", "standing is a known one"),
    ("relief_group", "counted_for", "crew", "crew", "counted for is a known one"),
    ("relief_group", "standing", "within the limit", "within the limit", "standing is within the limit only up to it"),
    ("relief_group", "currency", "usd", "usd", f"currency {CODE}"),
    ("registered_seller", "change", "moved", "moved", "change is a known one"),
    ("registered_seller", "units", -1, "-1", "units must be at least 0"),
    ("seller_declaration", "external_seller_id", "", "", "external_seller_id must not be empty"),
    ("complaint", "id", "", "", "id must not be empty"),
    ("complaint", "offer_id", "", "", "offer_id must not be empty"),
    ("complaint", "kind", "x", "x", "kind is one of not authentic not as described safety not received other"),
    ("violation", "kind", "", "", "kind must not be empty"),
    ("violation", "outcome", "lost", "lost", "outcome is one of upheld overturned"),
    ("violation", "answer", "shame", "shame", "answer is one of none warn demote remove suspend terminate"),
    ("violation", "offered_on", dt.date(2026, 1, 13), "2026-01-13", "offered on is not after found on"),
    ("violation", "outcome_on", dt.date(2026, 1, 13), "2026-01-13", "outcome on is given with an outcome"),
    ("violation", "currency", None, None, "currency is given with a value"),
    ("violation", "units", -1, "-1", "units must be at least 0"),
    ("rate", "currency", "eur", "eur", f"currency {CODE}"),
    ("rate", "usd", 0.0, "0.0", "usd is above zero"),
    ("rate", "usd", float("nan"), "NaN", "usd must be a number"),
    ("rate", "usd", float("inf"), "inf", "usd must be a finite number"),
    ("rate", "usd", "x", "x", "usd must be readable as a number"),
    ("reference_price", "brand", "", "", "brand must not be empty"),
    ("reference_price", "currency", "U", "U", f"currency {CODE}"),
    ("reference_price", "offers", 0, "0", "offers must be at least 1"),
    ("reference_price", "low", "x", "x", "low must be readable as an amount"),
    ("assessment", "ground", "guess", "guess", "ground is a known one"),
    ("assessment", "score", 1.5, "1.5", "score must be at most 1"),
    ("assessment", "score", -0.5, "-0.5", "score must be at least 0"),
    ("decision", "decision", "burn", "burn", "decision is a known one"),
    ("decision", "score", 2.0, "2.0", "score must be at most 1"),
    ("finding", "detail", None, None, "detail must be given"),
    ("finding", "weight", "x", "x", "weight must be readable as a whole number"),
    ("assessment", "reasons", [None], "", "reasons must not hold an empty entry"),
    ("known_picture", "role", "own", "own", "role is one of official counterfeit stock"),
    ("known_picture", "right_id", None, None, "right id must be given for an official picture"),
    ("known_picture", "file", "", "", "file must not be empty"),
    ("picture_match", "verdict", "like", "like", "verdict is copy or other colour"),
    ("picture_match", "role", "own", "own", "role is one of official counterfeit stock"),
    ("picture_text", "confidence", 1.5, "1.5", "confidence must be at most 1"),
    ("reject", "rule", None, None, "rule must be given"),
    ("goods", "id", "", "", "id must not be empty"),
    ("goods", "price", -1.0, "-1.0", "price is not negative"),
    ("goods", "status", "stolen", "stolen", "status is confirmed counterfeit or suspected or genuine"),
    ("goods", "kind", "pallet", "pallet", "kind is catalogue or offer or shipment or stock or receipt or return"),
    ("hit", "verdict", "genuine stock", "genuine stock", "verdict is identical offending goods or examine"),
    ("hit", "product_grade", "alike", "alike", "product grade is one of three"),
    ("hit", "found_in", "truck", "truck", "found in is stock receipt or return"),
    ("sought_goods", "salt", "", "", "salt must not be empty"),
    ("sought_goods", "status", "stolen", "stolen", "status is confirmed counterfeit or suspected or genuine"),
    ("sought_goods", "vouches_for", ["g-02"], "g-02", "vouches for is told of genuine goods alone"),
    ("facility_notice", "edition", 0, "0", "edition must be at least 1"),
    ("match", "source_grade", "maybe", "maybe", "source grade is one of four"),
    ("match", "product_score", 1.5, "1.5", "product_score must be at most 1"),
    ("match", "verdict", "destroy", "destroy", "verdict is one of four"),
    ("capacity", "facility_gln", None, None, "facility_gln must be given"),
    ("capacity", "capacity", -1, "-1", "capacity must be at least 0"),
    ("capacity", "minutes", -1, "-1", "minutes must be at least 0"),
    ("capacity", "window_to", dt.date(2026, 9, 1), "2026-09-01", "window to is not before window from"),
    ("control", "hs", "shoes", "shoes", "hs is written in digits"),
    ("control", "reason", None, None, "reason must be given"),
    ("control", "ordered_by", "", "", "ordered_by must not be empty"),
    ("examination", "result", "false", "false", "result is one of five"),
    ("examination", "examined_at", None, None, "examined at is told of what was opened and of nothing else"),
    ("examination", "inspector", "Jo Moss", "Jo Moss", "inspector is a role and an id such as inspector 4"),
    ("examination", "units_found", 13, "13", "units found are no more than examined"),
    ("examination", "units_found", 0, "0", "units found are counterfeit units and the result says so"),
    ("examination", "instead_of", "SHP-0412", "SHP-0412", "instead of names another shipment"),
    ("examination", "reason", "x" * 501, "x" * 120 + "…", "reason has at most 500 characters"),
    ("audited_selection", "outcome", "lost", "lost", "outcome is one of six"),
    ("audited_selection", "times_opened", 0, "0", "times opened are above 0 where it was opened"),
    ("audited_selection", "result", "false", "false", "result is one of five"),
    ("audited_selection", "substitute_is", "worse", "worse", "substitute is one of four"),
    ("audited_examination", "standing", "lost", "lost", "standing is one of ten"),
    ("audit_measure", "group", "team", "team", "group is all facility or inspector"),
    ("audit_measure", "selected", 13, "13", "selected are as many as the classes hold"),
    ("given_disposition", "kind", "burnt", "burnt", "kind is one of six"),
    ("given_disposition", "units", 0, "0", "units must be at least 1"),
    ("given_disposition", "of", "sold", "sold", "of is held allocated picked shipped refused or unanswered"),
    ("given_disposition", "authority", "a friend", "a friend", "authority is one of seven"),
    (
        *("given_disposition", "authority", "none needed", "none needed"),
        "authority is named unless released retained or missing",
    ),
    ("given_disposition", "by", "Jane", "Jane", "by is a role and an id"),
    ("disposition_proof", "kind", "hearsay", "hearsay", "kind is one of six"),
    ("disposition_proof", "weight_kg", None, None, "weight kg is told of a weight"),
    ("disposition_proof", "weight_kg", "-1", "-1", "weight kg is not negative"),
    ("disposition_proof", "unit_weight_kg", "0", "0", "unit weight kg is above zero"),
    ("disposition_proof", "is_confirmed", True, "true", "is confirmed or probability is told of an audit"),
    ("stock_entry", "of", "lost", "lost", "of is an account"),
    ("stock_entry", "to", "outside", "outside", "to is another account"),
    ("stock_entry", "units", 0, "0", "units must be at least 1"),
    ("selection", "how", "perhaps", "perhaps", "how is one of four"),
    ("selection", "is_selected", False, "false", "is selected where it is mandatory or drawn"),
    ("selection", "probability", 0.0, "0.0", "probability of what is selected is above 0"),
    ("selection", "probability", 1.1, "1.1", "probability must be at most 1"),
    ("selection", "rank", 0, "0", "rank must be at least 1"),
    *BROKEN_MEASURES,
]


def _row(name: str, column: str, value: object) -> pl.DataFrame:
    _, example = CONTRACTS[name]
    kind = None if value is not None else pl.String
    others = example.drop(column, strict=False)
    row = others.with_columns(pl.Series(column, [value], dtype=kind))
    return row if "line" in row.columns else row.with_columns(line=pl.lit(17))


@pytest.mark.parametrize(("name", "column", "value", "shown", "sentence"), BROKEN)
def test_a_broken_rule_is_named(name: str, column: str, value: object, shown: str | None, sentence: str) -> None:
    contract, _ = CONTRACTS[name]
    kept, rejects = sort_rows(_row(name, column, value), contract, file="file.csv")
    field = "price_floor" if sentence == "price floor names its currency" else column
    assert kept.is_empty()
    assert rejects.rows() == [("file.csv", 17, field, shown, sentence)]


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_example_satisfies_its_contract(name: str) -> None:
    contract, example = CONTRACTS[name]
    lined = example if "line" in example.columns else example.with_columns(line=pl.lit(17))
    kept, rejects = sort_rows(lined, contract, file="file.csv")
    assert (kept.height, rejects.height) == (example.height, 0)
    assert kept.columns == [*(c for c in contract.column_names() if c != "line"), "line"]


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_rule_reads_as_a_sentence(name: str) -> None:
    contract, _ = CONTRACTS[name]
    column_names = contract.column_names()
    for rule in contract._validation_rules(with_cast=True):
        sentence = sentence_of(rule, contract)
        assert re.fullmatch(r"[A-Za-z0-9_, ]+", sentence), sentence
        assert " fails the check " not in sentence
        assert any(sentence.startswith((column, column.replace("_", " "))) for column in column_names), sentence


def test_one_id_used_twice_rejects_both_rows() -> None:
    contract, example = CONTRACTS["right"]
    twice = pl.concat([example, example]).with_columns(line=pl.Series([2, 3]))
    kept, rejects = sort_rows(twice, contract, file="rights.csv")
    assert kept.is_empty()
    assert rejects.select("line", "field", "value", "rule").rows() == [
        (line, "id", "r-1", "id must be given and must not be used twice") for line in (2, 3)
    ]


def test_times_of_another_zone_become_utc() -> None:
    contract, example = CONTRACTS["seller"]
    there = dt.datetime(2026, 1, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    kept, _ = sort_rows(example.with_columns(opened_at=pl.lit(there), line=pl.lit(1)), contract, file="f")
    assert kept["opened_at"].to_list() == [dt.datetime(2026, 1, 1, 10, tzinfo=dt.UTC)]


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"mark": None, "feature": "figurative"}, None),
        ({"mark": None, "feature": "combined"}, "mark must be given"),
        ({"mark": None, "owner": None, "feature": "sound"}, "owner must be given"),
        ({"mark": None, "owner": None, "feature": "sound", "status": "cancelled"}, None),
        ({"owner": None, "status": "dead"}, None),
    ],
)
def test_a_mark_without_words_and_an_old_one_without_owner_are_kept(told: dict[str, object], rule: str | None) -> None:
    contract, example = CONTRACTS["right"]
    row = example.with_columns(pl.lit(value, dtype=pl.String).alias(name) for name, value in told.items())
    kept, rejects = sort_rows(row.with_columns(line=pl.lit(1)), contract, file="f")
    assert rejects["rule"].to_list() == ([rule] if rule else [])
    assert kept.height == (rule is None)
