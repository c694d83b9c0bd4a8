"""Estimate what a measure changed: outcomes and dates in; effects, placebo tests, power, a page and run.json out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from counterfoil import __version__
from counterfoil.documents.effect_page import EffectParts, effect_page
from counterfoil.errors import UserError
from counterfoil.estimation.effect.estimate import effect, planned
from counterfoil.estimation.effect.panel import Panel, panel_of
from counterfoil.estimation.effect.power import Power
from counterfoil.estimation.effect.settings import Effect, Settings
from counterfoil.estimation.effect.tables import finite, power_table
from counterfoil.run.gathered_tables import Gathered, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet, write_table
from counterfoil.run.record import versions
from counterfoil.tables.scorecard_measure import MEASURED

REJECTS, PAGE = "rejects.parquet", "effect.html"
AFTERS: Final = (3, 6, 12, 24)  # periods with the measure that a plan is told for


@dataclass(frozen=True, kw_only=True)
class EffectRequest:
    """The panel, the dates (a file, or one day for all units, or for `units`), which measure of a scorecard, whether
    cases weigh, whether it is only a plan and for how many periods, how, and the folder for results."""

    panel: Path
    treated: Path | None
    since: dt.date | None
    units: tuple[str, ...]
    measure: str | None
    is_weighted: bool
    after: int | None
    is_plan: bool
    out: Path
    settings: Settings


def run_effect(request: EffectRequest) -> tuple[Effect | list[Power], dict[str, Any]]:
    """Work out the effect, or with `is_plan` what could be told; return it with what run.json says.

    Writes effects, event_study, placebo, power and paths as CSV, effect.html, rejects as Parquet and, last, run.json;
    a plan writes power alone. Raises UserError for input that cannot be used, and nothing is then left behind.
    """
    with locked(request.out), staged(request.out) as work:
        read = gathered([request.panel, *([request.treated] if request.treated else [])])
        rows = _outcomes(read, request)
        afters = (request.after,) if request.after else AFTERS
        longest = max(afters) if request.is_plan else 0
        panel = panel_of(rows, _dates(read, rows, request), after=longest)
        write_parquet(work / REJECTS, read.rejects())
        if request.is_plan:
            powers = planned(panel, request.settings, afters)
            write_table(work / "power.csv", power_table(powers))
            record = _record(request, read, panel) | {"outputs": _digests(work, ("power.csv",))}
            record["power"] = _power_in_json(powers[-1])
            write_json(work / SEAL, record)
            return powers, record
        found = effect(panel, request.settings)
        tables = {
            "effects.csv": found.effects,
            "event_study.csv": found.event_study,
            "placebo.csv": found.placebo,
            "power.csv": power_table([found.power]),
            "paths.csv": found.paths,
        }
        for name, table in tables.items():
            write_table(work / name, table, for_people=True)
        record = _record(request, read, panel) | _found_in_json(found)
        parts = EffectParts(record, found.effects, found.event_study, found.placebo, found.paths)
        (work / PAGE).write_text(effect_page(parts), encoding="utf-8")
        record["outputs"] = _digests(work, (*tables, PAGE))
        write_json(work / SEAL, record)
        return found, record


def _outcomes(read: Gathered, request: EffectRequest) -> pl.DataFrame:
    """Return rows of Outcome, from a panel or from the measures of scorecards."""
    of_scorecards, plain = read.of("scorecard_measure"), read.of("outcome")
    if of_scorecards is not None:
        rows = _of_scorecards(of_scorecards.collect(), request.measure)
    elif plain is not None:
        rows = plain.collect()
    else:
        raise UserError(
            "This file holds no outcomes.",
            cure="Give unit, period and value (or numerator and denominator), or measures.csv of a scorecard.",
            file=request.panel.name,
        )
    if not request.is_weighted:
        rows = rows.with_columns(weight=pl.lit(1.0))
    return _of_units(rows, read, request)


def _of_units(rows: pl.DataFrame, read: Gathered, request: EffectRequest) -> pl.DataFrame:
    """With --unit beside --treated: these units and those that never have the measure."""
    unknown = sorted(set(request.units) - set(rows["unit"]))
    if unknown:
        raise UserError(f"There are no outcomes of {unknown[0]}.", cure="Write the unit as the outcomes do.")
    given = read.of("treated")
    if given is None or not request.units:
        return rows
    others = set(given.collect()["unit"]) - set(request.units)
    return rows.filter(~pl.col("unit").is_in(sorted(others)))


def _of_scorecards(measures: pl.DataFrame, wanted: str | None) -> pl.DataFrame:
    """One measure may stand under several practices, with the same number."""
    names = sorted(set(measures["measure"]))
    if wanted is None and len(names) > 1:
        raise UserError(f"There are {len(names)} measures.", cure=f"Name one with --measure: {', '.join(names)}.")
    chosen = measures.filter(pl.col("measure") == (wanted or names[0]), pl.col("standing") == MEASURED)
    if chosen.is_empty():
        raise UserError(f"{wanted} is measured in no period.", cure=f"The measures are {', '.join(names)}.")
    return chosen.select(
        unit="platform",
        period="period_from",
        value="value",
        weight=pl.when(pl.col("cases") > 0).then(pl.col("cases").cast(pl.Float64)),
        numerator=pl.lit(None, pl.Float64),
        denominator=pl.lit(None, pl.Float64),
    ).unique(maintain_order=True)


def _dates(read: Gathered, rows: pl.DataFrame, request: EffectRequest) -> pl.DataFrame:
    """Return unit and since: from the file, or the one day for the units named, or for all."""
    given = read.of("treated")
    if given is not None:
        dates = given.select("unit", "since").collect()
        return dates.filter(pl.col("unit").is_in(request.units)) if request.units else dates
    if request.since is None:
        raise UserError(
            "Nothing says since when the measure is in force.",
            cure="Give --from with a day, or --treated with a table of unit and since.",
        )
    units = sorted(set(request.units)) or sorted(set(rows["unit"]))
    return pl.DataFrame({"unit": units, "since": [request.since] * len(units)})


def _digests(work: Path, outputs: Iterable[str]) -> dict[str, str]:
    return {name: digest_of(work / name) for name in (*outputs, REJECTS)}


def _record(request: EffectRequest, read: Gathered, panel: Panel) -> dict[str, Any]:
    settings = request.settings
    return {
        "engine_version": __version__,
        "started_at": dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat(),
        "asked": {
            "design": settings.design,
            "matters": settings.matters,
            "change": settings.change,
            "season": settings.season,
            "assignments": settings.assignments,
            "seed": settings.seed,
            "measure": request.measure,
            "weighted": request.is_weighted,
            "plan": request.is_plan,
            "from": request.since.isoformat() if request.since else None,
            "units": list(request.units),
        },
        "counts": {
            "units": len(panel.units),
            "treated": int(panel.treated().sum()),
            "periods": len(panel.periods),
            "rejected": read.rejects().height,
        },
        "periods": [panel.periods[0].isoformat(), panel.periods[-1].isoformat()],
        "files": read.inputs.files,
        "versions": versions(),
    }


def _found_in_json(found: Effect) -> dict[str, Any]:
    overall = found.overall
    return {
        "design": found.design,
        "method": METHODS[found.design],
        "verdict": {"word": found.verdict.word, "sentence": found.verdict.sentence, "why": list(found.verdict.why)},
        "effect": {
            "estimate": overall.estimate,
            "low": finite(overall.low),
            "high": finite(overall.high),
            "p_value": overall.p_value,
            "units": overall.units,
            "cells": overall.cells,
        },
        "power": _power_in_json(found.power),
        "assignments": {"possible": found.possible, "tried": found.tried},
        "notes": list(found.notes),
    }


METHODS: Final = {
    "staggered": "imputation (Borusyak, Jaravel and Spiess 2024), randomisation inference over the units' dates",
    "series": "segmented regression, AR(1) errors averaged over the autocorrelation",
}


def _power_in_json(power: Power) -> dict[str, Any]:
    return {
        "detectable": finite(power.detectable),
        "at": 0.8,
        "deviation": finite(power.deviation),
        "autocorrelation": finite(power.autocorrelation),
        "periods_before": power.before,
        "periods_after": power.after,
        "smallest_p": power.smallest_p,
    }
