"""How are the shares of a model learned from records that nobody has labelled? By Splink's expectation maximisation.

u is what pairs drawn by a seed agree in, m what fits best to pairs that agree in something else; every start is fixed.
Source: https://moj-analytical-services.github.io/splink/ (R. Linacre et al., "Splink: Free software for probabilistic
record linkage at scale", International Journal of Population Data Science 7 (2022)).
"""

import math
from collections.abc import Sequence
from typing import Any

import polars as pl
from splink import DuckDBAPI, Linker

from counterfoil.linking.comparison import DIFFERS, Comparison, Spec
from counterfoil.linking.scoring import database
from counterfoil.linking.weights import NAT, Shares, Weights, share_of

PLACE = "place"
DRAWN = 500_000.0  # pairs by which u is estimated
STEPS = 10  # of expectation maximisation
LEAST = 1e-7  # share: what was never seen may still be


def estimated(
    records: pl.DataFrame, spec: Spec, start: Weights, *, blocks: Sequence[str], seed: int, drawn: float = DRAWN
) -> Weights:
    """Return the weights whose shares fit the records best, beginning with those of `start`; the prior stays.

    `blocks` are SQL conditions over l and r, each true of pairs of which a good part is one operator's; what a block
    compares is estimated with the others.
    """
    with database() as connection:
        api = DuckDBAPI(connection)
        table = api.register(records.with_row_index(PLACE).to_arrow())
        model = Linker(table, settings(spec, start), log_level=None)
        for column, held in frequencies(records, spec, start).items():
            model.table_management.register_term_frequency_lookup(api.register(held.to_arrow()), column)
        model.training.estimate_u_using_random_sampling(
            max_pairs=drawn, seed=seed, min_count_per_level=None, num_chunks=1
        )
        for block in blocks:
            model.training.estimate_parameters_using_expectation_maximisation(
                block, estimate_without_term_frequencies=True
            )
        learned = model.misc.save_model_to_json()
    shares = {
        comparison.name: _learned(comparison, told, start)
        for comparison, told in zip(spec.comparisons, learned["comparisons"], strict=True)
    }
    return Weights(f"{start.name}, estimated", start.prior, shares)


def _learned(comparison: Comparison, told: dict[str, Any], start: Weights) -> dict[str, Shares]:
    """Return the learned shares of one comparison; those of `start` where none were learned."""
    learned = [level for level in told["comparison_levels"] if not level.get("is_null_level")]
    shares = {}
    for name, level in zip(comparison.names(), learned, strict=True):
        before = start.shares[comparison.name][name]
        m, u = level.get("m_probability", before.m), level.get("u_probability", before.u)
        shares[name] = Shares(max(LEAST, float(m)), max(LEAST, float(u)))
    return shares


def frequencies(records: pl.DataFrame, spec: Spec, weights: Weights) -> dict[str, pl.DataFrame]:
    """Return for each column of rare values the share of other operators' records that have a value: `tf_…`."""
    found = {}
    for comparison in spec.comparisons:
        for level in comparison.levels:
            if level.rare and level.rare not in found:
                share = share_of(pl.col("len"), records=records.height, u=weights.shares[comparison.name][level.name].u)
                counted = records.select(level.rare).drop_nulls().group_by(level.rare).len().sort(level.rare)
                found[level.rare] = counted.select(level.rare, share.alias(f"tf_{level.rare}"))
    return found


def settings(spec: Spec, weights: Weights) -> dict[str, Any]:
    """Return the model as Splink's settings."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": PLACE,
        "linker_uid": "counterfoil",
        "max_iterations": STEPS,
        "probability_two_random_records_match": 1 / (1 + math.exp(-weights.prior / NAT)),
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False,
        "comparisons": [_settings_of(comparison, weights) for comparison in spec.comparisons],
    }


def _settings_of(comparison: Comparison, weights: Weights) -> dict[str, Any]:
    shares = weights.shares[comparison.name]
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.missing, "label_for_charts": "missing", "is_null_level": True}
    ]
    for level in comparison.levels:
        told = {"sql_condition": level.condition, "label_for_charts": level.name, **_chances(shares[level.name])}
        if level.rare:
            told |= {"tf_adjustment_column": level.rare, "disable_tf_exact_match_detection": True}
        levels.append(told)
    levels.append({"sql_condition": "ELSE", "label_for_charts": DIFFERS, **_chances(shares[DIFFERS])})
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _chances(shares: Shares) -> dict[str, float]:
    return {"m_probability": shares.m, "u_probability": shares.u}
