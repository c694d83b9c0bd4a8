"""Does the learned model find more among real inspections? 18,712 of restaurants and shops in Chicago.

python benchmarks/targeting/chicago.py --split valid    what settings are chosen on: five windows inside Train
python benchmarks/targeting/chicago.py --split test     the same as run.py chicago; adds lines to openings.csv

Every place in the test window was inspected, so that any ranking of it can be judged. Nothing of the test window, and
nothing after the last day of Train, is learned from. Twice: with the inspector's group as one more feature, as in the
published model, and without it: then who inspected is learned along and taken out of the risk.
"""

import argparse
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl
from risk_measures import DATA, Numbers, lead, note_opening, of_rate, precisions
from risk_peers import PEERS, Rows, by_lightgbm

from counterfoil.targeting.learning.risk_model import fit, risk_of

INSPECTOR = "Inspector_Assigned"
BY_EARLIER_INSPECTOR = ("pastCritical", "pastSerious", "pastMinor", "pastFail", "timeSinceLast", "firstRecord")
NO_FEATURES = (
    *("Inspection_Date", "License", "Inspection_ID", "Business_ID", "published_score", "Test", "Train"),
    *("criticalFound", "criticalCount", "seriousCount", "minorCount", "pass_flag", "fail_flag"),
)  # identities, and what the inspection itself found
SEVERITY = {"criticalCount": 3.0, "seriousCount": 2.0, "minorCount": 0.5}
WINDOWS = (  # last day learned from, first and last day asked: months apart, as Train and Test are
    ("2012-12-31", "2013-05-16", "2013-07-15"),
    ("2013-04-16", "2013-09-01", "2013-10-31"),
    ("2013-06-16", "2013-11-01", "2013-12-31"),
    ("2013-08-16", "2014-01-01", "2014-02-28"),
    ("2013-10-16", "2014-03-01", "2014-04-30"),
)
SEED = 1
COMMAND = "python benchmarks/targeting/run.py chicago"
BLIND, TOLD = "without the inspector", "the inspector as a feature"
Parts = tuple[pl.DataFrame, pl.DataFrame]


def inspections() -> pl.DataFrame:
    """Return all inspections, the oldest first."""
    path = DATA / "chicago_inspections.csv"
    return pl.read_csv(path, try_parse_dates=True, infer_schema_length=None).sort("Inspection_Date", "Inspection_ID")


def test_parts() -> Parts:
    """Return the inspections of Train and those of Test."""
    every = inspections()
    return every.filter(pl.col("Train")), every.filter(pl.col("Test"))


def windows() -> Iterator[Parts]:
    """Return the windows inside Train."""
    learned = inspections().filter(pl.col("Train"))
    for last, *asked in WINDOWS:
        day = pl.col("Inspection_Date")
        of_window = day.is_between(*(dt.date.fromisoformat(one) for one in asked))
        yield learned.filter(day <= dt.date.fromisoformat(last)), learned.filter(of_window)


def published_features(rows: pl.DataFrame, *, told: bool) -> pl.DataFrame:
    """Return the features of the published model."""
    kept = rows.select(pl.exclude(NO_FEATURES))
    return kept if told else kept.drop(INSPECTOR)


def features(rows: pl.DataFrame, *, told: bool) -> pl.DataFrame:
    """Return ours: the place itself, in the stead of raw results of its earlier inspections by who knows whom."""
    return published_features(rows, told=told).drop(BY_EARLIER_INSPECTOR).with_columns(rows["License"].cast(pl.String))


def examined(rows: pl.DataFrame, *, told: bool) -> pl.DataFrame:
    """Return the inspections as `fit` wants them; severity: a critical violation counts 3, a serious 2, a minor .5."""
    severity = sum(rows[name] * weight for name, weight in SEVERITY.items())
    nobody = pl.Series(INSPECTOR, [None] * rows.height, dtype=pl.String)
    return features(rows, told=told).with_columns(
        is_found=rows["criticalFound"] == 1,
        severity=severity,
        sample_weight=pl.lit(1.0),
        inspector=nobody if told else rows[INSPECTOR],
        facility=pl.lit("Chicago"),
        examined_on=rows["Inspection_Date"],
    )


def ours(parts: Parts, *, told: bool) -> Numbers:
    """Return the engine's risk of each row asked."""
    learned, asked = parts
    model = fit(examined(learned, told=told), seed=SEED)
    assert model is not None
    return risk_of(model, features(asked, told=told)).to_numpy()


def rows_of(parts: Parts, *, told: bool) -> Rows:
    """Return what the peers see: the published features."""
    learned, asked = (published_features(of, told=told) for of in parts)
    return Rows(learned, _found(parts[0]), asked)


def figures() -> list[dict[str, Any]]:
    """Return the figures of the test window, with and without the inspector; notes both openings."""
    parts = test_parts()
    return [*_told(parts), *_blind(parts)]


def _told(parts: Parts) -> list[dict[str, Any]]:
    found, rows = _found(parts[1]), rows_of(parts, told=True)
    published = "published score"
    scores = {"ours": ours(parts, told=True), published: parts[1]["published_score"].to_numpy()}
    scores |= {name: peer(rows) for name, peer in PEERS.items()}
    return _figures(TOLD, found, scores, against=published, bound=">= -.05")


def _blind(parts: Parts) -> list[dict[str, Any]]:
    found, rows = _found(parts[1]), rows_of(parts, told=False)
    scores = {"ours": ours(parts, told=False)} | {name: peer(rows) for name, peer in PEERS.items()}
    told = _figures(BLIND, found, scores, against="LightGBM, defaults", bound="> 0")
    return [*told, _within(parts[1], found, scores)]


def _figures(how: str, found: Numbers, scores: dict[str, Numbers], *, against: str, bound: str) -> list[dict[str, Any]]:
    measured = precisions(found, scores)
    note_opening(f"Chicago, {how}, ours", measured["ours"])
    data = f"Chicago, test window: {len(found):,} inspections, {found.mean():.3f} with a critical violation"
    peers = {rate: {name: of[rate] for name, of in measured.items() if name != "ours"} for rate in measured["ours"]}
    ahead = lead(found, ours=scores["ours"], theirs=scores[against])
    precise = [
        _figure(f"{of_rate(rate)}, {how}", measured["ours"][rate], f"> {measured[against][rate]}", data)
        | {"peers": peers[rate]}
        for rate in ("1", "5", "10", "AUC")
    ]
    bounds = [
        _figure(f"P@{rate} % above that of {against}, lower bound, {how}", ahead[rate].low, bound, data)
        | {"unit": "difference", "peers": {"mean": ahead[rate].mean, "upper bound": ahead[rate].high}}
        for rate in ("5", "10")
    ]
    return precise + bounds


def _within(asked: pl.DataFrame, found: Numbers, scores: dict[str, Numbers]) -> dict[str, Any]:
    """Return precision where each group of inspectors opens its own riskiest 10 %: nobody's strictness helps."""
    groups = asked[INSPECTOR]
    shares = {}
    for name, score in scores.items():
        ranked = pl.DataFrame({"group": groups, "score": score, "found": found}).with_columns(
            pl.col("score").rank("ordinal", descending=True).over("group") <= (0.1 * pl.len().over("group")).ceil()
        )
        shares[name] = round(float(ranked.filter(pl.col("score"))["found"].mean()), 4)  # type: ignore[arg-type]
    data = "as above, the riskiest 10 % of each group of inspectors"
    told = _figure(f"P@10 % within each group of inspectors, {BLIND}", shares.pop("ours"), None, data)
    return told | {"peers": shares}


def _valid() -> list[dict[str, Any]]:
    """Return the mean over the windows inside Train, beside LightGBM on the published features."""
    told = []
    for how, is_told in ((TOLD, True), (BLIND, False)):
        measured = []
        for parts in windows():
            scores = {"ours": ours(parts, told=is_told), "LightGBM": by_lightgbm(rows_of(parts, told=is_told))}
            measured.append(precisions(_found(parts[1]), scores))
        for name in ("ours", "LightGBM"):
            means = {
                rate: round(float(np.mean([one[name][rate] for one in measured])), 4) for rate in measured[0][name]
            }
            told.append({"how": how, "model": name} | means)
    return told


def _found(rows: pl.DataFrame) -> Numbers:
    return rows["criticalFound"].cast(pl.Float64).to_numpy()


def _figure(name: str, value: float, target: str | None, data: str) -> dict[str, Any]:
    unit = "area" if name.startswith("AUC") else "share"
    return {"name": name, "value": value, "unit": unit, "target": target, "data": data, "command": COMMAND}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--split", choices=("valid", "test"), default="valid")
    asked_for = arguments.parse_args().split
    print(json.dumps(figures() if asked_for == "test" else _valid(), indent=1))
