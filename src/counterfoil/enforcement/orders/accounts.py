"""Which accounts does an order reach? Each with the defendant it is like, a score, its reasons, and what follows.

An account is reached where exact details or a name with what stands beside it weigh enough; where not, it waits for a
person. A defendant that is like many accounts reaches none of them but those that the order gives by their id.
"""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.orders import facts, weigh
from counterfoil.enforcement.orders.names import alike, names_of_sellers
from counterfoil.enforcement.orders.record import Defendant
from counterfoil.evidence.combination import score_of
from counterfoil.tables.order_reach import REACHED, WAITING
from counterfoil.text.names import name_scores

BY_ID = (facts.ACCOUNT, facts.STORE)
CERTAIN = (*BY_ID, facts.EMAIL, facts.BANK, facts.REGISTRATION, facts.TAX, "address", facts.PHONE)
ACCOUNTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "account_id": pl.String,
    "number": pl.Int64,
    "state": pl.String,
    "score": pl.Float64,
    "weight": pl.Int64,
    "reasons": pl.List(pl.String),
    "by_id": pl.Boolean,
}
# A name that many have keeps each from being reached; it must not take them from the person who has to choose.
_SHARED = pl.col("weight").filter(pl.col("part") == weigh.SHARED).sum()


class Candidates(NamedTuple):
    """Accounts that may be a defendant's: `parts` of weight (`weigh.PARTS`), before what they offer is known."""

    parts: pl.DataFrame

    @property
    def accounts(self) -> list[str]:
        """The ids of the accounts, sorted."""
        return sorted(self.parts["seller_id"].unique())


def candidates(defendants: Sequence[Defendant], sellers: pl.DataFrame) -> Candidates:
    """Return the accounts (contract Seller) that are like a defendant in any way that could count."""
    given = facts.defendants_facts(defendants)
    held = pl.concat([facts.held_facts(sellers, given), facts.named_in_stores(sellers, given)])
    details = weigh.of_details(held)
    asked = _asked_names(defendants)
    named = _named(asked, sellers, details)
    parts = pl.concat([details, weigh.of_names(named), weigh.of_other_names(details, named, asked)])
    pairs = _pairs(parts, defendants, sellers)
    together = pl.concat([parts, weigh.of_the_account(pairs)])
    could = together.group_by(weigh.PAIR).agg(most=pl.col("weight").sum() - _SHARED)
    enough = could.filter(pl.col("most") + int(weigh.weights()["bears_marks"]) >= int(weigh.weights()["waiting"]))
    odd = together.filter(pl.col("part") == "other name").select(weigh.PAIR)
    kept = pl.concat([enough.select(weigh.PAIR), odd]).unique()
    return Candidates(together.join(kept, on=weigh.PAIR, how="semi", maintain_order="left"))


def judged(found: Candidates, bearing: pl.DataFrame | None) -> pl.DataFrame:
    """Return the accounts that are reached or wait (ACCOUNTS), an account once, with its likeliest defendant.

    `bearing`: seller_id, and how many of its offers bear the marks; None where no offers were given.
    """
    parts = found.parts
    if bearing is not None and parts.height:
        parts = pl.concat([parts, weigh.of_marks(parts.select(weigh.PAIR).unique(), bearing)])
    summed = parts.sort("weight", descending=True, maintain_order=True).group_by(weigh.PAIR, maintain_order=True).agg(
        weight=pl.col("weight").sum(),
        shared=_SHARED,
        reasons=pl.col("says"),
        by_id=pl.col("part").is_in(BY_ID).any(),
        certain=pl.col("part").is_in(CERTAIN).any(),
        same_name=pl.col("says").str.contains(" is the same as ", literal=True).any(),
        odd=(pl.col("part") == "other name").any(),
    )  # fmt: skip
    placed = _crowds(_states(summed))
    best = placed.sort("account_id", "weight", "number", descending=[False, True, False])
    once = best.unique("account_id", keep="first", maintain_order=True)
    return once.with_columns(score=score_of(pl.col("weight"))).select(pl.col(n).cast(t) for n, t in ACCOUNTS.items())


def _states(summed: pl.DataFrame) -> pl.DataFrame:
    told = weigh.weights()
    sure = (pl.col("certain") | pl.col("same_name")) & ~pl.col("odd")
    reached = (pl.col("weight") >= int(told["reached"])) & sure
    waits = (pl.col("weight") - pl.col("shared") >= int(told["waiting"])) | pl.col("odd")
    state = pl.when(reached).then(pl.lit(REACHED)).when(waits).then(pl.lit(WAITING))
    return summed.with_columns(state=state).filter(pl.col("state").is_not_null()).rename({"seller_id": "account_id"})


def _crowds(placed: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts, all of a defendant waiting where it is like many that the order does not give by id."""
    like = (~pl.col("by_id")).sum().over("number")
    many = (like > int(weigh.weights()["many"])) & ~pl.col("by_id")
    says = pl.format("Defendant {} is like {} accounts: what the order tells does not tell them apart.", "number", like)
    return placed.with_columns(
        state=pl.when(many).then(pl.lit(WAITING)).otherwise("state"),
        reasons=pl.when(many).then(pl.concat_list("reasons", says)).otherwise("reasons"),
    )


def _asked_names(defendants: Sequence[Defendant]) -> pl.DataFrame:
    rows = [(one.number, name, place > 0) for one in defendants for place, name in enumerate(one.names)]
    return pl.DataFrame(rows, schema={"number": pl.Int64, "asked": pl.String, "is_alias": pl.Boolean}, orient="row")


def _named(asked: pl.DataFrame, sellers: pl.DataFrame, details: pl.DataFrame) -> pl.DataFrame:
    """Return accounts with the names of defendants that theirs are like: the columns that `weigh.of_names` reads."""
    names = names_of_sellers(sellers)
    pairs = alike(asked["asked"], names["name"])
    by_account = names.join(pairs, on="name").join(asked, on="asked")
    same = pl.col("name_score") >= weigh.weights()["plain_sameness"]
    holders = by_account.filter(same & (pl.col("role") == "name")).group_by("asked").agg(
        holders=pl.col("seller_id").n_unique()
    )  # fmt: skip
    told = by_account.join(holders, on="asked", how="left").with_columns(
        holders=pl.when(same).then(pl.col("holders")).otherwise(1).fill_null(1)
    )
    seen = told.select("seller_id", "number", "name_score", "role", "is_alias", "holders")
    return pl.concat([seen, _of_the_given(asked, names, details)])


def _of_the_given(asked: pl.DataFrame, names: pl.DataFrame, details: pl.DataFrame) -> pl.DataFrame:
    """Return how like the names are of accounts that the order gives by another detail: they were not looked for."""
    given = details.select(weigh.PAIR).unique().join(asked, on="number").join(names, on="seller_id")
    scored = given.with_columns(name_score=name_scores(given["asked"], given["name"]))
    return scored.select(
        "seller_id", "number", "name_score", "role", "is_alias", holders=pl.lit(1, dtype=pl.UInt32)
    ).cast({"name_score": pl.Float64})


def _pairs(parts: pl.DataFrame, defendants: Sequence[Defendant], sellers: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with platform, country and address of both sides."""
    pairs = parts.select(weigh.PAIR).unique(maintain_order=True)
    own = sellers.lazy().select(seller_id="id", platform="marketplace", country="country", address="address")
    own_rows = own.filter(pl.col("seller_id").is_in(pairs["seller_id"].unique().implode())).collect()
    rows = [(one.number, one.platform, one.country, one.address) for one in defendants]
    columns = ("number", "asked_platform", "asked_country", "asked_address")
    told = pl.DataFrame(rows, schema={n: pl.Int64 if n == "number" else pl.String for n in columns}, orient="row")
    return pairs.join(own_rows, on="seller_id").join(told, on="number")
