"""Outcomes of units over periods: what is looked at when it is asked whether a measure changed anything."""

import datetime as dt

import dataframely as dy
import polars as pl


class Outcome(dy.Schema):
    """One outcome of one unit (a platform, a facility, a category of goods) in one period."""

    unit = dy.String(nullable=False, min_length=1)
    period = dy.Date(nullable=False, description="first day; all periods are equally long")
    value = dy.Float64(nullable=True, description="the outcome; without it numerator / denominator")
    weight = dy.Float64(nullable=True, description="how much it rests on, such as cases; without it the denominator")
    numerator = dy.Float64(nullable=True, min=0, description="of a share: how many of the denominator")
    denominator = dy.Float64(nullable=True, min=0)

    @dy.rule()
    def numerator_and_denominator_are_given_where_there_is_no_value(cls) -> pl.Expr:
        return pl.col("value").is_not_null() | (pl.col("numerator").is_not_null() & (pl.col("denominator") > 0))

    @dy.rule()
    def value_is_a_finite_number(cls) -> pl.Expr:
        return pl.col("value").is_null() | pl.col("value").is_finite()

    @dy.rule()
    def weight_is_above_0_and_finite(cls) -> pl.Expr:
        return pl.col("weight").is_null() | ((pl.col("weight") > 0) & pl.col("weight").is_finite())

    @dy.rule()
    def numerator_is_at_most_the_denominator(cls) -> pl.Expr:
        return pl.col("numerator").is_null() | (pl.col("numerator") <= pl.col("denominator"))


EXAMPLE = pl.DataFrame(
    {
        "unit": ["Harbour Goods"],
        "period": [dt.date(2026, 3, 1)],
        "value": [None],
        "weight": [None],
        "numerator": [31.0],
        "denominator": [240.0],
    },
    schema_overrides={"value": pl.Float64, "weight": pl.Float64},
)
