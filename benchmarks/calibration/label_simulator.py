"""What would labels look like if we knew the weights and the selection that made them?

Written before the method that it judges. A world is a model of weights taken as the truth; offers get kinds at
random, groups mixed; each is false with the probability that the true, capped weights give. Labels are then drawn
in two ways, as at a marketplace: what the screen flags is reviewed, the more so where the picture (which no kind of
evidence sees, and which is worse for false goods) looks wrong; of all offers a small random audit is drawn. The
probability by which an offer came to be labelled covers both ways and is written beside the label.
"""

import dataclasses
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.evidence.weights import Model

COMMONEST, RAREST = 0.12, 0.01  # share of offers that show a kind of evidence
HOW_COMMON = 4  # seed of these shares: all worlds are drawn alike, so that what holds in one is asked of another
WRONG_PICTURE = {True: 0.6, False: 0.1}  # share of false and of genuine offers whose picture looks wrong
REVIEWED = {True: 0.9, False: 0.15}  # share reviewed of the flagged, by whether the picture looks wrong
FLAGGED_FROM = -1500  # thousandths of a nat: `review` in the default policy
MARK = "r-1"


class World(NamedTuple):
    """`offers`: subject_id, infringes, weight; `findings`: subject_id, right_id, kind; `truth`: the true weights."""

    offers: pl.DataFrame
    findings: pl.DataFrame
    truth: Model


def true_model(start: Model, *, spread: float, prior: int, seed: int) -> Model:
    """Return a model whose weights are those of `start` times a factor around 1 (log-normal, `spread`), within caps."""
    chance = np.random.default_rng(seed)
    capped = start.kinds.join(start.groups, on="group", how="left", maintain_order="left")
    factors = pl.Series(np.exp(chance.normal(0, spread, start.kinds.height)))
    weights = capped.select((pl.col("weight") * factors).round().cast(pl.Int64).clip("least", "most")).to_series()
    return dataclasses.replace(start, prior=prior, kinds=start.kinds.with_columns(weight=weights))


def world(truth: Model, start: Model, *, offers: int, seed: int) -> World:
    """Return a world of so many offers, of which each touches one right; `weight` is what `start` makes of them."""
    chance = np.random.default_rng(seed)
    shares = np.exp(np.random.default_rng(HOW_COMMON).uniform(np.log(RAREST), np.log(COMMONEST), truth.kinds.height))
    seen = chance.random((offers, truth.kinds.height)) < shares
    odds = log_odds(seen, truth)
    infringes = chance.random(offers) < 1 / (1 + np.exp(-odds))
    ids = [f"o-{number:07d}" for number in range(offers)]
    rows, kinds = np.nonzero(seen)
    findings = pl.DataFrame(
        {
            "subject_id": pl.Series(ids).gather(rows),
            "right_id": pl.repeat(MARK, len(rows), eager=True),
            "kind": truth.kinds["kind"].gather(kinds),
        }
    )
    weight = np.round(log_odds(seen, start) * 1000).astype(np.int64)
    return World(pl.DataFrame({"subject_id": ids, "infringes": infringes, "weight": weight}), findings, truth)


def log_odds(seen: np.ndarray, model: Model) -> np.ndarray:
    """Return the log-odds (nats) that a model gives to rows of kinds, group by group, capped: slow and obvious."""
    total = np.full(len(seen), model.prior, dtype=float)
    for group, most, least in model.groups.iter_rows():
        of_group = (model.kinds["group"] == group).to_numpy()
        total += np.clip(seen[:, of_group] @ model.kinds["weight"].to_numpy()[of_group], least, most)
    return total / 1000


def labels(world: World, *, audited: float, seed: int, reviewed: bool = True) -> pl.DataFrame:
    """Return labels (columns of Label and `line`): a random audit of a share of all offers, and reviews of the
    flagged ones. `audited` is the share, 0 for none."""
    chance = np.random.default_rng(seed)
    false, weight = world.offers["infringes"].to_numpy(), world.offers["weight"].to_numpy()
    looks_wrong = chance.random(len(false)) < np.where(false, WRONG_PICTURE[True], WRONG_PICTURE[False])
    review = (weight >= FLAGGED_FROM) * np.where(looks_wrong, REVIEWED[True], REVIEWED[False]) * reviewed
    in_audit, in_review = chance.random(len(false)) < audited, chance.random(len(false)) < review
    drawn = world.offers.with_columns(
        right_id=pl.lit(MARK),
        label=pl.when("infringes").then(pl.lit("counterfeit")).otherwise(pl.lit("genuine")),
        origin=pl.when(pl.Series(in_audit)).then(pl.lit("random audit")).otherwise(pl.lit("blind review")),
        selection_probability=pl.Series(1 - (1 - audited) * (1 - review)),
        line=pl.int_range(2, pl.len() + 2, dtype=pl.Int64),
    )
    return drawn.filter(pl.Series(in_audit | in_review)).drop("infringes", "weight")


def seen_in(world: World) -> np.ndarray:
    """Return which kinds each offer shows: offers x kinds, true or false, in the orders of the world and its model."""
    places = world.findings.join(world.offers.with_row_index("row"), on="subject_id").join(
        world.truth.kinds.with_row_index("column"), on="kind"
    )
    seen = np.zeros((world.offers.height, world.truth.kinds.height), dtype=bool)
    seen[places["row"].to_numpy(), places["column"].to_numpy()] = True
    return seen


def assessments(world: World) -> pl.DataFrame:
    """Return what a screening of the world assessed: subject_id, right_id and weight."""
    return world.offers.select("subject_id", "weight", right_id=pl.lit(MARK))
