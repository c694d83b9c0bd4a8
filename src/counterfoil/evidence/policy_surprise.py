"""Which of the changes would surprise the people who answer for them?

Surprising is, first, that an offer of an authorised seller would be treated more gravely, and then a large change on a
small margin: many steps between the old and the new decision, though the weight lies close to the number that a rule
asks for. The measure is steps / (distance + ONE_STEP), the distance in thousandths of a nat.
"""

import polars as pl

from counterfoil.evidence.policy import NO_MATCH, NO_SIGN, Policy
from counterfoil.evidence.policy_reach import bounds_of

MOST_SHOWN = 20
SHOWN = ("run", "subject_id", "external_seller_id", "right_id", "was", "becomes", "weight", "bound", "distance", "why")
ONE_STEP = 500  # thousandths of a nat: a distance of half a nat halves the surprise of a change


def surprises(touched: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Return the most surprising of the touched decisions, at most MOST_SHOWN, with `bound`, `distance` and `why`.

    `touched` is as in `Backtest`; `bound` is the number in the deciding rule, new or old, that is nearest the weight.
    """
    measured = _measured(touched, policy)
    betrayed = pl.col("authorised") & (pl.col("steps") > 0)
    surprise = pl.col("steps").abs() / (pl.col("distance").fill_null(ONE_STEP) + ONE_STEP)
    return (
        measured.with_columns(betrayed=betrayed, surprise=surprise)
        .sort(["betrayed", "surprise", "subject_id"], descending=[True, True, False])
        .head(MOST_SHOWN)
        .with_columns(why=_why())
        .select(SHOWN)
    )


def _measured(touched: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Add the number nearest the weight among those that decide: the policy's rules' and the old rules' own."""
    rules = {rule.when: bounds_of(rule.when) for rule in policy.rules}
    old = {
        when: [] if when in (NO_MATCH, NO_SIGN) else bounds_of(when) for when in touched["old_rule"].unique().to_list()
    }
    every = pl.lit(
        sorted({bound for bounds in [*rules.values(), *old.values()] for bound in bounds}), pl.List(pl.Int64)
    )
    lists = pl.concat_list(_listed("new_rule", rules), _listed("old_rule", old)).list.drop_nulls()
    own = pl.when(lists.list.len() > 0).then(lists).otherwise(every)
    rows = touched.with_row_index("row").with_columns(bounds=own)
    nearest = (
        rows.select("row", "weight", bound="bounds")
        .explode("bound", empty_as_null=True, keep_nulls=True)
        .with_columns(distance=(pl.col("weight") - pl.col("bound")).abs())
        .sort(["row", "distance", "bound"], nulls_last=True)
        .unique("row", keep="first", maintain_order=True)
        .select("row", "bound", "distance")
    )
    return rows.drop("bounds").join(nearest, on="row", how="left", maintain_order="left").drop("row")


def _listed(column: str, bounds: dict[str, list[int]]) -> pl.Expr:
    frame = pl.List(pl.Int64)
    return pl.col(column).replace_strict(list(bounds), list(bounds.values()), default=[], return_dtype=frame)


def _why() -> pl.Expr:
    move = pl.format("from {} to {}", "was", "becomes")
    who = pl.when("authorised").then(pl.lit("an authorised seller's offer goes ")).otherwise(pl.lit("goes "))
    side = pl.when(pl.col("weight") >= pl.col("bound")).then(pl.lit("above")).otherwise(pl.lit("below"))
    margin = pl.format(
        ", though its weight {} lies {} {} the {} that a rule asks for", "weight", "distance", side, "bound"
    )
    on_the_line = pl.format(", though its weight {} is just the number that a rule asks for", "weight")
    return pl.concat_str(
        who,
        move,
        pl.when(pl.col("distance") == 0).then(on_the_line).otherwise(margin).fill_null(""),
    )
