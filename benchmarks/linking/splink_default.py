"""Splink as its documentation sets it up for the historical figures, in a run of its own: what it finds, what it costs.

Source: https://moj-analytical-services.github.io/splink/demos/examples/duckdb/deduplicate_50k_synthetic.html
"""

import time
from pathlib import Path

import duckdb
import historical
import polars as pl
import splink.comparison_library as cl
from group_quality import quality
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 20261122
THRESHOLD = 0.95  # of the demonstration
RULES = (
    ("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("postcode_fake", "first_name"),
    ("postcode_fake", "surname"), ("dob", "birth_place"), ("substr(postcode_fake,1,3)", "dob"),
    ("substr(postcode_fake,1,3)", "first_name"), ("substr(postcode_fake,1,3)", "surname"),
    ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
)  # fmt: skip
SURE = (
    "l.first_name = r.first_name and l.surname = r.surname and l.dob = r.dob",
    "substr(l.first_name,1,2) = substr(r.first_name,1,2) and l.surname = r.surname"
    " and substr(l.postcode_fake,1,2) = substr(r.postcode_fake,1,2)",
    "l.dob = r.dob and l.postcode_fake = r.postcode_fake",
)


def splink_default(data: Path) -> dict[str, float]:
    """Return the quality on the held-out half of people, at the best of four thresholds there, and its speed."""
    people = pl.read_parquet(data / "historical_figures_with_errors_50k.parquet")
    began = time.process_time()
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
    )
    with duckdb.connect(config={"threads": 1}) as connection:
        linker = Linker(DuckDBAPI(connection).register(people.to_arrow()), settings, log_level=None)
        linker.training.estimate_probability_two_random_records_match(list(SURE), recall=0.6)
        linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=SEED)
        for columns in (("first_name", "surname"), ("dob",)):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
        predicted = linker.inference.predict(threshold_match_probability=0.2)
        found = {threshold: _found(linker, predicted, threshold) for threshold in (0.5, 0.9, THRESHOLD, 0.98)}
    spent = time.process_time() - began
    best = max(found.values(), key=lambda told: told["b_cubed"])
    return best | {
        "b_cubed_at_demonstration": found[THRESHOLD]["b_cubed"],
        "records_per_cpu_second": people.height / spent,
    }


def _found(linker: Linker, predicted: object, threshold: float) -> dict[str, float]:
    groups = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=threshold
    )
    told = pl.DataFrame(groups.as_duckdbpyrelation().select("cluster", "cluster_id").to_arrow_table())
    held_out = told.filter(~historical.development(told["cluster"]))
    return {
        name: round(100 * share, 2)
        for name, share in quality(held_out["cluster"], held_out["cluster_id"])._asdict().items()
    }
