"""812 labelled hard pairs of names, halved by a digest: F1 of ours and of a plain ratio, per half.

Source of the pairs: OpenSanctions' nomenklatura and rigour (MIT). The development half was looked at.
"""

import hashlib
from pathlib import Path

import polars as pl
from rapidfuzz import fuzz

from counterfoil.text.names import SAME, name_scores

STEPS = [step / 50 for step in range(20, 50)]


def name_pairs(data: Path) -> dict[str, float]:
    """Return F1 in percent: ours at SAME, rapidfuzz at the threshold best on the development half; and pairs."""
    pairs = pl.read_csv(data / "name_pairs.csv", infer_schema_length=None)
    pairs = pairs.with_columns(held_out=pl.Series(map(_is_held_out, pairs["name1"], pairs["name2"])))
    ours = name_scores(pairs["name1"], pairs["name2"])
    plain = pl.Series(
        [
            fuzz.token_sort_ratio(one.lower(), other.lower()) / 100
            for one, other in pairs.select("name1", "name2").iter_rows()
        ]
    )
    held_out, same = pairs["held_out"], pairs["is_match"]
    best = max(STEPS, key=lambda step: _f1(same.filter(~held_out), plain.filter(~held_out) >= step))
    told: dict[str, float] = {"pairs": pairs.height, "held_out_pairs": int(held_out.sum())}
    for half, chosen in (("development", ~held_out), ("held_out", held_out), ("all", held_out | ~held_out)):
        told[half] = _f1(same.filter(chosen), ours.filter(chosen) >= SAME)
        told[f"rapidfuzz_{half}"] = _f1(same.filter(chosen), plain.filter(chosen) >= best)
    return told


def _is_held_out(one: str, other: str) -> bool:
    return bool(hashlib.sha256("\x1f".join(sorted([one, other])).encode()).digest()[0] & 1)


def _f1(truth: pl.Series, found: pl.Series) -> float:
    right = int((truth & found).sum())
    return round(200 * right / (int(truth.sum()) + int(found.sum())), 2)
