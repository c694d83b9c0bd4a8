"""What is a case about: which party, accounts, listings, goods and items, and why does each belong to it?"""

import polars as pl

from counterfoil.codes.pieces import PIECES
from counterfoil.enforcement.cases.runs import Runs
from counterfoil.tables.case_subject import CaseSubject
from counterfoil.tables.contract import completed
from counterfoil.tables.match import VERDICTS

MATTERS = VERDICTS[:3]  # identical offending goods, examine, genuine stock
_ASKED = {
    "review": "Screening asks a person to look at it.",
    "request-documents": "Screening asks for documents.",
    "hold": "Screening asks to hold it.",
    "remove": "Screening asks to remove it.",
}


def subjects_of(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    """Return the subjects of all cases (contract CaseSubject), by case and kind. `accounts` has case_id."""
    parts = (_parties(accounts), _accounts(accounts, runs), _listings(accounts, runs), *_stock(accounts, runs))
    whole = [CaseSubject.cast(completed(part, CaseSubject)) for part in parts]
    return pl.concat(whole).sort("case_id", "subject_kind", "subject_id", maintain_order=True)


def listings(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    """Return the offers of the cases that are not clear: columns of offer and decision, case_id and account_id."""
    return _offers_of(accounts, runs).filter(pl.col("decision") != "clear")


def cleared(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    """Return the offers of the same accounts that were found clear, in the same columns."""
    return _offers_of(accounts, runs).filter(decision="clear")


def _offers_of(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    own = accounts.select("case_id", "account_id")
    return (
        runs.decided()
        .join(own, left_on="external_seller_id", right_on="account_id")
        .with_columns(account_id="external_seller_id")
    )


def stock(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    """Return the matches of items of the cases' accounts, a row each: columns of match and of the item."""
    of_items = runs.matches.filter(pl.col("verdict").is_in(MATTERS)).join(runs.items, left_on="item_id", right_on="id")
    own = accounts.select("case_id", "account_id")
    return of_items.join(own, left_on="external_seller_id", right_on="account_id").with_columns(
        account_id="external_seller_id"
    )


def _parties(accounts: pl.DataFrame) -> pl.DataFrame:
    several = pl.concat_str(
        pl.lit("Linking found one operator behind "), pl.len().cast(pl.String), pl.lit(" accounts.")
    )
    alone = pl.lit("Linking knows no other account of its operator.")
    known = accounts.filter(pl.col("party_id").is_not_null()).group_by("case_id", "party_id")
    return known.agg(why=pl.when(pl.len() > 1).then(several).otherwise(alone)).select(
        "case_id", "why", subject_kind=pl.lit("party"), subject_id="party_id"
    )


def _accounts(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    offers = _offers_of(accounts, runs).group_by("account_id")
    counted = offers.agg(asked=(pl.col("decision") != "clear").sum(), all=pl.len())
    back = runs.re_entries.sort("weight", descending=True).unique("seller_id", keep="first", maintain_order=True)
    dossiers = runs.dossiers.select(account_id="seller_id", decision="status", score="score")
    known = back.select("known_seller_id", "known_status", account_id="seller_id")
    told = accounts.join(counted, on="account_id", how="left").join(known, on="account_id", how="left")
    whys = [
        pl.when(pl.col("all") > 0).then(pl.format("{} of its {} offers are not clear.", "asked", "all")),
        pl.when(pl.col("known_status").is_not_null()).then(
            pl.format("It seems to be the {} account {} come back.", "known_status", "known_seller_id")
        ),
        pl.when(pl.len().over("case_id") > 1).then(pl.lit("It is linked to the others of the case.")),
    ]
    why = pl.concat_str(whys, separator=" ", ignore_nulls=True)
    return told.join(dossiers, on="account_id", how="left").select(
        "case_id",
        "decision",
        "score",
        subject_kind=pl.lit("account"),
        subject_id="account_id",
        account_id="account_id",
        why=pl.when(why != "").then(why).otherwise(pl.lit("Goods of it matched goods that are looked for.")),
    )


def _listings(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    asked = pl.col("decision").replace_strict(_ASKED, default="Screening did not clear it.", return_dtype=pl.String)
    first = pl.col("reasons").list.first()
    lower = pl.min_horizontal("price", "sale_price")
    return listings(accounts, runs).select(
        "case_id",
        "account_id",
        "right_id",
        "decision",
        "score",
        "gtin",
        "price_currency",
        subject_kind=pl.lit("offer"),
        subject_id="subject_id",
        price=lower,
        why=first.fill_null(asked),
    )


def _stock(accounts: pl.DataFrame, runs: Runs) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the items, each under its gravest verdict, and the goods that they were held against."""
    found = stock(accounts, runs)
    ranks = {verdict: rank for rank, verdict in enumerate(VERDICTS)}
    rank = pl.col("verdict").replace_strict(ranks, return_dtype=pl.Int64)
    gravest = found.sort(rank, "goods_id").unique(["case_id", "item_id"], keep="first", maintain_order=True)
    items = gravest.select(
        "case_id",
        "account_id",
        "gtin",
        quantity=pl.when(pl.col("quantity_unit").fill_null("EA").is_in(PIECES)).then("quantity"),
        subject_kind=pl.lit("item"),
        subject_id="item_id",
        decision="verdict",
        score="source_score",
        why=pl.concat_str(
            pl.format("Held against the goods {}: {}. ", "goods_id", "verdict"),
            pl.col("reasons").list.first().fill_null(""),
        ).str.strip_chars(),
    )
    goods = found.group_by("case_id", "goods_id").agg(items=pl.col("item_id").n_unique())
    why = pl.format("Items of the case were held against these goods: {}.", "items")
    return items, goods.select("case_id", subject_kind=pl.lit("goods"), subject_id="goods_id", why=why)
