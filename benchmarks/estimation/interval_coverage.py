"""Do our intervals hold the truth as often as they say, how wide are they, and are the estimates right in the mean?

    python benchmarks/estimation/run.py coverage                           the seeds that are opened once
    python benchmarks/estimation/interval_coverage.py --seasons 200 [NAME …]   seeds for development: what fails where

Seasons of seasons.py, on two cores. The final run adds a line to openings.csv. How to read it: docs/benchmarks.md.
"""

import argparse
import csv
import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from interval_seasons import rows_of, sample_of
from season_designs import DESIGNS, RARE
from simple_intervals import SIMPLE, Z, clopper_pearson, mid_p, mid_p_width

HERE = Path(__file__).parent
COMMAND = "python benchmarks/estimation/run.py coverage"
SEASONS, FINAL, VALIDATION = 2_000, 1_000_000, 1  # how many; where the seeds begin that are opened once, and the others
PART = 50  # seasons of one piece of work
CORES = 2
MANY = 10_000  # examined: from here on the mean of the estimates is judged
SURVEYED = (
    200  # seasons that the survey package is asked of, of each design in which weights, strata or clusters matter
)
PEERS_PYTHON = os.environ.get("ESTIMATION_PEERS_PYTHON", "/tmp/counterfoil-estimation/bin/python")
OURS = "ours"
SPAWN = get_context("spawn")  # a process that is forked while polars reads never ends
Figure = dict[str, Any]
Bounds = dict[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]]


def figures() -> list[Figure]:
    """Return the figures of the seeds that are opened once; notes the opening."""
    rows = played(list(DESIGNS), SEASONS, first=FINAL)
    _note_opening(SEASONS)
    return figures_of(rows, surveyed(rows, SURVEYED))


def played(designs: Iterable[str], seasons: int, *, first: int) -> pl.DataFrame:
    """Return a row for each design and season, as interval_seasons.row_of has it."""
    asked = [
        (design, range(seed, min(seed + PART, first + seasons)))
        for seed in range(first, first + seasons, PART)
        for design in designs
    ]
    with ProcessPoolExecutor(CORES, mp_context=SPAWN) as pool:
        return pl.concat(pool.map(_kept, asked))


def _kept(asked: tuple[str, range]) -> pl.DataFrame:
    """Return the rows of a piece of work: those of an earlier, stopped run where ESTIMATION_KEPT is a folder."""
    folder, (name, seeds) = os.environ.get("ESTIMATION_KEPT"), asked
    if folder is None:
        return pl.DataFrame(rows_of(asked))
    path = Path(folder) / f"{list(DESIGNS).index(name)}-{seeds.start}-{seeds.stop}.parquet"
    if not path.exists():
        pl.DataFrame(rows_of(asked)).write_parquet(path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
    return pl.read_parquet(path)


def surveyed(rows: pl.DataFrame, seasons: int) -> pl.DataFrame:
    """Return design, seed, name, estimate, low, high of the kept packages; empty where they are not installed."""
    if not Path(PEERS_PYTHON).exists():
        print(f"no packages beside ours: {PEERS_PYTHON} is missing, see survey_peers.py")
        return pl.DataFrame(schema={"design": pl.String})
    named = [DESIGNS[name] for name in rows["design"].unique(maintain_order=True)]
    weighted = [one.name for one in named if one.kind not in _COUNTED and one.sampled < MANY]  # it is slow
    first = rows["seed"].min()
    samples = [sample_of(name, seed) for name in weighted for seed in range(first, first + seasons)]  # type: ignore[operator]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.parquet" for name in ("counts", "samples", "told")]
        rows.select("design", "seed", "finds", "examined").write_parquet(files[0])
        (pl.concat(samples) if samples else pl.DataFrame()).write_parquet(files[1])
        subprocess.run([PEERS_PYTHON, str(HERE / "survey_peers.py"), *map(str, files)], check=True)
        return pl.read_parquet(files[2])


_COUNTED = ("simple", "reviewed")  # of these kinds every unit weighs the same: the survey package has nothing to add


def figures_of(rows: pl.DataFrame, others: pl.DataFrame) -> list[Figure]:
    """Return coverage, width and bias of each design, and the means over the rare ones."""
    told: list[Figure] = []
    measured = {}
    for (name,), own in rows.group_by("design", maintain_order=True):
        measured[name] = of_design(own, others.filter(pl.col("design") == name))
    for name, of in measured.items():
        design, data = DESIGNS[str(name)], _data(str(name), of)
        rare = design in RARE
        target = None if rare or "hard" in name else ".93 to .97"  # type: ignore[operator]
        told.append(_figure(f"coverage: {name}", {who: one["coverage"] for who, one in of.items()}, target, data))
        told.append(_figure(f"width: {name}", {who: one["width"] for who, one in of.items()}, None, data, unit="ratio"))
        if design.sampled >= MANY:
            bound = None if "hard" in name else "-.02 to .02"  # type: ignore[operator]
            told.append(_figure(f"bias: {name}", {who: one["bias"] for who, one in of.items()}, bound, data))
    return [*_means([measured[one.name] for one in RARE if one.name in measured]), *told]


def of_design(rows: pl.DataFrame, others: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Return of each way coverage, width over the yardstick's, and relative bias; of ours more.

    The yardstick: the mid-P interval of a simple sample of the effective size. Where the sample is a simple one, that
    of the same finds. Else the mean over what a simple sample would find whose share is off by as much as our estimate,
    root mean square over the seasons.
    """
    truth = rows["truth"].to_numpy()
    error = rows["estimate"].to_numpy() - truth
    mean = float(truth.mean())
    size = max(round(mean * (1 - mean) / float((error**2).mean())), 2)
    if DESIGNS[rows["design"][0]].kind == "simple":
        size = int(rows["examined"][0])
        low, high = mid_p(*(rows[name].cast(pl.Float64).to_numpy() for name in ("finds", "examined")))
        yardstick = float((high - low).mean())
    else:
        yardstick = mid_p_width(mean, size)
    told = {}
    for name, (estimate, low, high) in _ways(rows).items():
        told[name] = _measured(truth, estimate, low, high, yardstick)
    for (name,), own in others.group_by("name", maintain_order=True) if others.height else ():
        joined = own.join(rows.select("seed", "truth"), on="seed")
        columns = (joined[column].cast(pl.Float64).to_numpy() for column in ("truth", "estimate", "low", "high"))
        told[str(name)] = _measured(*columns, yardstick)
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    told[OURS] |= {
        "effective": size,
        "above": float((truth > high).mean()),
        "below": float((truth < low).mean()),
        "milliseconds": float(rows["cpu_seconds"].mean()) * 1_000,  # type: ignore[arg-type]
        "seasons": rows.height,
    }
    return told


def _ways(rows: pl.DataFrame) -> Bounds:
    """Return of each way: estimates, low and high bounds."""
    numbers = {name: rows[name].cast(pl.Float64).to_numpy() for name in rows.columns if name != "design"}
    finds, examined, units = numbers["finds"], numbers["examined"], numbers["units"]
    half = Z * numbers["weighted_error"]
    share = finds / examined
    ways: Bounds = {OURS: (numbers["estimate"], numbers["low"], numbers["high"])}
    ways |= {name: (share, *interval(finds, examined)) for name, interval in SIMPLE.items()}
    ways["weighted, Wald"] = (numbers["weighted"], numbers["weighted"] - half, numbers["weighted"] + half)
    ways["finds only"] = (finds / units, *clopper_pearson(finds, units))
    if numbers["certain"].min() > 0:
        hits, sure = numbers["certain_finds"], numbers["certain"]
        ways["targeted finds"] = (hits / sure, *clopper_pearson(hits, sure))
    return ways


def _measured(truth: Any, estimate: Any, low: Any, high: Any, yardstick: float) -> dict[str, float]:
    held = (low <= truth) & (truth <= high)  # no interval holds nothing
    return {
        "coverage": float(held.mean()),
        "width": float(np.nanmean(high - low)) / yardstick if np.isfinite(high - low).any() else float("nan"),
        "bias": float((estimate - truth).mean() / truth.mean()),
    }


def _means(rare: Sequence[dict[str, dict[str, float]]]) -> list[Figure]:
    if not rare:
        return []

    def mean(what: str) -> dict[str, float]:
        return {who: float(np.mean([of[who][what] for of in rare])) for who in rare[0]}

    data = f"simulated: the mean of {len(rare)} designs of {rare[0][OURS]['seasons']:,} seasons each, below"
    return [
        _figure("coverage: rare, mean of the designs", mean("coverage"), ">= .93", data),
        _figure("width: rare, mean of the designs", mean("width"), "<= 1.15", data, unit="ratio"),
    ]


def _data(name: str, of: dict[str, dict[str, float]]) -> str:
    own, design = of[OURS], DESIGNS[name]
    return (
        f"simulated: {own['seasons']:,} seasons. {design.says}. Truth above the interval {own['above']:.3f}, below "
        f"{own['below']:.3f}; as sure as {own['effective']:,} examined at random; {own['milliseconds']:.1f} ms each"
    )


def _figure(name: str, values: dict[str, float], target: str | None, data: str, *, unit: str = "share") -> Figure:
    rounded = {
        who: round(value, 4 if name.startswith("bias") else 3) for who, value in values.items() if value == value
    }
    value = rounded.pop(OURS)
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "target": target,
        "peers": rounded,
        "data": data,
        "command": COMMAND,
    }


def _note_opening(seasons: int) -> None:
    from measured_at import commit_name

    with (HERE / "openings.csv").open("a", encoding="utf-8", newline="") as openings:
        line = [dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%dT%H:%MZ"), commit_name(), "coverage", FINAL, seasons]
        csv.writer(openings, lineterminator="\n").writerow(line)


def main() -> None:
    """Print what seasons for development tell: of each design a line for each way."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("designs", nargs="*", metavar="NAME", help="of designs; all of them where none is given")
    arguments.add_argument("--seasons", type=int, default=200)
    arguments.add_argument("--packages", type=int, default=0, help="seasons that the packages are asked of")
    arguments.add_argument("--alone", action="store_true", help="leave the others out")
    asked = arguments.parse_args()
    rows = played(asked.designs or list(DESIGNS), asked.seasons, first=VALIDATION)
    others = surveyed(rows, asked.packages) if asked.packages else pl.DataFrame(schema={"design": pl.String})
    for (name,), own in rows.group_by("design", maintain_order=True):
        of = of_design(own, others.filter(pl.col("design") == name))
        for who, told in of.items():
            if who == OURS or not asked.alone:
                head = name if who == OURS else ""
                line = " ".join(
                    f"{key} {value:7.3f}" if key != "effective" else f"{key} {value:6d}" for key, value in told.items()
                )
                print(f"{head!s:32} {who:26} {line}")


if __name__ == "__main__":
    main()
