"""How many of the offers that people review are counterfeit, and how many counterfeits do they get to see?

Recall and false alarms are measured apart, each on labelled offers of its own, and meet only in Bayes' rule: with a
share p of infringing offers in the feed, found share R and falsely alarmed share A, precision is
pR / (pR + (1 - p)A). Its low end takes the bad end of both shares, its high end the good end of both; two 95 %
intervals hold together at least 90 % of the time (Bonferroni), so that is what the interval of a precision claims.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.intervals.weighted import share_with_interval, wilson
from counterfoil.tables.label import GENUINE

PREVALENCES = (0.001, 0.01, 0.05)  # shares of infringing offers in a feed for which figures are given


class Share(NamedTuple):
    """A share of `labels` labelled offers with the ends of its 95 % interval; of none it is empty, from 0 to 1."""

    value: float | None
    low: float
    high: float
    labels: int


class Rates(NamedTuple):
    """Of the labelled infringing offers, those `reviewed` and those `found` (not cleared); of the genuine ones, those
    `alarmed` (reviewed)."""

    reviewed: Share
    found: Share
    alarmed: Share


class Feed(NamedTuple):
    """Offers a day, and the share of infringing ones among them."""

    offers: int
    prevalence: float


def rates_of(decisions: pl.DataFrame, labels: pl.DataFrame) -> Rates:
    """Return what decisions (`subject_id`, `decision`) did to labelled offers (contract Label), each label weighted by
    1 / selection probability. An offer with several labels infringes if one of them says so."""
    judged = labels.group_by("subject_id").agg(
        infringes=(pl.col("label") != GENUINE).any(), weight=1 / pl.col("selection_probability").max()
    )
    known = judged.join(decisions, on="subject_id").sort("subject_id")
    infringing, genuine = known.filter("infringes"), known.filter(~pl.col("infringes"))
    reviewed, found = pl.col("decision") == "review", pl.col("decision") != "clear"
    return Rates(_share(infringing, reviewed), _share(infringing, found), _share(genuine, reviewed))


def precision_at(prevalence: float, *, found: Share, alarmed: Share) -> Share:
    """Return the share of infringing offers among those alarmed, where they are the share `prevalence` of the feed.

    Its value is empty where nothing is alarmed, or where one of the two shares is not known.
    """
    value = None
    if found.value is not None and alarmed.value is not None:
        value = _bayes(prevalence, found.value, alarmed.value)
    low, high = _bayes(prevalence, found.low, alarmed.high), _bayes(prevalence, found.high, alarmed.low)
    return Share(value, low or 0.0, 1.0 if high is None else high, found.labels + alarmed.labels)


def curve_of(labelled: pl.DataFrame) -> pl.DataFrame:
    """Return per weight that occurs, the heaviest first: `threshold`, and how many infringing offers are `found` and
    genuine ones `alarmed` from there on. `labelled` has `weight` (empty: never alarmed) and `infringes`."""
    infringes = pl.col("infringes")
    return (
        labelled.filter(pl.col("weight").is_not_null())
        .group_by(threshold="weight")
        .agg(found=infringes.sum().cast(pl.Int64), alarmed=(~infringes).sum().cast(pl.Int64))
        .sort("threshold", descending=True)
        .with_columns(pl.col("found").cum_sum(), pl.col("alarmed").cum_sum())
    )


def shares_reviewed(curve: pl.DataFrame, sizes: tuple[int, int], feed: Feed, *, reviews: float) -> tuple[Share, Share]:
    """Return the shares of infringing and of genuine offers among `reviews` a day, the heaviest offers first.

    `sizes`: labelled infringing and genuine offers that `curve` was made of. Of the weight at which the reviewers' day
    ends, an equal part of both is reviewed. Where the curve ends first, all that is on it is reviewed.
    """
    infringing, genuine = sizes
    found = alarmed = workload = 0.0
    for _, next_found, next_alarmed in curve.iter_rows():
        expected = reviews_a_day(feed, found=next_found / infringing, alarmed=next_alarmed / genuine)
        part = min(1.0, (reviews - workload) / (expected - workload)) if expected > workload else 1.0
        found, alarmed = found + part * (next_found - found), alarmed + part * (next_alarmed - alarmed)
        workload += part * (expected - workload)
        if part < 1:
            break
    return share_of(found, infringing), share_of(alarmed, genuine)


def reviews_a_day(feed: Feed, *, found: float, alarmed: float) -> float:
    """Return how many offers a day are reviewed, where these shares of infringing and genuine ones are."""
    return feed.offers * (feed.prevalence * found + (1 - feed.prevalence) * alarmed)


def share_of(hits: float, labels: int) -> Share:
    """Return the share of equally drawn labels."""
    if not labels:
        return Share(None, 0.0, 1.0, 0)
    low, high = pl.select(
        *(end.alias(str(n)) for n, end in enumerate(wilson(pl.lit(hits / labels), pl.lit(labels))))
    ).row(0)
    return Share(hits / labels, low, high, labels)


def _share(rows: pl.DataFrame, hit: pl.Expr) -> Share:
    if rows.is_empty():
        return share_of(0, 0)
    weight = pl.col("weight")
    row = rows.select(**share_with_interval(hit, weight, heaviest=weight.max())).row(0, named=True)
    return Share(row["share"], row["low"], row["high"], rows.height)


def _bayes(prevalence: float, found: float, alarmed: float) -> float | None:
    alarms = prevalence * found + (1 - prevalence) * alarmed
    return prevalence * found / alarms if alarms > 0 else None
