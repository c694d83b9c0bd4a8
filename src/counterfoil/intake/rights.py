"""Rights lists: the marks that are screened for. The smallest file has the two columns mark and owner."""

from typing import BinaryIO

import dataframely as dy
import polars as pl

from counterfoil.codes import mark_feature, mark_status, nice
from counterfoil.intake.convert import Conversion, day, flag, parts
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.prices import AMOUNT, with_amounts, with_currency
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.right import Right


class _Entry(Right):
    """A right as it was on some day."""

    id = dy.String(nullable=False, min_length=1)


_BETWEEN = ";"
_LISTS = ("aliases", "goods", "authorised_sellers", "company_prefixes", "co_owners", "national_classes")
_DAYS = ("status_on", "filed_on", "registered_on", "expires_on", "updated_on")


def read_rights(stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None) -> Sorted:
    """Return rights (columns of Right, price_floor in price_floor_currency, and `line`) and rejects.

    A right without an id gets one from owner, mark and row. Raises UserError where the file cannot be read or
    no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), RIGHTS)


def read_register(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return rights as `read_rights`, but for a register: one mark may stand several times, as it changed, and a
    file in which there is nothing to tell is no fault."""
    return read_whole(Given(stream, file, mapping, encoding), _REGISTER)


def _prepared(rows: pl.DataFrame) -> pl.DataFrame:
    told = _with_feature(_with_status(_with_id(rows)))
    return with_currency(with_amounts(told, "price_floor"), "price_floor_currency", "price_floor")


def _with_id(rows: pl.DataFrame) -> pl.DataFrame:
    """Give an id to rights that have none; the contract refuses a row without mark or owner."""
    own = [pl.col("id")] if "id" in rows.columns else []
    row = pl.int_range(1, pl.len() + 1)
    made = pl.format("{}/{}/{}", pl.col("owner").fill_null(""), pl.col("mark").fill_null(""), row)
    return rows.with_columns(pl.coalesce([*own, made]).alias("id"))


def _with_status(rows: pl.DataFrame) -> pl.DataFrame:
    """Bring the status to our words; any other word that was written is kept as the status code."""
    if "status" not in rows.columns:
        return rows
    code = [pl.col("status_code")] if "status_code" in rows.columns else []
    written = pl.when(~pl.col("status").str.to_lowercase().is_in(mark_status.STATUSES)).then("status")
    return rows.with_columns(
        pl.coalesce([*code, written]).alias("status_code"), mark_status.statuses(pl.col("status")).alias("status")
    )


def _with_feature(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(mark_feature.features(pl.col("feature"))) if "feature" in rows.columns else rows


RIGHTS = Kind(
    Right,
    ("mark", "owner"),
    conversions=(
        *(parts(name, _BETWEEN) for name in _LISTS),
        parts("class_goods", r"\|"),  # a semicolon parts the goods of one class
        *(day(name) for name in _DAYS),
        Conversion("nice_classes", nice.classes(pl.col("nice_classes")), "Nice classes from 1 to 45"),
        flag("common_word"),
        Conversion("price_floor", pl.col("price_floor" + AMOUNT), "an amount"),
    ),
    prepare=_prepared,
)
_REGISTER = RIGHTS._replace(contract=_Entry, may_be_empty=True)
