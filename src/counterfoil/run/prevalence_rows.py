"""Which estimates are asked for: of each kind of unit, of units and of value, of all and by group?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.refusals import refuse_a_list_of_finds, refuse_the_impossible
from counterfoil.estimation.prevalence.settings import VALUE, Prevalence, Settings
from counterfoil.tables.prevalence_estimate import OF_UNITS, OF_VALUE, PrevalenceEstimate

STRATUM = "stratum"
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`by`: the column of the groups; `currency`: that values count in."""

    frame: pl.DataFrame | None
    reviews: pl.DataFrame | None
    by: str | None
    currency: str | None
    settings: Settings


class Estimated(NamedTuple):
    """`rows` (contract PrevalenceEstimate), and the estimate of the units of each kind, not of groups."""

    rows: pl.DataFrame
    of_units: dict[str, Prevalence]


def estimated(units: pl.DataFrame, asked: Asked) -> Estimated:
    """Return all estimates. Raises UserError where of all units of a kind nothing can be told."""
    rows: list[dict[str, Any]] = []
    whole: dict[str, Prevalence] = {}
    if units.is_empty():
        refuse_the_impossible(units)
    for (kind,), own in units.sort("kind", "unit_id").group_by("kind", maintain_order=True):
        chance, notes = _by_chance(own)
        frame = _frame_of(asked.frame, str(kind))
        whole[str(kind)] = prevalence(chance, frame=frame, reviews=asked.reviews, settings=asked.settings)
        refuse_a_list_of_finds(chance["is_found"].to_numpy(), is_known=frame is not None)
        head = {"kind": kind, "by": None, "group": None}
        groups: list[dict[str, Any]] = []
        if asked.by is not None:
            groups = [{"kind": kind, "by": asked.by} | row for row in _groups(chance, frame, asked, left_out=notes)]
        rows.append(head | _row(whole[str(kind)], OF_UNITS, None, asked, notes))
        rows += [head | row for row in _of_value(chance, frame, asked, notes)]
        rows += groups
    empty = PrevalenceEstimate.create_empty()
    return Estimated(PrevalenceEstimate.validate(pl.DataFrame(rows, schema=empty.schema), cast=True), whole)


def _by_chance(units: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Leave out what suspicion chose: it has no probability. All such are refused further on."""
    chance = units.filter(pl.col("probability").is_not_null())
    others = units.filter(pl.col("probability").is_null())
    if others.is_empty() or chance.is_empty():
        return (units if chance.is_empty() else chance), []
    finds = int(others["is_found"].sum())
    return chance, [
        f"{others.height:,} examined units, {finds:,} of them finds, have no probability: somebody suspected them, so "
        "they stand for nothing else and are left out."
    ]


def _frame_of(frame: pl.DataFrame | None, kind: str) -> pl.DataFrame | None:
    if frame is None:
        return None
    own = frame.filter(pl.col("kind").fill_null(kind) == kind)
    return None if own.is_empty() else own.with_columns(pl.col(STRATUM).fill_null(""))


def _of_value(
    units: pl.DataFrame, frame: pl.DataFrame | None, asked: Asked, notes: list[str]
) -> Iterator[dict[str, Any]]:
    """Return the share of the value, where values are told in one currency; else nothing, or why not."""
    told = units.filter(pl.col("value").is_not_null())
    if told.is_empty():
        return
    currencies = told["currency"].unique().sort().to_list()
    currency = asked.currency or (currencies[0] if len(currencies) == 1 else None)
    if currency is None:
        raise UserError(
            f"Values are in {', '.join(currencies)}, which do not add up.", cure="Choose one with --currency."
        )
    own = told.filter(pl.col("currency") == currency)
    if own.is_empty() or not float(own["value"].sum()) > 0:
        return
    more = list(notes)
    if own.height < units.height:
        more.append(
            f"{units.height - own.height:,} units have no value in {currency}: the share of the value is that of the "
            "others, and the frame is not used for it."
        )
    known = None if own.height < units.height else _frame_in(frame, currency)
    found = prevalence(own, frame=known, reviews=asked.reviews, settings=replace(asked.settings, measure=VALUE))
    yield _row(found, OF_VALUE, currency, asked, more)


def _frame_in(frame: pl.DataFrame | None, currency: str) -> pl.DataFrame | None:
    if frame is None or "value" not in frame.columns:
        return frame
    others = frame.filter(pl.col("value").is_not_null() & (pl.col("currency") != currency))
    if others.height:
        raise UserError(
            f"The frame tells values in {others['currency'][0]}, the sample in {currency}.",
            cure="Give both in one currency.",
        )
    return frame


def _groups(
    units: pl.DataFrame, frame: pl.DataFrame | None, asked: Asked, *, left_out: list[str]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of each group; of one that nothing can be told of, the reason goes into `left_out`."""
    assert asked.by is not None
    named = units.with_columns(pl.col(asked.by).cast(pl.String).fill_null("(not told)").alias("_group"))
    for (group,), own in named.sort("_group", "unit_id").group_by("_group", maintain_order=True):
        known, notes = None, []
        if asked.by == STRATUM and frame is not None:
            known = frame.filter(pl.col(STRATUM) == ("" if group == "(not told)" else group))
        elif frame is not None:
            notes = ["How many units the group has is not known; the probabilities imply it."]
        try:
            found = prevalence(own, frame=known, reviews=None, settings=asked.settings)
            if asked.reviews is not None:
                notes.append("Not corrected for reviewers' errors, which are told of all units together.")
            yield {"group": group} | _row(found, OF_UNITS, None, asked, notes)
            for row in _of_value(own, known, replace(asked, reviews=None), notes):
                yield {"group": group} | row
        except UserError as refused:  # it has no row, and the whole estimate says why
            left_out.append(f"{asked.by} {group}: {refused.problem}")


def _row(found: Prevalence, measure: str, currency: str | None, asked: Asked, notes: list[str]) -> dict[str, Any]:
    direct = ("estimate", "low", "high", "method", "units", "is_known", "sampled", "certain", "finds", "clusters")
    more = ("standard_error", "design_effect", "horvitz_thompson", "hajek", "sensitivity", "specificity")
    told = {name: getattr(found, name) for name in (*direct, *more)}
    totals = {name: _money(getattr(found, name)) for name in ("total", "total_low", "total_high")}
    endless = found.effective == float("inf")
    return {
        **told,
        **totals,
        "measure": measure,
        "currency": currency,
        "level": asked.settings.level,
        "effective": None if endless else found.effective,
        "notes": [*notes, *found.notes],
    }


def _money(amount: float) -> Decimal:
    return Decimal(repr(float(amount))).quantize(CENT)
