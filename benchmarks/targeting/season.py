"""What does chance cost over a season, what does it save when counterfeiters move, and is prevalence told truly?

    python benchmarks/targeting/run.py season

Seasons of season_simulator.py, each with drift and without. See docs/selection.md.
"""

import time
from typing import Any, NamedTuple

import polars as pl
from season_play import play
from season_policies import POLICIES, ours
from season_simulator import FIRST_DAY, Season, season

from counterfoil.estimation.weighted_share import Share, weighted_share

COMMAND = "python benchmarks/targeting/run.py season"
COMPARED = range(1, 31)  # seeds; 1001 to 1008 served to choose the numbers of targeting/drawing/adapting.py
COVERED = range(1, 201)
SAID = {False: "without drift", True: "with drift"}
RANKING, OURS = "pure ranking", "ours"
Figure = dict[str, Any]


class Told(NamedTuple):
    """What a season's worklists said of its prevalence, and what it was."""

    share: Share
    truth: float

    def holds(self) -> bool:
        """Return whether the truth lies in the interval."""
        return self.share.low <= self.truth <= self.share.high


def figures() -> list[Figure]:
    """Return the figures of all policies and of the prevalence told by ours."""
    compared = [figure for drift in SAID for figure in _compared(drift=drift)]
    return compared + [figure for drift in SAID for figure in _covered(drift=drift)]


def finds(*, drift: bool, seeds: range = COMPARED, policies: dict[str, Any] = POLICIES) -> pl.DataFrame:
    """Return the finds of each policy and season: seed, policy, finds (all judged days) and after (the drift)."""
    rows = []
    for seed in seeds:
        played = season(seed=seed, drift=drift)
        days = played.settings["days"]
        settled = pl.col("day") >= days["drift_day"] + days["drift_takes"]
        for name, policy in policies.items():
            found = play(played, policy, seed=seed).finds
            rows.append((seed, name, found["finds"].sum(), found.filter(settled)["finds"].sum()))
    return pl.DataFrame(rows, schema=["seed", "policy", "finds", "after"], orient="row")


def told(played: Season, *, seed: int) -> Told:
    """Return what our policy's own worklists tell of a season after its opening."""
    opened = play(played, ours, seed=seed).opened
    judged = played.shipments.filter(pl.col("day") >= played.settings["days"]["opening"])
    truth = judged["is_counterfeit"].mean()
    assert isinstance(truth, float)
    return Told(weighted_share(opened, population=judged.height), truth)


def _compared(*, drift: bool) -> list[Figure]:
    table = finds(drift=drift)
    measured, of = ("after", "finds after the drift") if drift else ("finds", "finds")
    total = {name: int(table.filter(pl.col("policy") == name)[measured].sum()) for name in POLICIES}
    beside = ", ".join(f"{name} {count / total[RANKING]:.2f}" for name, count in total.items())
    target = ">= 3" if drift else ">= .90"
    data = f"simulated: {len(COMPARED)} seasons {SAID[drift]}, seeds {COMPARED[0]} to {COMPARED[-1]}, season.toml"
    ratio = round(total[OURS] / total[RANKING], 3)
    counts = ", ".join(f"{name} {count / len(COMPARED):,.0f}" for name, count in total.items())
    return [
        _figure(f"{of} of ours over those of pure ranking, {SAID[drift]}", ratio, "ratio", target, beside, data),
        _figure(
            f"{of} of ours in a season, {SAID[drift]}", round(total[OURS] / len(COMPARED)), "finds", None, counts, data
        ),
    ]


def _covered(*, drift: bool) -> list[Figure]:
    began = time.process_time()
    answers = [told(season(seed=seed, drift=drift), seed=seed) for seed in COVERED]
    taken = (time.process_time() - began) / len(COVERED)
    data = f"simulated: {len(COVERED)} seasons {SAID[drift]}, seeds {COVERED[0]} to {COVERED[-1]}, season.toml"
    held = sum(answer.holds() for answer in answers) / len(answers)
    below = sum(answer.share.high < answer.truth for answer in answers) / len(answers)
    width = sum(answer.share.high - answer.share.low for answer in answers) / len(answers)
    bias = sum(answer.share.estimate - answer.truth for answer in answers) / len(answers)
    truth = sum(answer.truth for answer in answers) / len(answers)
    name, beside = f"seasons whose prevalence lies in the 95 % interval, {SAID[drift]}", f"too low in {below:.3f}"
    return [
        _figure(name, round(held, 3), "share", ".93 to .97", beside, data),
        _figure(f"width of the interval, {SAID[drift]}", round(width, 4), "share", None, f"truth {truth:.4f}", data),
        _figure(
            f"error of the estimate in the mean, {SAID[drift]}",
            round(bias, 5),
            "share",
            "0",
            f"truth {truth:.4f}",
            data,
        ),
        _figure(f"time of a season of {len_of(answers)}, {SAID[drift]}", round(taken, 2), "CPU-s", None, "", data),
    ]


def len_of(answers: list[Told]) -> str:
    """Return how many examinations a season had, in words."""
    return f"{sum(answer.share.sampled for answer in answers) // len(answers):,} examinations"


def _figure(name: str, value: float, unit: str, target: str | None, peers: str, data: str) -> Figure:
    return {
        "name": name, "value": value, "unit": unit, "target": target, "peers": peers, "data": data, "command": COMMAND
    }  # fmt: skip


if __name__ == "__main__":
    print(FIRST_DAY, *figures(), sep="\n")
