"""How much does each kind of evidence weigh? A model is one readable table in a versioned file.

Weights are whole thousandths of a nat of log-odds, so that sums are exact on every machine. Version 2 of a model
goes beside version 1, never over it.
"""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import polars as pl

from counterfoil.errors import UserError
from counterfoil.tables.assessment import GROUNDS

KIND_COLUMNS = {"kind": pl.String, "weight": pl.Int64, "group": pl.String, "ground": pl.String}
GROUP_COLUMNS = {"group": pl.String, "most": pl.Int64, "least": pl.Int64}


@dataclass(frozen=True, kw_only=True)
class Model:
    """`kinds`: kind, weight, group, ground. `groups`: group, and the most and least that it can add together."""

    name: str
    version: int
    prior: int
    kinds: pl.DataFrame
    groups: pl.DataFrame

    @property
    def label(self) -> str:
        """The name and version as findings cite them: `screening-1`."""
        return f"{self.name}-{self.version}"


def default_model() -> bytes:
    """Return the bytes of the model that is used when the user names none."""
    return resources.files("counterfoil.evidence").joinpath("models/screening-1.toml").read_bytes()


def read_model(data: bytes, *, file: str = "model") -> Model:
    """Return the model written in a TOML file.

    Raises UserError for a file that is no TOML, lacks a part, or has a weight that is no whole number.
    """
    try:
        content = tomllib.loads(data.decode("utf-8"))
        kinds = [_kind(name, row) for name, row in content["kinds"].items()]
        groups = [(name, int(row["most"]), int(row["least"])) for name, row in content["groups"].items()]
        unknown = {group for _, _, group, _ in kinds} - {name for name, _, _ in groups}
        if unknown:
            raise ValueError(f"the groups {', '.join(sorted(unknown))} have no caps")
        return Model(
            name=str(content["name"]),
            version=int(content["version"]),
            prior=_whole(content["prior"]),
            kinds=pl.DataFrame(kinds, schema=KIND_COLUMNS, orient="row"),
            groups=pl.DataFrame(groups, schema=GROUP_COLUMNS, orient="row"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        raise UserError(
            f"this is no model of weights ({cause}).",
            cure="Compare it with src/counterfoil/evidence/models/screening-1.toml.",
            file=file,
        ) from cause


def _kind(name: str, row: dict[str, Any]) -> tuple[str, int, str, str]:
    ground = str(row.get("ground", "counterfeit"))
    if ground not in GROUNDS:
        raise ValueError(f"{name}: {ground} is none of {', '.join(GROUNDS)}")
    return name, _whole(row["weight"]), str(row["group"]), ground


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value} is no whole number of thousandths of a nat")
    return value
