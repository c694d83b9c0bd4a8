"""Can the database keep a row? PostgreSQL's text has no character NUL, and the key of a row has a longest length."""

from typing import Final

import polars as pl

from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.reject import Reject, shorten

LONGEST_KEY: Final = 500  # characters, of the column `key`
NUL: Final = "\x00"
TEXTS: Final = (pl.String, pl.List(pl.String))


def storable(rows: Sorted, *, key: str | None, file: str) -> Sorted:
    """Return the rows that can be kept; the others are rejects too, without the value that stands in them."""
    kept = rows.kept
    if not _holds_nul(kept) and not (key and (kept[key].str.len_chars() > LONGEST_KEY).any()):
        return rows
    faults = [_nul(name, kind) for name, kind in kept.schema.items() if kind in TEXTS]
    if key is not None:
        too_long = pl.col(key).str.len_chars() > LONGEST_KEY
        faults.append(pl.when(too_long).then(_fault(key, f"{key} has at most {LONGEST_KEY} characters", pl.col(key))))
    found = kept.select(LINE, pl.coalesce(faults).alias("fault"))
    is_bad = found["fault"].is_not_null()
    told = found.filter(is_bad).unnest("fault").with_columns(pl.lit(file).alias("file"))
    rejects = pl.concat([rows.rejects, Reject.cast(told.select(Reject.column_names()))])
    return Sorted(kept.filter(~is_bad), rejects.sort(LINE, maintain_order=True))


def _holds_nul(rows: pl.DataFrame) -> bool:
    """Say whether there is one at all: hardly ever, and it is told at a quarter of the price of saying where."""
    filled = (one for one in rows if one.dtype in TEXTS and one.null_count() < rows.height)
    return any(
        (one if one.dtype == pl.String else one.list.join("")).str.contains(NUL, literal=True).any() for one in filled
    )


def _nul(name: str, kind: pl.DataType) -> pl.Expr:
    text = pl.col(name) if kind == pl.String else pl.col(name).list.join("")
    holds = text.str.contains(NUL, literal=True)
    return pl.when(holds).then(_fault(name, f"{name} must not hold the character NUL", pl.lit(None, pl.String)))


def _fault(field: str, rule: str, value: pl.Expr) -> pl.Expr:
    return pl.struct(pl.lit(field).alias("field"), shorten(value).alias("value"), pl.lit(rule).alias("rule"))
