"""Which things are suspect, and why? Readings in; findings and one row for each suspect out."""

from functools import cache, reduce
from typing import NamedTuple

import polars as pl

from counterfoil.evidence.combination import assess, weigh
from counterfoil.evidence.observation import observe
from counterfoil.evidence.weights import Model, read_model, shipped_model
from counterfoil.serials.kinds import KINDS
from counterfoil.serials.thing_rows import Known, thing_rows
from counterfoil.tables.finding import Finding
from counterfoil.tables.suspect_serial import SuspectSerial

_SUBJECT = "serial"
_PLACES = ("_place", "_from", "_to")


class Suspects(NamedTuple):
    """Findings (contract Finding) and the things that they are of (contract SuspectSerial), the heaviest first."""

    findings: pl.DataFrame
    things: pl.DataFrame


@cache
def default_weights() -> Model:
    """Return the weights that are used."""
    return read_model(shipped_model("serials-1"))


def suspects(readings: pl.DataFrame, told: Known) -> Suspects:
    """Return what speaks against the things in the `readings` (READING, all of a thing among them).

    The score is no probability: its weights are set by judgement.
    """
    rows = thing_rows(readings, told)
    seen = reduce(lambda one, other: one | other, (kind.sign().when.fill_null(value=False) for kind in KINDS))
    few = _named(rows.filter(seen), told.sites).with_columns(right_id=pl.lit(None, dtype=pl.String))
    model = default_weights()
    findings = weigh(observe(few, KINDS, subject_kind=_SUBJECT, seen_twice=False), model)
    summed = assess(findings, few.select("subject_id", "right_id").head(0), model, engine_version="", inputs_digest="")
    kinds = (
        findings.sort("weight", "kind", descending=[True, False])
        .group_by("subject_id", maintain_order=True)
        .agg(kinds="kind")
    )
    told_of = few.join(summed.drop("right_id"), on="subject_id").join(kinds, on="subject_id")
    ordered = told_of.sort("weight", "gtin", "serial", descending=[True, False, False])
    return Suspects(findings.select(Finding.column_names()), ordered.select(SuspectSerial.column_names()))


def _named(rows: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with places under their names, the number behind them."""
    named = sites.drop_nulls("name").filter(pl.col("name") != pl.col("place"))
    if named.is_empty():
        return rows
    shown = named.select("place", shown=pl.concat_str("name", pl.lit(" ("), "place", pl.lit(")")))
    places = [name for name in rows.columns if name.endswith(_PLACES)]
    return rows.with_columns(pl.col(name).replace(shown["place"], shown["shown"]) for name in places)
