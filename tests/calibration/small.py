"""A model of four kinds, and cases written as rows of text."""

import polars as pl

from counterfoil.calibration.cases import Cases, cases_of
from counterfoil.evidence.weights import Model, read_model

MODEL = """
name = "small"
version = 4
prior = -1000
[groups]
look = { most = 2000, least = 0 }
trust = { most = 0, least = -2000 }
[kinds]
odd = { weight = 800, group = "look" }
ugly = { weight = 1500, group = "look", ground = "mark misuse" }
trusted = { weight = -1200, group = "trust" }
silent = { weight = 700, group = "look" }
"""
LABELS = pl.Schema(
    {
        "subject_id": pl.String,
        "right_id": pl.String,
        "label": pl.String,
        "origin": pl.String,
        "selection_probability": pl.Float64,
    }
)
FINDINGS = pl.Schema({"subject_id": pl.String, "right_id": pl.String, "kind": pl.String})
ASSESSMENTS = pl.Schema({"subject_id": pl.String, "right_id": pl.String, "weight": pl.Int64})


def model() -> Model:
    """Return the model of four kinds."""
    return read_model(MODEL.encode())


def labels(*rows: tuple[str, str | None, str, str, float]) -> pl.DataFrame:
    """Return labels: offer, right, label, origin, selection probability."""
    return pl.DataFrame(list(rows), schema=LABELS, orient="row")


def findings(*rows: tuple[str, str | None, str]) -> pl.DataFrame:
    """Return findings: offer, right, kind."""
    return pl.DataFrame(list(rows), schema=FINDINGS, orient="row")


def assessments(*rows: tuple[str, str | None, int]) -> pl.DataFrame:
    """Return assessments: offer, right, weight."""
    return pl.DataFrame(list(rows), schema=ASSESSMENTS, orient="row")


def cases(*groups: tuple[int, str, str], probability: float = 1.0) -> Cases:
    """Return so many cases of a label that show the kinds named, as (count, label, "kind kind")."""
    drawn, seen = [], []
    for number, (count, label, kinds) in enumerate(groups):
        for place in range(count):
            drawn.append((f"{number}-{place}", None, label, "random audit", probability))
            seen += [(f"{number}-{place}", None, kind) for kind in kinds.split()]
    return cases_of(labels(*drawn), findings(*seen), assessments())
