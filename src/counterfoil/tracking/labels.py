"""How is a row of a chart called: a country for a place as written, a code for a name that may be a person's?

Consignors are told by their Global Location Number where that is what is written. Any other name becomes a code that is
the same in every report, so that one can be followed and, by who holds the shipments, looked up. It hides the name from
readers, not from somebody who tries names one by one: it is a pseudonym, not anonymity.
"""

import hashlib
from collections.abc import Callable
from typing import Final

import polars as pl

from counterfoil.codes import country, gs1
from counterfoil.tables.platform_rows import platform_key

UNKNOWN: Final = "(not known)"
NO_COUNTRY: Final = "(no country told)"
NO_MARK: Final = "(no mark)"
CODE_LENGTH: Final = 12  # hexadecimal digits, 48 bits: a million names have hardly two of one code
GLN_LENGTH: Final = 13
PLATFORM: Final = "platform"
LEVELS: Final = 2  # of the path of a category


def country_of(written: str | None) -> str:
    """Return the country's name of a place as written, its last part that is one ("Lyon, France" → France)."""
    parts = [part for part in (written or "").split(",") if part.strip()]
    code = country.normalise(parts[-1]) if parts else ""
    return country.format(code) if code else NO_COUNTRY


def category_of(path: str | None) -> str:
    """Return the first levels of a category's path."""
    if not path or not path.strip():
        return UNKNOWN
    return " > ".join(part.strip() for part in path.split(">")[:LEVELS])


def code_name(name: str | None) -> str:
    """Return a Global Location Number as it is, and a code in the place of any other name."""
    told = " ".join((name or "").split())
    if not told:
        return UNKNOWN
    is_number = len(told) == GLN_LENGTH and told.isdigit() and gs1.check_digit(told[:-1]) == told[-1]
    digest = hashlib.sha256(told.casefold().encode()).hexdigest()
    return told if is_number else f"consignor-{digest[:CODE_LENGTH]}"


def known(label: str | None) -> str:
    """Return the label, or that it is not known."""
    return label if label and label.strip() else UNKNOWN


def mark(label: str | None) -> str:
    """Return the mark, or that no right is touched."""
    return label if label and label.strip() else NO_MARK


NAMED: Final[dict[str, Callable[[str | None], str]]] = {
    "mark": mark,
    "category": category_of,
    "origin": country_of,
    "facility": known,
    "intermediary": code_name,
}


def platforms(names: pl.Series) -> pl.Series:
    """Return platforms in one spelling each: case and the blanks around a name do not tell two apart."""
    told = pl.DataFrame({"name": names.cast(pl.String)}).with_columns(key=platform_key(pl.col("name")))
    spelled = pl.col("name").str.strip_chars().min().over("key")
    return told.select(pl.when(pl.col("key").is_null()).then(pl.lit(UNKNOWN)).otherwise(spelled)).to_series()


def renamed(rows: pl.DataFrame, dimension: str, *, column: str = "label") -> pl.DataFrame:
    """Return the rows with their labels as they are shown; several may then bear one label."""
    if dimension == PLATFORM:
        return rows.with_columns(platforms(rows[column]).alias(column))
    name = NAMED[dimension]
    distinct = rows[column].unique()
    shown = pl.DataFrame({column: distinct, "shown": pl.Series([name(one) for one in distinct], dtype=pl.String)})
    joined = rows.join(shown, on=column, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("shown").alias(column)).drop("shown")
