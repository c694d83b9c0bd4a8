"""Does the learned model find more among customs declarations? 54,000 of them, generated from real Korean ones.

python benchmarks/targeting/customs.py --split valid    what settings are chosen on
python benchmarks/targeting/customs.py --split test     the same as run.py customs; adds lines to openings.csv

The official split leaks (facts of targeting), so that it serves parity with the paper alone. Methods are compared on
the twin-free split, in which no declaration of test shares goods and mass, or goods and price, with one of train or
valid. Settings are chosen on valid, learning from train; what is asked of test is learned from both, by the peers, too.
"""

import argparse
import json
from typing import Any

import numpy as np
import polars as pl
from risk_measures import DATA, Numbers, lead, note_opening, of_rate, precisions
from risk_peers import PEERS, Rows, by_lightgbm

from counterfoil.targeting.learning.risk_model import fit, risk_of

PARTS = ("train", "valid", "test")
NUMBERS = ("Tax Rate", "Net Mass", "Item Price")
NOT_TOLD = ("Declaration ID", "Date", "Fraud", "Critical Fraud")
SEED = 1
COMMAND = "python benchmarks/targeting/run.py customs"


def declarations() -> dict[str, pl.DataFrame]:
    """Return the official parts, with numbers as numbers."""
    return {
        part: pl.read_csv(DATA / f"df_syn_{part}_eng.csv", infer_schema=False)
        .rename(lambda name: name.lstrip("\ufeff"))
        .with_columns(pl.col(NUMBERS).cast(pl.Float64), pl.col("Date").str.to_date(), pl.col("Fraud") == "1")
        for part in PARTS
    }


def twin_free() -> dict[str, pl.DataFrame]:
    """Return the parts that share no key."""
    split = pl.read_csv(DATA / "customs_twinfree_split.csv", infer_schema=False).select("Declaration ID", "split")
    every = pl.concat(declarations().values()).join(split, on="Declaration ID", maintain_order="left")
    return {part: every.filter(pl.col("split") == part).drop("split") for part in PARTS}


def features(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is told of each declaration before it is opened: its own columns and four made of them."""
    told = rows.select(pl.exclude(NOT_TOLD))
    return told.with_columns(
        heading=pl.col("HS6 Code").str.slice(0, 4),
        chapter=pl.col("HS6 Code").str.slice(0, 2),
        price_of_a_kilogram=(pl.col("Item Price") / pl.col("Net Mass").clip(0.01)).log1p(),
        departs_from_origin=(pl.col("Country of Departure") == pl.col("Country of Origin")).cast(pl.Float64),
    )


def examined(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the declarations as `fit` wants them: all were examined, nobody says by whom, and it is one authority."""
    return features(rows).with_columns(
        is_found=rows["Fraud"],
        sample_weight=pl.lit(1.0),
        inspector=pl.lit(None, dtype=pl.String),
        facility=pl.lit("customs"),
        examined_on=rows["Date"],
    )


def ours(learned: pl.DataFrame, asked: pl.DataFrame) -> Numbers:
    """Return the engine's risk of each row asked."""
    model = fit(examined(learned), seed=SEED)
    assert model is not None
    return risk_of(model, features(asked)).to_numpy()


def scores(learned: pl.DataFrame, asked: pl.DataFrame) -> dict[str, Numbers]:
    """Return the scores of the engine and of its peers, all on the same columns."""
    rows = Rows(features(learned), _found(learned), features(asked))
    return {"ours": ours(learned, asked)} | {name: peer(rows) for name, peer in PEERS.items()}


def figures() -> list[dict[str, Any]]:
    """Return the figures of the twin-free test split, and of the official one for parity; notes both openings."""
    return [*_of_twin_free("test"), *_of_official()]


def _of_twin_free(part: str) -> list[dict[str, Any]]:
    parts = twin_free()
    learned, asked = [parts["train"]] if part == "valid" else [parts["train"], parts["valid"]], parts[part]
    told, found = scores(pl.concat(learned), asked), _found(asked)
    measured = precisions(found, told)
    if part == "test":
        note_opening("customs twin-free, ours", measured["ours"])
    data = f"customs, twin-free {part}: {len(found):,} declarations, {found.mean():.3f} fraudulent; all on our columns"
    ahead = {name: lead(found, ours=told["ours"], theirs=told[name]) for name in told if name != "ours"}
    targets = {"10": ">= .300"}
    told_figures = [
        _figure(of_rate(rate), measured["ours"][rate], targets.get(rate), data)
        | {"peers": {name: of[rate] for name, of in measured.items() if name != "ours"}}
        for rate in ("1", "5", "10", "AUC")
    ]
    told_figures += [
        _figure(f"P@{rate} % above XGBoost's, lower bound", ahead["XGBoost, defaults"][rate].low, "> 0", data)
        | {"peers": {f"mean above {name}": of[rate].mean for name, of in ahead.items()}}
        for rate in ("5", "10")
    ]
    return told_figures


def _of_official() -> list[dict[str, Any]]:
    """Return the figure of the official split: most of its test rows have a twin in train."""
    parts = declarations()
    learned, asked = pl.concat([parts["train"], parts["valid"]]), parts["test"]
    found = _found(asked)
    peer = by_lightgbm(Rows(features(learned), _found(learned), features(asked)))
    measured = precisions(found, {"ours": ours(learned, asked), "LightGBM, defaults": peer})
    note_opening("customs official split (leaks: parity only), ours", measured["ours"])
    data = f"customs, official test: {len(found):,} declarations; it leaks: parity with the paper and no more"
    peers = {
        "LightGBM, defaults": measured["LightGBM, defaults"]["5"],
        "table of (HS6, price), no model (facts)": 0.976,
    }
    return [_figure("official split, P@5 %", measured["ours"]["5"], None, data) | {"peers": peers}]


def _found(rows: pl.DataFrame) -> Numbers:
    return rows["Fraud"].cast(pl.Float64).to_numpy()


def _figure(name: str, value: float, target: str | None, data: str) -> dict[str, Any]:
    unit = "share" if name.endswith("%") else "difference" if "bound" in name else "area"
    return {"name": name, "value": value, "unit": unit, "target": target, "data": data, "command": COMMAND}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--split", choices=("valid", "test"), default="valid")
    asked_for = arguments.parse_args().split
    print(json.dumps(figures() if asked_for == "test" else _of_twin_free("valid"), indent=1, default=np.ndarray.tolist))
