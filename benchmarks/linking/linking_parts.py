"""The parts of the benchmark: each measures one thing and returns its figures by name, with its own CPU-seconds.

Imports count for nothing; reading the data neither; everything between the records and the groups counts.
"""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import febrl
import historical
import polars as pl
from group_quality import quality
from simulator import FIELDS, Market, market

from counterfoil.linking.blocking import candidates
from counterfoil.linking.clusters import clusters
from counterfoil.linking.comparison import Spec
from counterfoil.linking.estimation import estimated
from counterfoil.linking.known_sellers import KnownSellers
from counterfoil.linking.learned import learned_scores
from counterfoil.linking.link import link_sellers
from counterfoil.linking.scoring import scored
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.weights import Weights, built_in, read_weights, score_of
from counterfoil.tables.seller import Seller

SEED = 20261122
DRAWN = 300_000.0  # pairs by which u is estimated
WORTH = 0.1  # score from which a pair takes part in grouping
Figures = dict[str, Any]
BLOCKS = ("l.forename = r.forename and l.surname = r.surname", "l.born = r.born and l.district = r.district")
FEBRL_BLOCKS = ("l.given_name = r.given_name and l.surname = r.surname", "l.soc_sec_id = r.soc_sec_id")


def _unlabelled(records: pl.DataFrame, spec: Spec, start: Weights, blocks: tuple[str, ...], joined: float) -> pl.Series:
    """Return the group of each record, weights estimated without labels."""
    weights = estimated(records, spec, start, blocks=blocks, seed=SEED, drawn=DRAWN)
    found = scored(records, candidates(records, spec), spec, weights)
    likely = found.with_columns(score=score_of(pl.col("weight"))).filter(pl.col("score") >= WORTH)
    return pl.Series(clusters(records.height, likely, joined=joined))


def historical_unlabelled(data: Path) -> Figures:
    """Measure the historical figures without labels, on the half of people that nothing was chosen on."""
    people = pl.read_parquet(data / "historical_figures_with_errors_50k.parquet")
    began = time.process_time()
    records, spec = historical.records(people), historical.SPEC
    groups = _unlabelled(records, spec, historical.start(spec), BLOCKS, historical.JOINED)
    spent = time.process_time() - began
    held_out = ~historical.development(people["cluster"])
    return _of_groups(people["cluster"], groups, held_out) | {"records_per_cpu_second": people.height / spent}


def historical_labelled(data: Path) -> Figures:
    """Measure the same with the records of one person in five labelled, on the other people of the held-out half."""
    people = pl.read_parquet(data / "historical_figures_with_errors_50k.parquet")
    is_labelled = historical.labelled(people["cluster"])
    began = time.process_time()
    records, spec = historical.records(people), historical.with_more(historical.SPEC)
    found = scored(records, candidates(records, spec), spec, historical.start(spec))
    both = is_labelled.gather(found["left"]) & is_labelled.gather(found["right"])
    one = people["cluster"].gather(found["left"]) == people["cluster"].gather(found["right"])
    judged = pl.DataFrame({"one": one, "both": both}).select(pl.when("both").then("one")).to_series()
    scores = learned_scores(found, judged, seed=SEED)
    assert scores is not None
    likely = found.select("left", "right").with_columns(score=scores).filter(pl.col("score") >= WORTH)
    groups = pl.Series(clusters(records.height, likely, joined=historical.JOINED))
    spent = time.process_time() - began
    held_out = ~historical.development(people["cluster"]) & ~is_labelled
    return _of_groups(people["cluster"], groups, held_out) | {"records_per_cpu_second": people.height / spent}


def febrl4(data: Path) -> Figures:
    """Measure F1 over pairs of Febrl 4, without labels."""
    records, people = febrl.read(data)
    began = time.process_time()
    groups = _unlabelled(records, febrl.SPEC, febrl.start(febrl.SPEC), FEBRL_BLOCKS, febrl.JOINED)
    spent = time.process_time() - began
    everyone = pl.Series([True] * records.height)
    return _of_groups(people, groups, everyone) | {"records_per_cpu_second": records.height / spent}


def _of_groups(truth: pl.Series, groups: pl.Series, chosen: pl.Series) -> Figures:
    found = quality(truth.filter(chosen), groups.filter(chosen))
    return {name: round(100 * share, 2) for name, share in found._asdict().items()}


def returning(_: Path) -> Figures:
    """Measure the simulated operators who come back, at one false alarm in 1,000 honest applications."""
    drawn = market(seed=SEED, known=10_000, terminated=1_000, honest=10_000, each=200)
    weights = read_weights(built_in(), SELLERS, file="built in")
    terminated = drawn.known.filter(pl.col("status") == "terminated").select(known_seller_id="id")
    applications = _sellers(drawn.applications)
    with KnownSellers(_sellers(drawn.known), weights, signs=drawn.signs) as known:
        spent = _milliseconds(known, applications, drawn)
        found = known.resembling(applications, signs=drawn.signs)
    best = found.join(terminated, on="known_seller_id", how="semi").unique(
        "seller_id", keep="first", maintain_order=True
    )
    told = drawn.applications.select("id", "k", "returns").join(best, left_on="id", right_on="seller_id", how="left")
    told = told.with_columns(pl.col("weight").fill_null(-(10**6)))
    alarms = told.filter(pl.col("k").is_null())["weight"].sort(descending=True)
    limit = alarms[len(alarms) // 1_000]  # as many honest ones weigh more as one in a thousand
    right = (pl.col("weight") > limit) & (pl.col("known_seller_id") == pl.col("returns"))
    by_k = told.drop_nulls("k").group_by("k").agg(recall=right.fill_null(value=False).mean()).sort("k")
    recall = {f"recall_at_{k}_of_{len(FIELDS)}": round(share, 4) for k, share in by_k.iter_rows()}
    return recall | {"false_alarms": int((alarms > limit).sum()), "limit": int(limit), "milliseconds": spent}


def _milliseconds(known: KnownSellers, applications: pl.DataFrame, drawn: Market) -> float:
    """Return how many CPU-milliseconds one application alone takes, the median of 30."""
    spent = []
    for place in range(40):
        one = applications[place]
        signs = drawn.signs.filter(pl.col("seller_id") == one["id"].item())
        began = time.process_time()
        known.resembling(one, signs=signs)
        spent.append(1_000 * (time.process_time() - began))
    return round(sorted(spent[10:])[15], 1)


def chaining(_: Path) -> Figures:
    """Count the parties of 1,000 sellers that share nothing but one warehouse's address."""
    drawn = market(seed=SEED, known=1_000, terminated=0, honest=0, each=0)
    number = pl.int_range(pl.len()).cast(pl.String).str.zfill(7)
    alone = _sellers(drawn.known).with_columns(
        address=pl.lit("1 Harbor Logistics Way, Unit 5, Edison, 08837"),
        phone="+1 732" + number,
        bankAccount="98001" + number,
    )
    weights = read_weights(built_in(), SELLERS, file="built in")
    linked = link_sellers(alone, weights, day=dt.date(2026, 11, 22))
    sizes = linked.parties.group_by("party_id").len()["len"]
    return {"parties": sizes.len(), "largest": int(sizes.max() or 0)}


def _sellers(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of the simulator as the table of sellers."""
    blank = Seller.create_empty()
    given = rows.select(name for name in rows.columns if name in blank.columns)
    return pl.concat([blank, given], how="diagonal_relaxed").select(blank.columns)


PARTS: dict[str, Callable[[Path], Figures]] = {
    part.__name__: part for part in (historical_unlabelled, historical_labelled, febrl4, returning, chaining)
}
