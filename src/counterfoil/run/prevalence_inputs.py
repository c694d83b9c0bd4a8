"""What was examined, in whatever of our tables it is told: sampled units, labels, or worklists with examinations."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import gathered
from counterfoil.run.inputs import Inputs
from counterfoil.run.targeting_history import TABLES, History, history_in
from counterfoil.tables.label import Label
from counterfoil.tables.sampled_unit import OFFER, SHIPMENT, SampledUnit

COUNTERFEIT = "counterfeit"
SAMPLED, LABEL, EXAMINATION = "sampled_unit", "label", "examination"
EVER = dt.date.max  # all examinations count, on whatever day
SELECTIONS, SHIPMENTS = (f"{name}.parquet" for name in TABLES)


@dataclass
class Samples:
    """`units` (contract SampledUnit, with kind and cluster filled), `notes` on what was taken for what, and inputs."""

    units: pl.DataFrame
    notes: list[str]
    inputs: Inputs


@dataclass
class _Found:
    parts: list[pl.DataFrame] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    inputs: Inputs = field(default_factory=Inputs)


def samples_in(paths: tuple[Path, ...], *, zone: str = "") -> Samples:
    """Return the units that the files and folders tell of.

    Raises UserError for a file that tells of no sample, or a unit that is told of twice.
    """
    found = _Found()
    worklists = tuple(path for path in paths if (path / SELECTIONS).exists())
    examinations: list[Path] = []
    for path in paths:
        if path not in worklists and _is_of_examinations(path, found):
            examinations.append(path)
    if worklists or examinations:
        _add_shipments(found, worklists, tuple(examinations), zone=zone)
    units = pl.concat([SampledUnit.create_empty(), *found.parts])
    _refuse_twice(units)
    cluster = pl.coalesce("cluster", pl.col("unit_id"))
    return Samples(units.with_columns(cluster=cluster, kind=pl.col("kind").fill_null(OFFER)), found.notes, found.inputs)


def _is_of_examinations(path: Path, found: _Found) -> bool:
    """Take the sampled units and labels of a path, or say that it is a file of examinations."""
    told = gathered((path,))
    if path.is_file() and EXAMINATION in told.tables:
        return True
    units, labels = told.of(SAMPLED), told.of(LABEL)
    if units is None and labels is None:
        raise UserError(
            "This tells of no sample: no table of sampled units, labels, or examinations with their worklist.",
            cure="Give a table with unit_id, is_found and probability, a label file, or a worklist folder.",
            file=path.name,
        )
    if units is not None:
        found.parts.append(SampledUnit.cast(units.select(SampledUnit.column_names()).collect()))
    if labels is not None:
        found.parts.append(_of_labels(labels.select(Label.column_names()).collect(), found.notes))
    found.inputs.files += told.inputs.files
    found.inputs.rejects += told.inputs.rejects
    return False


def _of_labels(labels: pl.DataFrame, notes: list[str]) -> pl.DataFrame:
    """Return offers: found where any of their labels says counterfeit; other infringements are not counterfeits.

    An offer labelled for several rights counts for the one that it counterfeits, in whatever order the labels come.
    """
    is_found = pl.col("label") == COUNTERFEIT
    gravest = [is_found.not_(), "right_id", "origin"]
    offers = labels.group_by("subject_id", maintain_order=True).agg(
        is_found=is_found.any(),
        probability=pl.col("selection_probability").max(),
        how=pl.col("origin").sort_by(gravest, nulls_last=True).first(),
        right_id=pl.col("right_id").sort_by(gravest, nulls_last=True).first(),
    )
    sure = offers.filter(pl.col("probability") == 1).height
    if sure:
        notes.append(f"{sure:,} labelled offers were sure to be labelled: they are counted, and stand for no other.")
    return _filled(offers.rename({"subject_id": "unit_id"}), kind=OFFER)


def _add_shipments(found: _Found, worklists: tuple[Path, ...], examinations: tuple[Path, ...], *, zone: str) -> None:
    history = history_in(examinations, worklists, found.inputs, day=EVER, zone=zone)
    drawn = history.results().select("shipment_id", "probability", "how", "is_found", stratum=pl.lit(None, pl.String))
    known = history.opened.select("shipment_id", "is_found").drop_nulls()
    others = known.join(drawn, on="shipment_id", how="anti")
    missing = history.drawn.height - drawn.height
    if missing:
        found.notes.append(
            f"{missing:,} of {history.drawn.height:,} selected shipments were not opened, or not decided on: they are "
            "taken to be as those that were. counterfoil target audit tells whether they differ."
        )
    units = pl.concat([drawn.drop("stratum"), others], how="diagonal").join(
        _values(history), on="shipment_id", how="left"
    )
    facility = history.opened.select("shipment_id", "facility").unique("shipment_id", keep="first")
    told = units.join(facility, on="shipment_id", how="left").rename({"shipment_id": "unit_id"})
    found.parts.append(_filled(told, kind=SHIPMENT))


def _values(history: History) -> pl.DataFrame:
    """Return what each shipment was declared at; of several currencies nothing."""
    return history.shipments.group_by("shipment_id").agg(
        value=pl.when(pl.col("currency").n_unique() == 1, pl.col("declared_value").null_count() == 0).then(
            pl.col("declared_value").sum()
        ),
        currency=pl.when(pl.col("currency").n_unique() == 1).then(pl.col("currency").first()),
    )


def _filled(units: pl.DataFrame, *, kind: str) -> pl.DataFrame:
    types: dict[str, Any] = dict(SampledUnit.create_empty().schema)
    given = units.with_columns(pl.lit(kind).alias("kind"))
    return given.select(
        (pl.col(name) if name in given.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in types.items()
    )


def _refuse_twice(units: pl.DataFrame) -> None:
    twice = units.filter(pl.struct("kind", "unit_id").is_duplicated())
    if twice.height:
        raise UserError(
            f"{twice['unit_id'].n_unique():,} units are told of twice, the first of them {twice['unit_id'][0]}.",
            cure="Give each unit once, with the probability by which it came into the sample in all ways together.",
        )
