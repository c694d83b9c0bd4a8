"""What is each agreement worth? A readable file of shares: among accounts of one operator (m) and of two (u).

The weight of a level is ln(m/u), in whole thousandths of a nat; a value that many records have is worth less: its share
stands in the place of u. Source of both: Fellegi and Sunter 1969; of the file's shares: the file itself.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.linking.comparison import Spec

NAT = 1000  # weights are whole thousandths of one
BUILT_IN = "sellers-1.toml"
STEADY = 1_000  # records that an accident of a small table is spread over: see `share_of`
_CURE = "Copy the shares from the built-in model and change those."


class Shares(NamedTuple):
    """Among pairs of records of one operator, the share `m` with an agreement, and `u` among those of two."""

    m: float
    u: float


class Weights(NamedTuple):
    """`prior`: ln of the odds that two records are one operator's before anything is compared, in thousandths of a
    nat; and the shares by comparison and level."""

    name: str
    prior: int
    shares: Mapping[str, Mapping[str, Shares]]


def built_in() -> bytes:
    """Return the model for sellers that comes with this version."""
    return files("counterfoil.linking.models").joinpath(BUILT_IN).read_bytes()


def read_weights(data: bytes, spec: Spec, *, file: str) -> Weights:
    """Return the weights of a model file. Raises UserError where it is unreadable or lacks a level of `spec`."""
    try:
        told = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise UserError(f"This is no model in TOML ({cause}).", cure=_CURE, file=file) from cause
    shares: dict[str, dict[str, Shares]] = {}
    for comparison in spec.comparisons:
        given = told.get(comparison.name)
        levels = given if isinstance(given, dict) else {}
        shares[comparison.name] = {
            level: _shares(levels.get(level), f"{comparison.name}.{level}", file=file) for level in comparison.names()
        }
    prior = told.get("prior")
    if type(prior) is not int:
        raise UserError("prior must be whole thousandths of a nat.", cure=_CURE, file=file)
    return Weights(str(told.get("model", file)), prior, shares)


def _shares(given: object, where: str, *, file: str) -> Shares:
    numbers = [float(one) for one in given if type(one) in (int, float)] if isinstance(given, list) else []
    if len(numbers) != 2 or not all(0 < share <= 1 for share in numbers):
        raise UserError(f"{where} must be two shares above 0 and at most 1, [m, u].", cure=_CURE, file=file)
    return Shares(*numbers)


def share_of(holders: pl.Expr, *, records: int, u: float) -> pl.Expr:
    """Return the share of records of other operators that have a value which `holders` of all `records` have.

    Two may be one operator; what further holders there are, beside `u`, is taken for the value's commonness, and a
    small table for a part of one with STEADY records more: else a number that two of forty share would tell nothing.
    """
    return u + (holders.cast(pl.Int64) - 2).clip(0) / (records + STEADY)


def score_of(weight: pl.Expr) -> pl.Expr:
    """Return weights as scores from 0 to 1, rounded to six decimals: no probabilities until they are calibrated."""
    return (1 / (1 + (-weight / NAT).clip(-500, 500).exp())).round(6)
