"""How much does each kind of evidence weigh? A model is one readable table in a versioned file.

Weights are whole thousandths of a nat of log-odds, so that sums are exact on every machine. Version 2 of a model
goes beside version 1, never over it.
"""

import itertools
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.errors import UserError
from counterfoil.tables.assessment import GROUNDS

FORMAT = 2  # of the file: 1 had no [calibration], and no line that names its format
HEAVIEST = 1_000_000_000  # a million nats: far beyond any evidence, and sums of it stay within 64 bits
HEAVY = 1 << 62  # no cap
Numbers = npt.NDArray[np.int64]
KIND_COLUMNS = {"kind": pl.String, "weight": pl.Int64, "group": pl.String, "ground": pl.String}
GROUP_COLUMNS = {"group": pl.String, "most": pl.Int64, "least": pl.Int64}


@dataclass(frozen=True, kw_only=True)
class Model:
    """`kinds`: kind, weight, group, ground. `groups`: group, and the most and least that it can add together.

    `calibration`: pairs of a weight and the log-odds observed there, both in thousandths of a nat and rising; empty
    where the result is a score only.
    """

    name: str
    version: int
    prior: int
    kinds: pl.DataFrame
    groups: pl.DataFrame
    calibration: tuple[tuple[int, int], ...] = ()

    @property
    def label(self) -> str:
        """The name and version as findings cite them: `screening-1`."""
        return f"{self.name}-{self.version}"

    @cached_property
    def weight_of(self) -> dict[str, int]:
        """The weight of each kind."""
        return dict(self.kinds.select("kind", "weight").iter_rows())

    @cached_property
    def group_of(self) -> dict[str | None, int]:
        """The place of each kind's group in `groups`."""
        number = {group: place for place, group in enumerate(self.groups["group"])}
        return {kind: number[group] for kind, group in self.kinds.select("kind", "group").iter_rows()}

    @cached_property
    def caps(self) -> tuple[Numbers, Numbers]:
        """The least and the most of each group, in the order of `groups`, and behind them of what has no group: all."""
        least, most = (self.groups[name].to_numpy() for name in ("least", "most"))
        return np.append(least, -HEAVY), np.append(most, HEAVY)

    @cached_property
    def ground_of(self) -> dict[str, str]:
        """The ground that each kind speaks for."""
        return dict(self.kinds.select("kind", "ground").iter_rows())


def default_model() -> bytes:
    """Return the bytes of the model that is used when the user names none."""
    return shipped_model("screening-1")


def shipped_model(label: str) -> bytes:
    """Return the bytes of the model that comes with Counterfoil under a label, such as `matching-1`."""
    return resources.files("counterfoil.evidence").joinpath(f"models/{label}.toml").read_bytes()


def read_model(data: bytes, *, file: str = "model") -> Model:
    """Return the model written in a TOML file.

    Raises UserError for a file that is no TOML, lacks a part, or has a weight that is no whole number.
    """
    try:
        content = tomllib.loads(data.decode("utf-8"))
        _refuse_newer(content, file)
        kinds = [_kind(name, row) for name, row in content["kinds"].items()]
        groups = [_group(name, row) for name, row in content["groups"].items()]
        unknown = {group for _, _, group, _ in kinds} - {name for name, _, _ in groups}
        if unknown:
            raise ValueError(f"the groups {', '.join(sorted(unknown))} have no caps")
        return Model(
            name=str(content["name"]),
            version=_whole(content["version"]),
            prior=_whole(content["prior"]),
            kinds=pl.DataFrame(kinds, schema=KIND_COLUMNS, orient="row"),
            groups=pl.DataFrame(groups, schema=GROUP_COLUMNS, orient="row"),
            calibration=_calibration(content.get("calibration", {})),
        )
    except KeyError as cause:
        raise _refused(f"it lacks {cause}", file) from cause
    except (TypeError, ValueError, AttributeError) as cause:
        raise _refused(str(cause), file) from cause


def _kind(name: str, row: dict[str, Any]) -> tuple[str, int, str, str]:
    unknown = set(row) - set(KIND_COLUMNS)
    if unknown:
        raise ValueError(f"{name}: {', '.join(sorted(unknown))} is none of weight, group, ground")
    ground = str(row.get("ground", "counterfeit"))
    if ground not in GROUNDS:
        raise ValueError(f"{name}: {ground} is none of {', '.join(GROUNDS)}")
    return name, _whole(row["weight"]), str(row["group"]), ground


def _group(name: str, row: dict[str, Any]) -> tuple[str, int, int]:
    most, least = _whole(row["most"]), _whole(row["least"])
    if most < 0 or least > 0:
        raise ValueError(f"{name}: its most must not be below zero, nor its least above it")
    return name, most, least


def _refuse_newer(content: dict[str, Any], file: str) -> None:
    written = _whole(content.get("format", 1))
    if written > FORMAT:
        raise UserError(
            f"this model is written in format {written}; this version of Counterfoil reads formats up to {FORMAT}.",
            cure="Update Counterfoil, or use a model that this version wrote.",
            file=file,
        )


def _calibration(section: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of the calibration's map, or none where it gives no probability."""
    if not section.get("probability", False):
        return ()
    pairs = tuple((_whole(weight), _whole(log_odds)) for weight, log_odds in section["map"])
    steps = list(itertools.pairwise(pairs))
    if not steps or any(after[0] <= before[0] or after[1] < before[1] for before, after in steps):
        raise ValueError("the map of its calibration does not rise")
    return pairs


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > HEAVIEST:
        raise ValueError(f"{value} is no whole number of at most {HEAVIEST}")
    return value


def _refused(problem: str, file: str) -> UserError:
    cure = "Compare it with src/counterfoil/evidence/models/screening-1.toml."
    return UserError(f"this is no model of weights ({problem}).", cure=cure, file=file)
