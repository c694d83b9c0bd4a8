"""Sort rows by a contract: kept rows that satisfy it, and rejects that say why not.

Rows in = rows kept + rows rejected, always. A contract is a dataframely schema; every rule of it carries, in
its docstring or `description`, the sentence that the user reads. Checked by batch, never by row.
"""

from functools import cache
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.few_rows.column import are_few, nulls
from counterfoil.few_rows.table import table
from counterfoil.tables.reject import Reject, shorten

LINE = "line"  # the line of the input file that a row began on; carried beside every contract
FEW = 256  # rows that are looked at once, all rules together, before each rule is asked for its own answer


class Sorted(NamedTuple):
    """`kept`: the contract's columns and `line`; `rejects`: columns of `Reject`, one row per rejected row."""

    kept: pl.DataFrame
    rejects: pl.DataFrame


def sort_rows(rows: pl.DataFrame, contract: type[dy.Schema], *, file: str) -> Sorted:
    """Return the rows that satisfy `contract` and one reject for each that does not.

    `rows` has the contract's columns (missing optional ones are added as nulls, others dropped) and `line`; times
    and days are converted before, since text is not cast to them.
    """
    lined = _with_line(contract)
    whole = completed(rows, lined)
    if whole.height <= FEW and _all_stand(whole, lined):
        return Sorted(whole, no_rejects())
    result = lined.filter(whole, cast=True)
    if result.result.height == rows.height:
        return Sorted(result.result, no_rejects())
    return Sorted(result.result, _explained(result.failure.details(), contract, file=file))


def validated(rows: pl.DataFrame, contract: type[dy.Schema]) -> pl.DataFrame:
    """Return the rows in the types of `contract`, which all of them satisfy.

    Raises dataframely's ValidationError or SchemaError where they do not, as its own way does, which takes ten times as
    long to find that nothing is wrong.
    """
    if rows.columns == contract.column_names() and _all_stand(rows, contract):
        return rows
    return contract.validate(rows, cast=True)


@cache
def no_rejects() -> pl.DataFrame:
    """Return the table Reject without a row; like every frame it is never changed."""
    return Reject.create_empty()


def _all_stand(rows: pl.DataFrame, contract: type[dy.Schema]) -> bool:
    """Say whether rows in the types of a contract break none of its rules; false where only the full way can tell.

    The full way lays a column beside the rows for each rule, which for one row costs more than all that is asked.
    """
    types, rules = _asked_at_once(contract)
    if rows.dtypes != types:
        return False
    if rows.height == 1 or (are_few(rows.height) and not contract.primary_key()):
        return rows.select(_each_stands(contract))["stands"].all() is True
    return bool(rows.select(rules).item())


@cache
def _each_stands(contract: type[dy.Schema]) -> pl.Expr:
    return keeps(contract).alias("stands")


@cache
def _asked_at_once(contract: type[dy.Schema]) -> tuple[list[pl.DataType], pl.Expr]:
    """Return the types of a contract's columns, and whether all of its rules hold in all rows."""
    rules = contract._validation_rules(with_cast=False)  # as in `keeps`
    held = [one.expr.fill_null(True).all() for one in rules.values()]
    return contract.create_empty().dtypes, pl.all_horizontal(pl.lit(True), *held)


@cache
def _with_line(contract: type[dy.Schema]) -> type[dy.Schema]:
    return type(f"{contract.__name__}WithLine", (contract,), {LINE: dy.Int64(nullable=False)})


@cache
def keeps(contract: type[dy.Schema]) -> pl.Expr:
    """Return whether a row, with all columns of `contract` in their types, satisfies it: for tables too long to sort.

    It looks at one row at a time, so that it streams: whether a key is used twice it does not tell.
    """
    rules = contract._validation_rules(with_cast=False)  # dataframely has no public way to them; pinned by a test
    return pl.all_horizontal(
        pl.lit(True), *(one.expr.fill_null(True) for n, one in rules.items() if n != "primary_key")
    )


def completed(rows: pl.DataFrame, contract: type[dy.Schema]) -> pl.DataFrame:
    """Return the rows with exactly the contract's columns, in its order; those that are missing are empty."""
    given = {column.name: column for column in rows}
    types = _types_in(contract).items()
    return table([given[name] if name in given else nulls(name, dtype, rows.height) for name, dtype in types])


@cache
def _types_in(contract: type[dy.Schema]) -> dict[str, pl.DataType]:
    columns: dict[str, Any] = contract.columns()
    return {name: pl.Series([], dtype=columns[name].dtype).dtype for name in contract.column_names()}


def _explained(details: pl.DataFrame, contract: type[dy.Schema], *, file: str) -> pl.DataFrame:
    """Name, for each failed row, the first rule it broke, the field and the value."""
    fields = contract.column_names()
    rules = [name for name in details.columns if name not in (*fields, LINE)]
    broken = pl.coalesce(
        pl.when(pl.col(rule) == "invalid").then(pl.struct(_first_failure(rule, contract))) for rule in rules
    )
    named = details.select(pl.col(LINE), broken.alias("failure")).unnest("failure")
    return Reject.cast(
        named.select(
            file=pl.lit(file),
            line=pl.col(LINE),
            field=pl.col("field"),
            value=shorten(pl.col("failed_value")),
            rule=pl.col("failed_rule"),
        )
    )


def _first_failure(rule: str, contract: type[dy.Schema]) -> list[pl.Expr]:
    field = field_of(rule, contract)
    return [
        pl.lit(field).alias("field"),
        _as_text(field, contract).alias("failed_value"),
        pl.lit(sentence_of(rule, contract)).alias("failed_rule"),
    ]


def _as_text(field: str, contract: type[dy.Schema]) -> pl.Expr:
    column = contract.columns().get(field)
    if column is None:
        return pl.lit("")
    if isinstance(column, dy.List):
        return pl.col(field).cast(pl.List(pl.String)).list.join("; ")
    return pl.col(field).cast(pl.String)


def field_of(rule: str, contract: type[dy.Schema]) -> str:
    """Return the column that a rule speaks of: `price|dtype` → price; `price_is_positive` → price."""
    if "|" in rule:
        return rule.split("|")[0]
    if rule == "primary_key":
        return ", ".join(contract.primary_key())
    matching = [name for name in contract.column_names() if rule == name or rule.startswith(f"{name}_")]
    return max(matching, key=len, default="")


_STANDARD = {
    "nullability": "{field} must be given",
    "min_length": "{field} must not be empty",
    "max_length": "{field} must have at most {limit} bytes",  # dataframely counts bytes
    "dtype": "{field} must be readable as {kind}",
    "regex": "{field} must be a currency code of three capital letters, such as USD",  # no contract has another
    "inner_nullability": "{field} must not hold an empty entry",
    "nan": "{field} must be a number",
    "inf": "{field} must be a finite number",
    "min": "{field} must be at least {limit}",
    "max": "{field} must be at most {limit}",
    "primary_key": "{field} must be given and must not be used twice",
}


_KINDS = {
    "Decimal": "an amount",
    "Datetime": "a time",
    "Date": "a day",
    "Int64": "a whole number",
    "Float64": "a number",
    "Bool": "true or false",
    "String": "text",
    "List": "a list",
}


def sentence_of(rule: str, contract: type[dy.Schema]) -> str:
    """Return the rule as the sentence that stands in the rejects."""
    field, _, kind = rule.partition("|")
    if kind or rule == "primary_key":
        column = contract.columns().get(field)
        template = _STANDARD.get(kind or rule, "{field} fails the check " + (kind or rule))
        return template.format(
            field=field_of(rule, contract),
            limit=getattr(column, kind, "") if kind else "",
            kind=_kind_of(column),
        )
    return rule.replace("_", " ")


def _kind_of(column: Any) -> str:
    return _KINDS.get(type(column).__name__, type(column).__name__.lower())
