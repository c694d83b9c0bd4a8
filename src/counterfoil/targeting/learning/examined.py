"""What of the examinations is learned from? Rows in an order of their own, results with weights, parties by their past.

`examined` has columns of features (text = category, number = number) and of the examination itself: `is_found`,
`sample_weight` (inverse of the probability of having been selected), `inspector`, `facility`, `examined_on`, and where
wanted `severity`: how much was found, on any scale, by which the past of a party is told, too.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr
from scipy.special import expit

from counterfoil.targeting.learning.columns import Columns, Numbers, coded, columns_of
from counterfoil.targeting.learning.past import Past, Surplus, effects_of, is_of_parties, past_of
from counterfoil.targeting.learning.people import people_of
from counterfoil.targeting.learning.regression import Labels, fit_regression, level

LARGEST_WEIGHT = 10.0  # times the mean: one rare draw from the floor shall not speak for all
RIDGE = 10.0  # examinations that draw an inspector's usual severity toward that of all


class Examined(NamedTuple):
    """What is learned from: the codes of its columns, results, who examined (one column each) and what that adds."""

    columns: Columns
    told: Numbers
    labels: Labels
    people: csr_matrix
    added: Numbers
    pasts: dict[str, Past]


def in_order(examined: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with a result, the oldest first, in an order that does not hang on that of the input."""
    rows = examined.filter(pl.col("is_found").is_not_null())
    return rows.sort(["examined_on", *sorted(set(rows.columns) - {"examined_on"})])


def prepared(rows: pl.DataFrame) -> Examined:
    """Return what is learned from; `added` is by how much, in nats, who examined moves the log-odds of each row."""
    every = columns_of(rows)
    parties = [name for name in every.categories if is_of_parties(rows[name])]
    kept = Columns({name: told for name, told in every.categories.items() if name not in parties}, every.numbers)
    labels, people = _labels(rows), people_of(rows)
    added = fit_regression(coded(rows, kept), kept, people, labels).people
    start = added + level(added, labels)
    pasts, values = {}, {}
    for name in parties:
        for what, surplus in _surpluses(rows, labels, people, start).items():
            past, earlier = past_of(rows[name], rows["examined_on"], surplus)
            if past.variance > 0:
                pasts[f"{what} of {name}"], values[f"{what} of {name}"] = past, earlier
    columns = Columns(kept.categories, (*kept.numbers, *pasts))
    return Examined(columns, coded(rows.with_columns(**values), columns), labels, people, added, pasts)


def with_pasts(features: pl.DataFrame, pasts: dict[str, Past]) -> pl.DataFrame:
    """Return the features with a column for each past, as all examinations tell it. A column not there is unknown."""
    known = {name: past for name, past in pasts.items() if past.column in features.columns}
    return features.with_columns(
        pl.Series(name, effects_of(features[past.column], past)) for name, past in known.items()
    )


def _labels(rows: pl.DataFrame) -> Labels:
    weight = rows["sample_weight"].cast(pl.Float64).fill_null(1.0).to_numpy()
    capped = np.minimum(weight / weight.mean(), LARGEST_WEIGHT)
    return Labels(rows["is_found"].cast(pl.Float64).to_numpy(), capped / capped.mean())


def _surpluses(rows: pl.DataFrame, labels: Labels, people: csr_matrix, start: Numbers) -> dict[str, Surplus]:
    """Return what was found above what was to be expected of those who examined: finds and, where told, severity."""
    chance = expit(start)
    found = {"past finds": Surplus(labels.found - chance, chance * (1 - chance))}
    if "severity" not in rows.columns:
        return found
    return found | {"past severity": _of_severity(rows["severity"].cast(pl.Float64).to_numpy(), people)}


def _of_severity(severity: Numbers, people: csr_matrix) -> Surplus:
    """Return severity above what is usual of those who examined, in units of its spread; each row says as much."""
    known = np.isfinite(severity)
    given, seen = severity[known], people[known]
    mean = given.mean() if len(given) else 0.0
    usual = mean + seen @ lsqr(seen, given - mean, damp=RIDGE**0.5)[0]
    spread = float(np.std(given - usual)) if len(given) else 0.0
    above = np.full(len(severity), np.nan)
    above[known] = (given - usual) / spread if spread > 0 else 0.0
    return Surplus(above, np.where(known, 1.0, np.nan))
