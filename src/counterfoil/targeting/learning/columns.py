"""Which columns of the examined shipments are learned from, and how do they become numbers? Text is a category."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.errors import UserError

Numbers = npt.NDArray[np.float64]

ABOUT_THE_EXAMINATION = ("is_found", "severity", "sample_weight", "inspector", "facility", "examined_on")
NO_FEATURES = frozenset(("shipment_id", *ABOUT_THE_EXAMINATION))


class Columns(NamedTuple):
    """What is learned from: of each category its values in the order of their codes, and the names of the numbers."""

    categories: dict[str, tuple[str, ...]]
    numbers: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in the order of `coded`."""
        return (*self.categories, *self.numbers)


def columns_of(examined: pl.DataFrame) -> Columns:
    """Return the columns of features, by name: whatever does not tell of the examination itself."""
    features = sorted(set(examined.columns) - NO_FEATURES)
    return Columns(
        {name: _values(examined[name]) for name in features if is_category(examined[name])},
        tuple(name for name in features if not is_category(examined[name])),
    )


def is_category(column: pl.Series) -> bool:
    """Return whether the column holds words rather than numbers."""
    return isinstance(column.dtype, pl.String | pl.Categorical | pl.Enum)


def coded(features: pl.DataFrame, columns: Columns) -> Numbers:
    """Return one row per shipment, one column per name: codes of categories, then numbers; NaN where not known.

    Raises UserError where a column that was learned from is missing.
    """
    missing = [name for name in columns.names if name not in features.columns]
    if missing:
        raise UserError(
            f"The risk model was learned with '{missing[0]}', of which these shipments tell nothing.",
            cure="Learn it anew from the examinations with this version.",
        )
    parts = [codes_of(features[name], values) for name, values in columns.categories.items()]
    parts += [features[name].cast(pl.Float64).to_numpy() for name in columns.numbers]
    told = np.column_stack(parts) if parts else np.empty((features.height, 0))
    return np.where(np.isfinite(told), told, np.nan)


def codes_of(column: pl.Series, values: Sequence[str]) -> Numbers:
    """Return the place of each row's value among `values`; NaN where it is not there."""
    codes = pl.DataFrame({"value": values}, schema={"value": pl.String}).with_row_index("code")
    asked = pl.DataFrame({"value": column.cast(pl.String)})
    found = asked.join(codes, on="value", how="left", maintain_order="left")["code"]
    return found.cast(pl.Float64).to_numpy()


def _values(column: pl.Series) -> tuple[str, ...]:
    return tuple(column.cast(pl.String).drop_nulls().unique().sort().to_list())
