"""What speaks for the charge, and what against it? Every sign of every run, in one table, none left out for its side.

A sign that weighs more than nothing speaks for the charge, one that weighs less against it. So does every offer of the
same accounts that was found clear, every link that alone would say two operators, and every genuine item in stock.
"""

import polars as pl

from counterfoil.enforcement.cases.runs import LINKING, MATCHING, SCREENING, VETTING, Runs
from counterfoil.enforcement.cases.subjects import cleared, listings, stock
from counterfoil.tables.case_evidence import SIDES, CaseEvidence
from counterfoil.tables.contract import completed
from counterfoil.tables.link import APART
from counterfoil.tables.match import VERDICTS

FOR, AGAINST = SIDES
GENUINE = VERDICTS[2]
LISTED = 20  # cleared offers named in a sentence; the exhibit holds them all


def evidence_of(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    """Return the evidence of all cases (contract CaseEvidence), by case, side and weight. `accounts` has case_id."""
    parts = (
        _of_offers(accounts, runs),
        _of_cleared(accounts, runs),
        _of_links(accounts, runs),
        _of_re_entries(accounts, runs),
        _of_sellers(accounts, runs),
        _of_stock(accounts, runs),
    )
    whole = pl.concat(CaseEvidence.cast(completed(part, CaseEvidence)) for part in parts)
    heaviest = pl.col("weight").abs().fill_null(0)
    by = ("case_id", pl.col("side") == AGAINST, heaviest, "subject_kind", "subject_id", "kind")
    return whole.sort(*by, descending=[False, False, True, False, False, False], maintain_order=True)


def _side() -> pl.Expr:
    return pl.when(pl.col("weight") > 0).then(pl.lit(FOR)).otherwise(pl.lit(AGAINST))


def _of_offers(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    own = listings(accounts, runs).select("case_id", "subject_id")
    found = runs.findings.filter(pl.col("weight") != 0).join(own, on="subject_id", maintain_order="left")
    return found.with_columns(side=_side(), source=pl.lit(runs.source(SCREENING, "findings")))


def _of_cleared(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    """One row for each account with offers that were found clear."""
    found = cleared(accounts, runs).sort("subject_id").group_by("case_id", "account_id", maintain_order=True)
    named = pl.col("subject_id").head(LISTED).str.join(", ")
    more = pl.when(pl.len() > LISTED).then(pl.lit(" …")).otherwise(pl.lit(""))
    counted = found.agg(pl.len().alias("offers"), named=named + more)
    one = pl.col("offers") == 1
    verb = pl.when(one).then(pl.lit("offer of the account was")).otherwise(pl.lit("offers of the account were"))
    return counted.select(
        "case_id",
        side=pl.lit(AGAINST),
        subject_kind=pl.lit("account"),
        subject_id="account_id",
        kind=pl.lit("offers_found_clear"),
        seen=pl.format("{} clear", "offers"),
        detail=pl.format("{} {} screened and found clear: {}.", "offers", verb, "named"),
        party_detail=pl.format("{} {} looked at, and nothing was found.", "offers", verb),
        source=pl.lit(runs.source(SCREENING, "decisions")),
    )


def _of_links(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    own, other = accounts.select("case_id", "account_id"), accounts.select(other_case="case_id", other="account_id")
    within = runs.links.filter(pl.col("relation") != APART).join(own, left_on="seller_id", right_on="account_id")
    within = within.join(other, left_on="other_seller_id", right_on="other").filter(
        pl.col("case_id") == pl.col("other_case")
    )
    reasons = pl.col("reasons").list.join(" ")
    alone = pl.lit(" Held against each other alone they would not be linked: other accounts join them.")
    both = pl.format("{} and {}: ", "seller_id", "other_seller_id")
    return within.select(
        "case_id",
        "weight",
        side=_side(),
        subject_kind=pl.lit("account"),
        subject_id="seller_id",
        kind=pl.lit("linked"),
        seen="other_seller_id",
        detail=both + reasons + pl.when(pl.col("weight") > 0).then(pl.lit("")).otherwise(alone),
        source=pl.lit(runs.source(LINKING, "links")),
    )


def _of_re_entries(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    own = accounts.select("case_id", "account_id")
    found = runs.re_entries.join(own, left_on="seller_id", right_on="account_id")
    told = pl.format("{} seems to be {}, which was {}, come back: ", "seller_id", "known_seller_id", "known_status")
    return found.select(
        "case_id",
        "weight",
        side=_side(),
        subject_kind=pl.lit("account"),
        subject_id="seller_id",
        kind=pl.lit("re_entry"),
        seen="known_seller_id",
        detail=told + pl.col("reasons").list.join(" "),
        source=pl.lit(runs.source(LINKING, "re_entries")),
    )


def _of_sellers(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    own = accounts.select("case_id", "account_id")
    found = runs.seller_findings.filter(pl.col("weight") != 0)
    return found.join(own, left_on="subject_id", right_on="account_id", maintain_order="left").with_columns(
        side=_side(), subject_kind=pl.lit("account"), source=pl.lit(runs.source(VETTING, "findings"))
    )


def _of_stock(accounts: pl.DataFrame, runs: Runs) -> pl.DataFrame:
    told = pl.format("{}, held against the goods {}: {}. ", "item_id", "goods_id", "verdict")
    return stock(accounts, runs).select(
        "case_id",
        side=pl.when(pl.col("verdict") == GENUINE).then(pl.lit(AGAINST)).otherwise(pl.lit(FOR)),
        subject_kind=pl.lit("item"),
        subject_id="item_id",
        kind=pl.col("verdict").str.replace_all(" ", "_"),
        seen="goods_id",
        detail=(told + _sentences("reasons")).str.strip_chars(),
        party_detail=pl.col("party_reasons").list.join(" ").replace("", None),
        source=pl.lit(runs.source(MATCHING, "matches")),
    )


def _sentences(reasons: str) -> pl.Expr:
    """Return reasons as one text: sentences as they are, semicolons between what is none, a stop at the end."""
    one = pl.element()
    ended = pl.when(one.str.ends_with(".")).then(one).otherwise(one + ";")
    return pl.col(reasons).list.eval(ended).list.join(" ").str.replace(";$", ".")
