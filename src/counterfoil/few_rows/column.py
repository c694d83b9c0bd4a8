"""A column of few values as a plain list, and a column of Polars to whoever asks more of it than is written here."""

import operator
from collections.abc import Callable, Generator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.few_rows.operators import both, either
from counterfoil.few_rows.values import Value, as_text

_NUMBERS = {pl.Boolean: np.bool_, pl.Int64: np.int64, pl.Int8: np.int8, pl.Float64: np.float64}


class Column(pl.Series):
    """Few values of one type. Whatever is not written here, Polars answers, from a column made when first asked for.

    Never change one in place.
    """

    def __init__(self, name: str, values: Sequence[Value], dtype: pl.DataType) -> None:
        """Hold the values, which are of the type already."""
        self._name, self._values, self._type = name, values, dtype
        self._made: Any = None

    def __reduce__(self) -> Any:
        """Travel to another process as a column of Polars."""
        return pl.Series, (self._name, self._values, self._type)

    @property
    def _s(self) -> Any:  # type: ignore[override]  # where Polars keeps the column itself
        if self._made is None:
            self._made = pl.Series(self._name, self._values, dtype=self._type)._s
        return self._made

    @classmethod
    def _from_pyseries(cls, pyseries: Any) -> pl.Series:  # type: ignore[override]  # what Polars made is its own
        return pl.Series._from_pyseries(pyseries)

    @property
    def name(self) -> str:
        """The name of the column."""
        return self._name

    @property
    def dtype(self) -> pl.DataType:
        """The type of the values."""
        return self._type

    def alias(self, name: str) -> "Column":
        """Return the column under another name."""
        return Column(name, self._values, self._type)

    def to_list(self) -> list[Any]:
        """Return the values."""
        return list(self._values)

    def to_numpy(self, **asked: Any) -> Any:
        """Return the values as an array."""
        kind = _NUMBERS.get(type(self._type))
        if asked or kind is None or None in self._values:
            return super().to_numpy(**asked)
        return np.array(self._values, dtype=kind)

    def cast(self, dtype: Any, **asked: Any) -> pl.Series:  # type: ignore[override]  # one of Polars' own, at times
        """Return the values as another type."""
        if dtype == self._type:
            return self
        if dtype != pl.String or asked or not isinstance(self._type, pl.Int64 | pl.Enum):
            return super().cast(dtype, **asked)
        return Column(self._name, [as_text(value) for value in self._values], STRING)

    def each(self, function: Callable[[Any], Value], dtype: pl.DataType) -> "Column":
        """Return what a function makes of each value; a null stays one."""
        return Column(self._name, [None if value is None else function(value) for value in self._values], dtype)

    def len(self) -> int:
        """Return how many values there are."""
        return len(self._values)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._values)

    def __iter__(self) -> Generator[Any, None, None]:
        """Yield the values."""
        yield from self._values

    def __getitem__(self, key: Any) -> Any:
        """Return a value by its place, or the column of the values at some places."""
        if isinstance(key, int):
            return self._values[key]
        if isinstance(key, np.ndarray) and key.dtype != np.bool_:
            return self.at(key.tolist())
        return super().__getitem__(key)

    def at(self, places: Sequence[int]) -> "Column":
        """Return the values at these places, in their order."""
        return Column(self._name, [self._values[place] for place in places], self._type)

    def null_count(self) -> int:
        """Return how many values are missing."""
        return sum(value is None for value in self._values)

    def has_nulls(self) -> bool:
        """Return whether a value is missing."""
        return None in self._values

    def is_null(self) -> pl.Series:
        """Return which values are missing."""
        return truths(self._name, [value is None for value in self._values])

    def is_not_null(self) -> pl.Series:
        """Return which values are there."""
        return truths(self._name, [value is not None for value in self._values])

    def any(self, *, ignore_nulls: bool = True) -> bool | None:  # type: ignore[override]
        """Return whether one of the truths holds."""
        if not ignore_nulls or self._type != pl.Boolean:
            return super().any(ignore_nulls=ignore_nulls)
        return True in self._values

    def all(self, *, ignore_nulls: bool = True) -> bool | None:  # type: ignore[override]
        """Return whether all of the truths hold."""
        if not ignore_nulls or self._type != pl.Boolean:
            return super().all(ignore_nulls=ignore_nulls)
        return False not in self._values

    def _with(self, other: Any, operate: Callable[[Value, Value], Value], whole: Callable[[Any, Any], Any]) -> Any:
        if not (isinstance(other, Column) and self._type == other._type == pl.Boolean):
            return whole(pl.Series._from_pyseries(self._s), other)
        pairs = zip(self._values, other._values, strict=True)
        return truths(self._name, [operate(one, two) for one, two in pairs])

    def __and__(self, other: Any) -> Any:
        """Return where both hold."""
        return self._with(other, both, operator.and_)

    def __or__(self, other: Any) -> Any:
        """Return where one holds."""
        return self._with(other, either, operator.or_)

    def __invert__(self) -> pl.Series:
        """Return where it does not hold."""
        if self._type != pl.Boolean:
            return super().__invert__()
        return truths(self._name, [None if value is None else not value for value in self._values])


def _refused(*asked: Any, **named: Any) -> Any:
    """Raise TypeError: few values are not changed in place."""
    del asked, named
    raise TypeError("few values are not changed in place: make a column of them")


for _name in ("append", "extend", "scatter", "set", "shrink_to_fit", "__setitem__"):
    setattr(Column, _name, _refused)


def are_few(rows: int) -> bool:
    """Return whether so many rows are held as plain ones."""
    return rows <= FEW


def column(name: str, values: Sequence[Value], dtype: pl.DataType) -> pl.Series:
    """Return values of a type as a column, a plain one where they are few."""
    return Column(name, values, dtype) if are_few(len(values)) else pl.Series(name, values, dtype=dtype)


def one_below_another(columns: Sequence[pl.Series]) -> pl.Series:
    """Return the values of columns of one type as one column, under the name of the first."""
    if not all(isinstance(one, Column) for one in columns) or not are_few(sum(map(len, columns))):
        return pl.concat(columns)
    return Column(columns[0].name, [value for one in columns for value in one.to_list()], columns[0].dtype)


def nulls(name: str, dtype: pl.DataType, count: int) -> pl.Series:
    """Return a column of nothing."""
    return (
        Column(name, [None] * count, dtype)
        if are_few(count)
        else pl.Series(name, [None], dtype).new_from_index(0, count)
    )


def truths(name: str, values: Sequence[bool | None]) -> Column:
    """Return a column of truths."""
    return Column(name, values, BOOLEAN)


def few_of(column: pl.Series, places: Sequence[int], dtype: pl.DataType | None = None) -> Column:
    """Return the values of a column at few places; `dtype` where it is known already, which takes a while to ask."""
    if isinstance(column, Column):
        return column.at(places)
    values = [column[place] for place in places]
    told = [value.to_list() if isinstance(value, pl.Series) else value for value in values]  # of lists
    return Column(column.name, told, dtype or type_of(column))


def type_of(column: pl.Series) -> pl.DataType:
    """Return the type of a column, which is kept with it: to ask Polars takes as long as a few values do."""
    kept = column.__dict__
    if _TYPE not in kept:
        kept[_TYPE] = column.dtype
    found: pl.DataType = kept[_TYPE]
    return found


def as_column(name: str, values: npt.NDArray[Any]) -> pl.Series:
    """Return whole numbers or truths as a column, a plain one where they are few."""
    if not are_few(len(values)):
        return pl.Series(name, values)
    return Column(name, values.tolist(), _TYPES[values.dtype.kind, values.dtype.itemsize])


_TYPE = "_type_that_is_known"
FEW = 32  # rows up to which plain ones are the faster
BOOLEAN, STRING = pl.Boolean(), pl.String()
_TYPES = {("b", 1): BOOLEAN, ("i", 8): pl.Int64(), ("i", 1): pl.Int8()}
