"""What was drawn, as arrays: finds, probabilities, and in which stratum and cluster each unit lies."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.refusals import refuse_the_impossible
from counterfoil.estimation.prevalence.settings import CERTAIN, VALUE

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.intp]
NAMED: Final = 3  # strata that a sentence names


class Sample(NamedTuple):
    """One entry for each examined unit; `size` is 1, or its value where that is measured. `strata` names the codes of
    `stratum`, those first that were examined, then those of the frame that were not. `cluster` is None where each unit
    stands for itself. `pairs`: two places and the probability that both are drawn, None where nobody tells."""

    found: Flags
    probability: Numbers
    size: Numbers
    stratum: Codes
    strata: tuple[str, ...]
    cluster: Codes | None
    clusters: int
    pairs: "Pairs | None"

    @property
    def is_certain(self) -> Flags:
        """Return which units were sure to be drawn: they are counted."""
        return self.probability >= CERTAIN


class Pairs(NamedTuple):
    """Two units of the sample, by their places, and the probability that both are drawn."""

    one: Codes
    other: Codes
    probability: Numbers


class Frame(NamedTuple):
    """How many units lie in each stratum, in the order of its codes, and what they are worth where that is known."""

    units: Numbers
    value: Numbers | None


def sample_of(
    sampled: pl.DataFrame, frame: pl.DataFrame | None, *, joint: pl.DataFrame | None, measure: str
) -> tuple[Sample, Frame | None]:
    """Return the sample and the frame. `joint`: unit_id, other_id, probability of pairs drawn together.

    Raises UserError for what cannot be estimated from.
    """
    refuse_the_impossible(sampled)
    own = sampled["stratum"] if "stratum" in sampled.columns else pl.repeat("", sampled.height, eager=True)
    stratum, strata = _codes(own.fill_null(""))
    known = None
    if frame is not None:
        strata, known = _frame(frame, strata, measure=measure)
    cluster, clusters = _clusters(sampled)
    sample = Sample(
        found=sampled["is_found"].to_numpy(),
        probability=sampled["probability"].cast(pl.Float64).to_numpy(),
        size=_sizes(sampled, measure),
        stratum=stratum,
        strata=strata,
        cluster=cluster,
        clusters=clusters,
        pairs=None if joint is None else _pairs(sampled, joint),
    )
    if known is not None:
        _refuse_too_many(sample, known)
    return sample, known


def _sizes(sampled: pl.DataFrame, measure: str) -> Numbers:
    if measure != VALUE:
        return np.ones(sampled.height)
    value = sampled["value"].cast(pl.Float64)
    if value.null_count() or bool((value < 0).any()):
        raise UserError(
            f"{value.null_count():,} examined units have no value, so no share of the value can be told.",
            cure="Give each examined unit its value, 0 or more, or leave those without one out and say so.",
        )
    if not float(value.sum()) > 0:
        raise UserError("The examined units are worth nothing.", cure="Give their values in the column value.")
    return np.asarray(value.to_numpy(), dtype=np.float64)


def _codes(names: pl.Series) -> tuple[Codes, tuple[str, ...]]:
    """Return each name's place in the list of names, which is in order."""
    if names.n_unique() == 1:
        return np.zeros(len(names), dtype=np.intp), (str(names[0]),)
    listed = names.unique().sort()
    place = names.cast(pl.Enum(listed)).to_physical()
    return place.to_numpy().astype(np.intp), tuple(listed.to_list())


def _clusters(sampled: pl.DataFrame) -> tuple[Codes | None, int]:
    if "cluster" not in sampled.columns:
        return None, sampled.height
    names = sampled["cluster"]
    number = names.n_unique()
    if number == sampled.height or names.null_count() == sampled.height:
        return None, sampled.height
    return names.rank("dense").to_numpy().astype(np.intp) - 1, number


def _pairs(sampled: pl.DataFrame, joint: pl.DataFrame) -> Pairs:
    place = sampled.select("unit_id", pl.int_range(pl.len()).alias("place"))
    found = joint.join(place, on="unit_id").join(place, left_on="other_id", right_on="unit_id", suffix="_other")
    one, other = (found[name].to_numpy().astype(np.intp) for name in ("place", "place_other"))
    return Pairs(one, other, found["probability"].to_numpy())


def _frame(frame: pl.DataFrame, strata: tuple[str, ...], *, measure: str) -> tuple[tuple[str, ...], Frame]:
    names = frame["stratum"].fill_null("").to_list()
    if len(set(names)) < len(names):
        raise UserError("The frame names a stratum twice.", cure="Add its rows together.")
    units = dict(zip(names, frame["units"].to_list(), strict=True))
    strange = [name for name in strata if name not in units]
    if strange:
        raise UserError(
            f"The frame does not tell how many units stratum “{strange[0]}” has.",
            cure="Add its row, or leave the frame out.",
        )
    ordered = strata + tuple(sorted(name for name in names if name not in strata and units[name] > 0))
    value = None
    if measure == VALUE and "value" in frame.columns and not frame["value"].null_count():
        worth = dict(zip(names, frame["value"].cast(pl.Float64).to_list(), strict=True))
        value = np.array([worth[name] for name in ordered])
    return ordered, Frame(np.array([float(units[name]) for name in ordered]), value)


def _refuse_too_many(sample: Sample, frame: Frame) -> None:
    examined = np.bincount(sample.stratum, minlength=len(sample.strata))
    for name, number, units in zip(sample.strata, examined, frame.units, strict=True):
        if number > units:
            told = f" of stratum “{name}”" if name else ""
            raise UserError(
                f"{number:,} units{told} were examined of {units:,.0f}.",
                cure="Give in the frame the number of all that could be drawn.",
            )
