"""Text into types, whole columns at a time; what cannot be read becomes a reject.

Times are ISO 8601 / RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339), with or without time of
day and offset; without an offset they are UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_

import polars as pl

from counterfoil.few_rows.table import table
from counterfoil.tables.contract import LINE, Sorted, no_rejects
from counterfoil.tables.reject import Reject, shorten

_TIME = r"^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$"
MOST_KEPT = 256  # lists of columns whose emptying is remembered: files come with what columns they like
_TRUE, _FALSE = ("true", "yes", "y", "1"), ("false", "no", "n", "0")


@dataclass(frozen=True, eq=False)
class Conversion:
    """How the text of `field` becomes a value: `typed` is null where it cannot be read, as `kind` says."""

    field: str
    typed: pl.Expr
    kind: str

    @cached_property
    def beside(self) -> pl.Expr:
        """The value in a column of its own, beside the text."""
        return self.typed.alias(_typed(self))


def emptied(rows: pl.DataFrame, *, as_written: Sequence[str] = ()) -> pl.DataFrame:
    """Return the rows with empty texts as nulls, and all but `as_written` without blanks around them."""
    texts = [name for name, dtype in zip(rows.columns, rows.dtypes, strict=True) if dtype == pl.String]
    return rows.with_columns(_emptied(tuple(texts), frozenset(as_written)))


@lru_cache(maxsize=MOST_KEPT)
def _emptied(names: tuple[str, ...], as_written: frozenset[str]) -> tuple[pl.Expr, ...]:
    texts = [pl.col(name) if name in as_written else pl.col(name).str.strip_chars() for name in names]
    return tuple(pl.when(text != "").then(text) for text in texts)


def converted(rows: pl.DataFrame, conversions: Sequence[Conversion], *, file: str) -> Sorted:
    """Return the rows with typed columns, and a reject for each row with a text that cannot be read.

    Conversions of columns that the rows lack are passed over.
    """
    present = [conversion for conversion in conversions if conversion.field in rows.columns]
    if not present:
        return Sorted(rows, no_rejects())
    typed = rows.with_columns([conversion.beside for conversion in present])
    bad = reduce(or_, (typed[c.field].is_not_null() & typed[_typed(c)].is_null() for c in present))
    names = {_typed(conversion): conversion.field for conversion in present}
    dropped = set(names.values())
    kept = typed.filter(~bad) if bad.any() else typed
    kept = table([one.alias(names.get(one.name, one.name)) for one in kept if one.name not in dropped])
    if kept.height == rows.height:
        return Sorted(kept, no_rejects())
    return Sorted(kept, _explained(typed.filter(bad), present, file=file))


def _typed(conversion: Conversion) -> str:
    return f"typed {conversion.field}"


def _explained(rows: pl.DataFrame, conversions: Sequence[Conversion], *, file: str) -> pl.DataFrame:
    first = pl.coalesce(
        pl.when(pl.col(conversion.field).is_not_null() & pl.col(_typed(conversion)).is_null()).then(
            pl.struct(
                pl.lit(conversion.field).alias("field"),
                shorten(pl.col(conversion.field)).alias("value"),
                pl.lit(f"{conversion.field} must be readable as {conversion.kind}").alias("rule"),
            )
        )
        for conversion in conversions
    )
    return Reject.cast(rows.select(pl.lit(file).alias("file"), LINE, first.alias("fault")).unnest("fault"))


def time(field: str) -> Conversion:
    """Return the reading of a time as Datetime in UTC."""
    parts = pl.col(field).str.extract_groups(_TIME)
    day, minute, second, fraction, offset = (parts.struct.field(str(at)) for at in range(1, 6))
    utc = offset.replace({"Z": "+00:00", "UTC": "+00:00"}).str.replace(":", "", literal=True)
    whole = pl.concat_str(
        day,
        pl.lit(" "),
        minute.fill_null("00:00"),
        second.fill_null(":00"),
        fraction.fill_null(".0").str.slice(0, 7),  # microseconds
        utc.fill_null("+0000"),
    )
    read = whole.str.to_datetime("%Y-%m-%d %H:%M:%S%.f%z", strict=False, time_unit="us").dt.convert_time_zone("UTC")
    return Conversion(field, read, "a time such as 2026-11-01T08:30:00Z")


def day(field: str) -> Conversion:
    """Return the reading of a day as Date."""
    text = pl.col(field).str.extract(r"^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$")
    return Conversion(field, text.str.to_date("%Y-%m-%d", strict=False), "a day such as 2026-11-01")


def whole_number(field: str) -> Conversion:
    """Return the reading of a whole number as Int64; "3.0", as spreadsheets write it, is 3."""
    text = pl.col(field).str.replace(r"\.0+$", "").str.replace(r"^\+", "")
    return Conversion(field, text.cast(pl.Int64, strict=False), "a whole number")


def number(field: str) -> Conversion:
    """Return the reading of a number as Float64."""
    value = pl.col(field).cast(pl.Float64, strict=False)
    return Conversion(field, pl.when(value.is_finite()).then(value), "a number")


def flag(field: str) -> Conversion:
    """Return the reading of yes or no as Boolean."""
    text = pl.col(field).str.to_lowercase()
    return Conversion(
        field, pl.when(text.is_in(_TRUE)).then(True).when(text.is_in(_FALSE)).then(False), "true or false"
    )


def parts(field: str, separator: str) -> Conversion:
    """Return the reading of a list of texts, parted by line breaks and by the regular expression `separator`,
    of which a first group stays with the text that follows."""
    pieces = pl.col(field).str.replace_all(separator, "\n$1").str.split("\n")
    stripped = pieces.list.eval(pl.element().str.strip_chars())
    return Conversion(field, stripped.list.eval(pl.element().filter(pl.element() != "")), "a list")


def values(field: str) -> Conversion:
    """Return the reading of a list of texts, one to a line as readers write them, else parted by semicolons."""
    lines = pl.when(pl.col(field).str.contains("\n", literal=True)).then(pl.col(field).str.split("\n"))
    pieces = lines.otherwise(pl.col(field).str.split(";")).list.eval(pl.element().str.strip_chars())
    return Conversion(field, pieces.list.eval(pl.element().filter(pl.element() != "")), "a list")


def decimal(field: str) -> Conversion:
    """Return the reading of an exact number ("12", "-3.50", "1,234.5") as Decimal with six decimals."""
    text = pl.col(field).str.replace(r"^\+", "")
    plain = pl.when(text.str.contains(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")).then(text.str.replace_all(",", ""))
    number = plain.otherwise(text)
    exact = pl.when(number.str.contains(r"^-?(?:\d{1,18}(?:\.\d{0,6}0*)?|\.\d{1,6}0*)$")).then(number)
    return Conversion(field, exact.cast(pl.Decimal(24, 6), strict=False), "a number with at most six decimals")
