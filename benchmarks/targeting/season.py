"""What does chance cost over a season, what does it save when counterfeiters move, and is prevalence told truly?

    python benchmarks/targeting/run.py season

Seasons of season_simulator.py, each with drift and without, on two cores. See docs/selection.md.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import polars as pl
from season_play import Played, play
from season_policies import POLICIES
from season_simulator import Season, season

from counterfoil.estimation.prevalence.estimate import prevalence

COMMAND = "python benchmarks/targeting/run.py season"
SEASONS = 100  # seeds 1 to 100; 1001 to 1008 served to choose the numbers of targeting/drawing
COMPARED = 20  # of them, the first, are played by all policies; the others by ours alone
MONTH = 30  # days; prevalence is also told of every whole month
CORES = 2
RANKING, OURS = "pure ranking", "ours"
Figure = dict[str, Any]
Row = dict[str, Any]


def figures() -> list[Figure]:
    """Return the figures of all policies, and of the prevalence told by ours."""
    asked = [(seed, drift) for seed in range(1, SEASONS + 1) for drift in (False, True)]
    with ProcessPoolExecutor(CORES) as pool:
        rows = [row for part in pool.map(row_of, asked) for row in part]
    return figures_of(rows)


def row_of(asked: tuple[int, bool]) -> list[Row]:
    """Return what one season gave: a row for each policy, and of ours one for the season's prevalence and each month's.

    Rows have seed, drift, kind; a policy's: name, finds, after (the drift has set in) and cpu_seconds; a prevalence's:
    truth, low, estimate, high and plain (finds over examinations).
    """
    seed, drift = asked
    played, rows = season(seed=seed, drift=drift), []
    head = {"seed": seed, "drift": drift}
    days = played.settings["days"]
    settled = pl.col("day") >= days["drift_day"] + days["drift_takes"]
    for name, policy in POLICIES.items():
        if seed > COMPARED and name != OURS:
            continue
        began = time.process_time()
        result = play(played, policy, seed=seed)
        taken, found = time.process_time() - began, result.finds
        finds, after = int(found["finds"].sum()), int(found.filter(settled)["finds"].sum())
        rows.append({**head, "kind": "policy", "name": name, "finds": finds, "after": after, "cpu_seconds": taken})
        if name == OURS:
            rows += [{**head, **told} for told in _told(played, result)]
    return rows


def _told(played: Season, result: Played) -> Iterator[Row]:
    first, last = played.settings["days"]["opening"], played.settings["days"]["last"]
    months = [("month", day, day + MONTH) for day in range(first, last - MONTH + 1, MONTH)]
    for kind, begin, end in [("season", first, last), *months]:
        within = pl.col("day").is_between(begin, end, closed="left")
        shipments, opened = played.shipments.filter(within), result.opened.filter(within)
        share = prevalence(opened, frame=pl.DataFrame({"stratum": [""], "units": [shipments.height]}))
        yield {
            "kind": kind,
            "truth": shipments["is_counterfeit"].mean(),
            "low": share.low,
            "estimate": share.estimate,
            "high": share.high,
            "plain": share.finds / share.sampled,
        }


def figures_of(rows: list[Row]) -> list[Figure]:
    """Return the figures that follow from the rows of all seasons."""
    told = []
    for drift, said in ((False, "without drift"), (True, "with drift")):
        own = [row for row in rows if row["drift"] == drift]
        told += _compared([row for row in own if row["kind"] == "policy" and row["seed"] <= COMPARED], said)
        told += _covered(own, said)
    return [*told, _undisturbed(rows)]


def _undisturbed(rows: list[Row]) -> Figure:
    """Return what pure ranking would have found on the days after the drift, had there been none: what can be hoped."""
    ranked = [row for row in rows if row["kind"] == "policy" and row["name"] == RANKING]
    still, drifted = (sum(row["after"] for row in ranked if row["drift"] == drift) for drift in (False, True))
    seasons = len({row["seed"] for row in ranked})
    data = f"simulated: seasons 1 to {seasons} with drift and without, season.toml"
    name = "finds of pure ranking on the same days without drift, over those with drift"
    return _figure(name, round(still / drifted, 2), data) | {"unit": "ratio", "peers": {}}


def _compared(rows: list[Row], said: str) -> list[Figure]:
    drift = said == "with drift"
    measured, words = ("after", "finds after the drift") if drift else ("finds", "finds")
    finds = pl.DataFrame(rows).pivot("name", index="seed", values=measured)
    total = {name: int(finds[name].sum()) for name in POLICIES}
    others = {name: count for name, count in total.items() if name != OURS}
    ratios = {name: round(count / total[RANKING], 2) for name, count in others.items()}
    counts = {name: round(count / finds.height) for name, count in others.items()}
    data = f"simulated: seasons 1 to {finds.height} {said}, season.toml"
    each = finds.select(pl.col(OURS) / pl.col(RANKING)).to_series()
    ratio, mean = round(total[OURS] / total[RANKING], 2), round(total[OURS] / finds.height)
    target, limit = (">= 3", 3) if drift else (">= .90", 0.9)
    name = f"{words} of ours over those of pure ranking, {said}"
    reached = {f"seasons of {finds.height} that reach the target": int((each >= limit).sum())}
    return [
        _figure(name, ratio, data, target=target) | {"unit": "ratio", "peers": ratios},
        _figure(f"the same in the median season, {said}", round(float(each.quantile(0.5, "midpoint") or 0), 2), data)
        | {"unit": "ratio", "peers": reached},
        _figure(f"{words} of ours in a season, {said}", mean, data) | {"unit": "finds", "peers": counts},
    ]


def _covered(rows: list[Row], said: str) -> list[Figure]:
    told = []
    for kind in ("season", "month"):
        own = pl.DataFrame([row for row in rows if row["kind"] == kind])
        held = own.select(pl.col("truth").is_between("low", "high").mean()).item()
        low, width, truth, plain, error = own.select(
            (pl.col("high") < pl.col("truth")).mean(),
            (pl.col("high") - pl.col("low")).mean().alias("width"),
            pl.col("truth").mean().alias("mean"),
            pl.col("plain").mean(),
            (pl.col("estimate") - pl.col("truth")).mean().alias("error"),
        ).row(0)
        data = f"simulated: {own.height} {kind}s {said}, season.toml"
        name, peers = f"{kind}s whose prevalence lies in its 95 % interval, {said}", {"interval too low": round(low, 3)}
        told.append(_figure(name, round(held, 3), data, target=".93 to .97") | {"peers": peers})
        name, peers = f"mean width of the interval of a {kind}, {said}", {"truth": round(truth, 4)}
        told.append(_figure(name, round(width, 4), data) | {"peers": peers})
        name, peers = (
            f"mean error of the estimate of a {kind}, {said}",
            {"finds / examinations": round(plain - truth, 3)},
        )
        told.append(_figure(name, round(error, 5), data, target="0") | {"peers": peers})
    return told


def _figure(name: str, value: float, data: str, *, target: str | None = None) -> Figure:
    return {"name": name, "value": value, "unit": "share", "target": target, "data": data, "command": COMMAND}
