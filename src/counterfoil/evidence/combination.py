"""What do the findings on one offer and right come to?

Weights are summed as integers by group, each group is capped so that correlated signs are not counted twice, and
the prior is added. Sums of integers are the same on every machine and thread count; the score is derived last.
"""

import itertools
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.evidence.spread import Numbers, Spread, lists_of, numbered, spread_over_rights
from counterfoil.evidence.weights import Model
from counterfoil.few_rows.column import STRING, as_column, column
from counterfoil.few_rows.table import table
from counterfoil.tables.assessment import Assessment

Calibration = tuple[tuple[int, int], ...]
MOST_KEPT = 64  # ends of assessments that are remembered: one for each state of the references
_COLUMNS = tuple(Assessment.column_names())
COUNTERFEIT = "counterfeit"  # the ground where no weight speaks for any


def weigh(findings: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return the findings with `weight` and `rule_version`; kinds that the model does not name weigh nothing."""
    weights = model.weight_of
    weighed = column("weight", [weights.get(kind, 0) for kind in findings["kind"].to_list()], pl.Int64())
    return findings.hstack([weighed, column("rule_version", [model.label] * findings.height, STRING)])


def score_of(weight: pl.Expr) -> pl.Expr:
    """Return the logistic of a weight in thousandths of a nat, rounded to six decimals. It is no probability."""
    return (1 / (1 + (-weight / 1000).exp())).round(6)


def probability_of(weight: pl.Expr, model: Model) -> pl.Expr:
    """Return the probability that a weight stands for, six decimals; null unless the model is calibrated for it.

    Between two points of the model's map the log-odds are whole numbers too, rounded down; beyond its ends they stay
    what they are there, because nothing was observed beyond.
    """
    return _probability(weight, model.calibration)


def _probability(weight: pl.Expr, calibration: Calibration) -> pl.Expr:
    if not calibration:
        return pl.lit(None, dtype=pl.Float64)
    lowest, highest = calibration[0], calibration[-1]
    log_odds = pl.lit(lowest[1], dtype=pl.Int64)
    within = weight.clip(lowest[0], highest[0])
    for (start, low), (end, high) in itertools.pairwise(calibration):
        along = low + (within - start) * (high - low) // (end - start)
        log_odds = pl.when(within >= start).then(along).otherwise(log_odds)
    return score_of(log_odds)


def assess(
    findings: pl.DataFrame, uses: pl.DataFrame, model: Model, *, engine_version: str, inputs_digest: str
) -> pl.DataFrame:
    """Return one assessment per offer and right (contract Assessment), ordered by offer and right.

    `findings` are weighed; those without a right count for every right of their offer. `uses` holds the pairs of
    `subject_id` and `right_id` in which an offer touches a right; an offer with findings and no right is assessed
    once, with an empty right.
    """
    spread = spread_over_rights(findings, uses)
    weights = findings["weight"].to_numpy()[spread.rows]
    names, (numbers,) = numbered(findings["kind"])
    kinds = Kinds(names, numbers[spread.rows])
    order = _heaviest_first(findings, spread, weights, kinds.numbers)
    heavy_first = spread.taken(order)
    total = model.prior + _capped(kinds, weights, spread, model)
    sums = [column(name, values, STRING) for name, values in spread.named().items()]
    sums.append(column("ground", _grounds(kinds, weights, spread, model), STRING))
    reasons = lists_of(findings["detail"], heavy_first.only(weights[order] != 0))
    for_party = lists_of(findings["party_detail"], _once(findings, heavy_first.only(weights[order] > 0)))
    lists = [reasons.alias("reasons"), for_party.alias("party_reasons")]
    summed = table([*sums, as_column("weight", total), *lists])
    return summed.with_columns(_of_the_sum(model.calibration, engine_version, inputs_digest)).select(_COLUMNS)


@lru_cache(maxsize=MOST_KEPT)
def _of_the_sum(calibration: Calibration, engine_version: str, inputs_digest: str) -> tuple[pl.Expr, ...]:
    """Return what an assessment says beside its sum, which is its `weight`."""
    weight = pl.col("weight")
    return (
        score_of(weight).alias("score"),
        _probability(weight, calibration).alias("probability"),
        pl.lit(engine_version).alias("engine_version"),
        pl.lit(inputs_digest).alias("inputs_digest"),
    )


class Kinds(NamedTuple):
    """The kinds of the findings: their different names in order, None behind them, and the place of each finding's."""

    names: list[str | None]
    numbers: Numbers

    def told(self, of_kind: Mapping[str | None, int], *, otherwise: int) -> Numbers:
        """Return for each finding the number of its kind."""
        return np.array([of_kind.get(name, otherwise) for name in self.names], dtype=np.int64)[self.numbers]


def _capped(kinds: Kinds, weights: Numbers, spread: Spread, model: Model) -> Numbers:
    """Return for each pair the sum of its groups, each cut to its caps; weights without a group count in full."""
    groups = len(model.caps[0]) - 1
    sums = np.zeros((spread.pairs.shape[1], groups + 1), dtype=np.int64)
    np.add.at(sums, (spread.pair_of, kinds.told(model.group_of, otherwise=groups)), weights)
    capped: Numbers = np.clip(sums, *model.caps).sum(axis=1)
    return capped


def _grounds(kinds: Kinds, weights: Numbers, spread: Spread, model: Model) -> list[str]:
    """Return for each pair the ground that most weight speaks for; one heavy sign does not outvote several others."""
    names = sorted(set(model.ground_of.values()))
    of_kind: dict[str | None, int] = {kind: names.index(ground) for kind, ground in model.ground_of.items()}
    spoken = np.zeros((spread.pairs.shape[1], len(names) + 1), dtype=np.int64)
    np.add.at(spoken, (spread.pair_of, kinds.told(of_kind, otherwise=len(names))), weights.clip(0))
    heaviest = np.where(spoken.max(axis=1, initial=0) > 0, spoken.argmax(axis=1), len(names))
    grounds = [*names, COUNTERFEIT]
    return [grounds[place] for place in heaviest.tolist()]


def _heaviest_first(findings: pl.DataFrame, spread: Spread, weights: Numbers, kinds: Numbers) -> Numbers:
    """Return the order of the findings of each pair by weight, kind and sentence."""
    details = np.zeros(len(kinds), dtype=np.int64)
    alike = spread.pair_of * (kinds.max(initial=0) + 1) + kinds
    if len(np.unique(alike)) < len(alike):  # screening finds a kind once for an offer and right
        details = numbered(findings["detail"])[1][0][spread.rows]
    return np.lexsort((details, kinds, -weights, spread.pair_of))


def _once(findings: pl.DataFrame, spread: Spread) -> Spread:
    """Return what each pair's seller reads, each sentence once."""
    texts = findings["party_detail"].to_list()
    known: dict[tuple[int, str], int] = {}
    for place, pair in enumerate(zip(spread.pair_of.tolist(), spread.rows.tolist(), strict=True)):
        known.setdefault((pair[0], texts[pair[1]]), place)
    return spread.taken(np.fromiter(known.values(), dtype=np.int64))
