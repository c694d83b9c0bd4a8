"""What do kept packages say of the same samples? statsmodels of the counts, svy of weights, strata and clusters.

    python -m venv /tmp/counterfoil-estimation
    /tmp/counterfoil-estimation/bin/pip install statsmodels svy
    /tmp/counterfoil-estimation/bin/python benchmarks/estimation/survey_peers.py COUNTS SAMPLES OUT

Run in an environment of its own, never the project's. COUNTS: design, seed, finds, examined. SAMPLES: what
interval_seasons.sample_of returns. OUT: design, seed, name, estimate, low, high. An expert's use: what was sure to be
drawn is a stratum of its own, the sizes of strata are given, clusters are the units that are drawn.
"""

import sys
import warnings
from collections.abc import Iterator
from typing import Any

import polars as pl
import svy
from statsmodels.stats.proportion import proportion_confint

BY_COUNTS = {"statsmodels Agresti-Coull": "agresti_coull", "statsmodels Jeffreys": "jeffreys"}
BY_DESIGN = {"svy logit": "logit", "svy Korn-Graubard": "korn-graubard"}
NAMED = ("design", "seed")


def main() -> None:
    """Read both files, ask both packages, write the answers."""
    warnings.simplefilter("ignore")
    counts, samples = (pl.read_parquet(path) for path in sys.argv[1:3])
    by_design = pl.DataFrame(list(of_designs(samples)), infer_schema_length=None) if samples.height else pl.DataFrame()
    pl.concat([*of_counts(counts), *([by_design] if by_design.height else [])]).write_parquet(sys.argv[3])


def of_counts(counts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Return the intervals that know nothing but how many were found among how many."""
    for name, method in BY_COUNTS.items():
        low, high = proportion_confint(counts["finds"].to_numpy(), counts["examined"].to_numpy(), method=method)
        yield counts.select(
            *NAMED, pl.lit(name).alias("name"), (pl.col("finds") / pl.col("examined")).alias("estimate")
        ).with_columns(low=pl.Series(low), high=pl.Series(high))


def of_designs(samples: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Return the intervals that know how was drawn. Where the package gives none, the row has no low and no high."""
    for (design, seed), rows in samples.group_by(*NAMED, maintain_order=True):
        how = {"psu": "cluster"} if rows["is_clustered"][0] else {"pop_size": "units"}
        sample = svy.Sample(rows, svy.Design(wgt="weight", stratum="part", **how))
        for name, method in BY_DESIGN.items():
            told = {"design": design, "seed": seed, "name": name, "estimate": 0.0, "low": None, "high": None}
            if rows["is_found"].n_unique() == 1:
                yield told | {"estimate": float(rows["is_found"][0])}
                continue
            (share,) = (
                one for one in sample.estimation.prop("is_found", ci_method=method).estimates if one.y_level == 1
            )
            yield told | {"estimate": share.est, "low": share.lci, "high": share.uci}


if __name__ == "__main__":
    main()
