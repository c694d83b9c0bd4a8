"""How good is a ranking at the top? ../shared/bench/evaluate_targeting.py is run as it is; here its answers are read.

It breaks ties at random, and compares two rankings of the same rows by a paired bootstrap.
"""

import csv
import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
DATA, EVALUATOR = SHARED / "data" / "targeting", SHARED / "bench" / "evaluate_targeting.py"
RATES = ("1", "2", "5", "10")
COMPARED = re.compile(r"^ +(\d+)%: ([+-][.\d]+) \[([+-][.\d]+), ([+-][.\d]+)\]", re.MULTILINE)
Numbers = npt.NDArray[np.float64]


class Lead(NamedTuple):
    """By how much one ranking's precision lies above another's, and the ends of the 95 % interval."""

    mean: float
    low: float
    high: float


def precisions(found: Numbers, scores: dict[str, Numbers]) -> dict[str, dict[str, float]]:
    """Return of each ranking precision among the first 1, 2, 5 and 10 %, and the area under the curve."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: _written(Path(folder) / f"{place}.csv", found, of) for place, (name, of) in _placed(scores)}
        told = Path(folder) / "told.json"
        _run([*map(str, files.values()), "--bootstrap", "0", "--json", str(told)])
        answers: dict[str, Any] = json.loads(told.read_text("utf-8"))
    measured = {name: answers[str(file)] for name, file in files.items()}
    return {
        name: {rate: round(of["at"][rate]["precision"], 4) for rate in RATES} | {"AUC": round(of["auc"], 4)}
        for name, of in measured.items()
    }


def lead(found: Numbers, *, ours: Numbers, theirs: Numbers) -> dict[str, Lead]:
    """Return by how much our precision lies above theirs, by rate in per cent: 1,000 samples of the rows, paired."""
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(Path(folder) / f"{name}.csv", found, of) for name, of in (("a", theirs), ("b", ours))]
        printed = _run([*map(str, files), "--compare"])
    compared = printed[printed.index("paired bootstrap") :]
    return {rate: Lead(float(mean), float(low), float(high)) for rate, mean, low, high in COMPARED.findall(compared)}


def of_rate(rate: str) -> str:
    """Return how a measure is called."""
    return rate if rate == "AUC" else f"P@{rate} %"


def note_opening(what: str, measured: dict[str, float]) -> None:
    """Add a line to openings.csv: a test split was looked at."""
    with (HERE / "openings.csv").open("a", encoding="utf-8", newline="") as openings:
        line = [dt.datetime.now(tz=dt.UTC).date().isoformat(), commit_name(), what, measured["5"], measured["10"]]
        csv.writer(openings, lineterminator="\n").writerow(line)


def _placed(scores: dict[str, Numbers]) -> list[tuple[int, tuple[str, Numbers]]]:
    return list(enumerate(scores.items()))


def _written(path: Path, found: Numbers, scores: Numbers) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["score", "label"])
        writer.writerows([repr(float(score)), int(label)] for score, label in zip(scores, found, strict=True))
    return path


def _run(words: list[str]) -> str:
    return subprocess.run([sys.executable, str(EVALUATOR), *words], check=True, capture_output=True, text=True).stdout
