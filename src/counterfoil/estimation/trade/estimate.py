"""From tables of seizures and imports to indexes by product and economy, their likelihood by pair, and a ceiling."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.trade.cube import Names, cubes, filled, names_of
from counterfoil.estimation.trade.gtric import Numbers, Reading
from counterfoil.estimation.trade.likelihood import FLOOR, Likelihoods, ceiling, likelihoods
from counterfoil.estimation.trade.resampled import can_be_resampled, resampled
from counterfoil.estimation.trade.series import refuse_broken

VALUE, NUMBER = "value", "number"
MEASURES = (VALUE, NUMBER)
DECIMALS = 6
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the annex leaves open, and what is asked: see `gtric`, `likelihood` and `resampled`."""

    reading: Reading = field(default_factory=Reading)
    floor: float = FLOOR
    measure: str = VALUE
    fixed_points: tuple[float, ...] = ()
    times: int = 0
    seed: int = 0


class TradeEstimate(NamedTuple):
    """`indexes`: axis (product, provenance), name, factor, index, low, high. `pairs`: provenance, product, likelihood,
    imports. `ceilings`: fixed_point, total, low, high (Decimal, in `currency`), share, share_low, share_high.

    Likelihoods are averaged over `years`; imports are those of the last of them. `notes` say what was left out.
    """

    indexes: pl.DataFrame
    pairs: pl.DataFrame
    ceilings: pl.DataFrame
    years: tuple[int, ...]
    currency: str
    notes: tuple[str, ...]


class _World(NamedTuple):
    names: Names
    imports: pl.DataFrame
    settings: Settings
    traded: Numbers  # economies by products, in the last year, of all who import


def trade(seizures: pl.DataFrame, imports: pl.DataFrame, settings: Settings) -> TradeEstimate:
    """Return the estimate from seizures (contract TradeSeizure) and imports (contract TradeImport).

    Raises UserError for imports in several currencies, tables without a common year, numbers across a break of their
    series, and data that no index can be made of.
    """
    if settings.measure == NUMBER:
        refuse_broken(seizures)
    used = seizures.filter(pl.col(settings.measure) > 0)
    currency = _one_currency(imports)
    _one_currency_each(used, settings.measure)
    names = names_of(used, imports)
    years = cubes(used, imports, names, measure=settings.measure)
    if not years:
        cure = "Give seizures and imports of the same years."
        raise UserError("There is no year of which both seizures and imports are told.", cure=cure)
    used = used.filter(pl.col("year").is_in([one.year for one in years]))
    world = _World(names, imports, settings, _all_imports(imports.filter(year=years[-1].year), names))
    found = likelihoods(years, settings.reading, floor=settings.floor)
    low, high, said = _interval(used, world, found)
    return TradeEstimate(
        _indexes(found, names, low, high),
        _pairs(found, world),
        _ceilings(found, world, low, high),
        tuple(one.year for one in years),
        currency,
        (*_left_out(found, names), *said),
    )


def _one_currency(imports: pl.DataFrame) -> str:
    found = imports["currency"].unique().sort().to_list()
    if len(found) != 1:
        cure = "Convert them to one currency first, each year at its own rate."
        raise UserError(f"The imports are in {' and '.join(found) or 'no currency'}.", cure=cure)
    return str(found[0])


def _one_currency_each(seizures: pl.DataFrame, measure: str) -> None:
    """Raise UserError for a reporter that values its seizures of one year in several currencies."""
    if measure != VALUE:
        return
    several = seizures.group_by("reporter", "year").agg(pl.col("currency").n_unique()).filter(pl.col("currency") > 1)
    if several.height:
        reporter, year = several.sort("reporter", "year").row(0)[:2]
        cure = "Convert them to one currency first: shares of a reporter are of one sum."
        raise UserError(f"{reporter} values its seizures of {year} in several currencies.", cure=cure)


def _all_imports(rows: pl.DataFrame, names: Names) -> Numbers:
    """Return what all countries imported, also those that report no seizures, by economy and product."""
    everyone = names._replace(reporters=tuple(rows["reporter"].unique().sort()))
    return np.asarray(filled(rows.cast({"value": pl.Float64}), everyone, "value").sum(axis=0))


def _numbers(found: Likelihoods, world: _World) -> Numbers:
    """Return all estimates as one row: indexes of products, of economies, then total and share by fixed point."""
    totals = [ceiling(found.pairs, world.traded, fixed_point=one)[1:] for one in world.settings.fixed_points]
    return np.concatenate([found.products.index, found.economies.index, np.ravel(totals)])


def _interval(seizures: pl.DataFrame, world: _World, found: Likelihoods) -> tuple[Numbers, Numbers, tuple[str, ...]]:
    settings, nothing = world.settings, np.full(len(_numbers(found, world)), np.nan)
    if not settings.times:
        return nothing, nothing, ()
    if not can_be_resampled(seizures):
        said = "No intervals: the seizures are sums, one row to a reporter, year, economy and product, and no records."
        return nothing, nothing, (said,)

    def again(rows: pl.DataFrame) -> Numbers:
        drawn = cubes(rows, world.imports, world.names, measure=settings.measure)
        try:
            return _numbers(likelihoods(drawn, settings.reading, floor=settings.floor), world)
        except UserError:  # too few products or economies were drawn
            return nothing

    low, high = resampled(seizures, again, times=settings.times, seed=settings.seed)
    return low, high, ()


def _indexes(found: Likelihoods, names: Names, low: Numbers, high: Numbers) -> pl.DataFrame:
    axes = ["product"] * len(names.products) + ["provenance"] * len(names.economies)
    count = len(axes)
    table = pl.DataFrame(
        {
            "axis": axes,
            "name": [*names.products, *names.economies],
            "factor": np.concatenate([found.products.factor, found.economies.factor]),
            "index": np.concatenate([found.products.index, found.economies.index]),
            "low": low[:count],
            "high": high[:count],
        }
    )
    rounded = table.with_columns(pl.col(pl.Float64).fill_nan(None).round(DECIMALS))
    return rounded.sort(["axis", "index", "name"], descending=[False, True, False], nulls_last=True)


def _pairs(found: Likelihoods, world: _World) -> pl.DataFrame:
    names = world.names
    table = pl.DataFrame(
        {
            "provenance": np.repeat(names.economies, len(names.products)),
            "product": np.tile(names.products, len(names.economies)),
            "likelihood": np.ravel(found.pairs).round(DECIMALS),
            "imports": np.ravel(world.traded),
        },
        schema_overrides={"provenance": pl.String, "product": pl.String},
    )
    kept = table.filter(pl.col("likelihood") > 0).with_columns(pl.col("imports").cast(pl.Decimal(24, 2)))
    return kept.sort(["likelihood", "provenance", "product"], descending=[True, False, False])


def _ceilings(found: Likelihoods, world: _World, low: Numbers, high: Numbers) -> pl.DataFrame:
    points = world.settings.fixed_points
    first = len(world.names.products) + len(world.names.economies)
    rows = []
    for place, point in enumerate(points):
        told, at = ceiling(found.pairs, world.traded, fixed_point=point), first + 2 * place
        rows.append([point, told.total, low[at], high[at], told.share, low[at + 1], high[at + 1]])
    columns = ["fixed_point", "total", "low", "high", "share", "share_low", "share_high"]
    table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.Float64), orient="row").fill_nan(None)
    money = pl.col("total", "low", "high").round(2).cast(pl.Decimal(24, 2))
    return table.with_columns(money, pl.col("share", "share_low", "share_high").round(DECIMALS))


def _left_out(found: Likelihoods, names: Names) -> tuple[str, ...]:
    """Return a sentence on what was seized and never imported: its factor is infinite, so it has no index."""
    both = ((found.products, names.products, "chapter"), (found.economies, names.economies, "economy"))
    return tuple(
        f"Left out, seized and never imported: {what} {name}."
        for of, known, what in both
        for factor, name in zip(of.factor, known, strict=True)
        if np.isinf(factor)
    )
