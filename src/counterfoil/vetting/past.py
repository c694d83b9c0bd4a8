"""What does a seller's past say: lists of denied parties, ended accounts of the same party, violations?"""

import datetime as dt

import polars as pl

from counterfoil.evidence.kind import filled
from counterfoil.tables.denied_match import STRENGTHS
from counterfoil.vetting.references import ENDED, RETURNS
from counterfoil.vetting.regime import Regime
from counterfoil.vetting.same_details import same_numbers, with_same_details

DEBARMENT = "debarment"  # FollowTheMoney's topic of a party that may not take part in trade with the state


def with_matches(rows: pl.DataFrame, matches: pl.DataFrame, *, screened: bool) -> pl.DataFrame:
    """Return sellers' rows with their surest denied match; `screened`: lists were given at all."""
    rank = pl.col("strength").replace_strict({name: at for at, name in enumerate(STRENGTHS)}, return_dtype=pl.Int64)
    surest = matches.sort(rank, -pl.col("weight"), "entry_id").unique("seller_id", keep="first", maintain_order=True)
    told = surest.select(
        subject_id="seller_id",
        denied_strength="strength",
        denied_role="role",
        denied_entry=filled("{} of {}", pl.col("entry_id"), pl.col("dataset").fill_null("the list given")),
        denied_explained="explained",
    )
    joined = rows.join(told, on="subject_id", how="left", maintain_order="left")
    return joined.with_columns(denied_screened=pl.lit("screened" if screened else None, dtype=pl.String))


def debarred_days(matches: pl.DataFrame) -> pl.DataFrame:
    """Return the days on which sellers' debarred parties were listed: seller_id, kind, day. The clock of EO 13904 §3
    runs from them."""
    of_debarment = pl.col("topics").list.contains(DEBARMENT).fill_null(value=False)
    listed = matches.filter(of_debarment & pl.col("listingDate").is_not_null())
    return listed.select("seller_id", kind=pl.lit("debarred"), day="listingDate")


def with_returns(rows: pl.DataFrame, re_entries: pl.DataFrame, *, apart: bool) -> pl.DataFrame:
    """Return sellers' rows with the ended account that each comes back from: by `re_entries` (contract ReEntry) and,
    if they are not looked at `apart`, by the same party_id or a number that only one party can have."""
    met = pl.DataFrame(schema=RETURNS) if apart else pl.concat([_same_party(rows), same_numbers(rows)])
    same = with_same_details(rows, met)
    told = re_entries.select(list(RETURNS)).with_columns(
        pl.col("reasons").list.eval(pl.element().str.strip_suffix("."))
    )
    known = pl.concat([same, told]).sort("seller_id", "known_seller_id", maintain_order=True)
    open_ones = rows.filter(~pl.col("status").is_in(ENDED).fill_null(value=False)).select(seller_id="subject_id")
    first = known.join(open_ones, on="seller_id", how="semi").unique("seller_id", keep="first", maintain_order=True)
    shown = first.select(
        subject_id="seller_id",
        returns_as="known_seller_id",
        returns_status="known_status",
        returns_evidence=pl.col("reasons").list.join("; "),
    )
    return rows.join(shown, on="subject_id", how="left", maintain_order="left")


def _same_party(rows: pl.DataFrame) -> pl.DataFrame:
    ended = rows.filter(pl.col("status").is_in(ENDED)).select(
        "party_id", known_seller_id="subject_id", known_status="status"
    )
    met = rows.select("party_id", seller_id="subject_id").join(ended, on="party_id", how="inner")
    other = met.filter(pl.col("seller_id") != pl.col("known_seller_id"))
    return other.with_columns(reasons=pl.lit(["party"], dtype=pl.List(pl.String))).select(list(RETURNS))


def with_violations(rows: pl.DataFrame, events: pl.DataFrame, *, regime: Regime | None, day: dt.date) -> pl.DataFrame:
    """Return sellers' rows with their violations within the months that a regime counts; null where none counts."""
    allowed = regime.number("violations") if regime else None
    within = regime.number("violations_within") if regime else None
    if allowed is None or within is None:
        none = pl.lit(None, dtype=pl.Int64)
        return rows.with_columns(violations=none, violations_allowed=none, violations_within=none)
    since = pl.lit(day).dt.offset_by(f"-{within}mo")
    counted = events.filter((pl.col("kind") == "violation") & (pl.col("day") > since) & (pl.col("day") <= day))
    held = counted.group_by("seller_id").agg(violations=pl.len().cast(pl.Int64))
    joined = rows.join(held, left_on="subject_id", right_on="seller_id", how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("violations").fill_null(0), violations_allowed=pl.lit(allowed), violations_within=pl.lit(within)
    )
