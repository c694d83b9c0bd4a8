"""Link sellers: from tables of accounts to links, parties and re-entries. The same tables give the same."""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.linking.blocking import candidates
from counterfoil.linking.clusters import Judged, clusters
from counterfoil.linking.learned import learned_scores
from counterfoil.linking.links import judged_places, last_judgements, links
from counterfoil.linking.parties import NO_PARTIES, resolved_parties
from counterfoil.linking.re_entry import re_entries
from counterfoil.linking.scoring import scored
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.seller_records import NO_SIGNS, seller_records
from counterfoil.linking.side_by_side import side_by_side
from counterfoil.linking.weights import Weights, score_of
from counterfoil.tables.judgement import NOT_SAME, SAME, Judgement

NO_JUDGEMENTS = Judgement.create_empty()


class Linked(NamedTuple):
    """Tables `parties` (ResolvedParty), `links` (Link), `re_entries` (ReEntry), and their `evidence` side by side."""

    parties: pl.DataFrame
    links: pl.DataFrame
    re_entries: pl.DataFrame
    evidence: pl.DataFrame


def link_sellers(
    sellers: pl.DataFrame,
    weights: Weights,
    *,
    day: dt.date,
    signs: pl.DataFrame = NO_SIGNS,
    judgements: pl.DataFrame = NO_JUDGEMENTS,
    previous: pl.DataFrame = NO_PARTIES,
    learn: int | None = None,
) -> Linked:
    """Return who is behind the accounts.

    `sellers` has the columns of Seller, `signs` what their offers show (seller_id, kind, value), `judgements` those of
    Judgement, `previous` the resolved parties of the run before; `day` is written into their history. With a seed to
    `learn` by, scores are learned from the judgements where these are enough; the weights stay what they are.
    """
    sellers = sellers.sort("id")  # the order of the file is no evidence
    records = seller_records(sellers, signs)
    said = last_judgements(judgements)
    judged = Judged(judged_places(said, records, SAME), judged_places(said, records, NOT_SAME))
    pairs = pl.concat([candidates(records, SELLERS), _pairs(judged)]).unique().sort("left", "right")
    found = scored(records, pairs, SELLERS, weights)
    heads = clusters(records.height, found.with_columns(score=_scores(found, judged, learn)), judged=judged)
    told = links(records, found, heads, said, SELLERS)
    parties = resolved_parties(sellers, heads, previous, day=day)
    back = re_entries(sellers, sellers, told)
    return Linked(parties, told, back, side_by_side(back, records, weights))


def _scores(found: pl.DataFrame, judged: Judged, learn: int | None) -> pl.Series:
    """Return the score of each pair, from its weight or learned from the judgements."""
    if learn is not None:
        said = dict.fromkeys(judged.same, True) | dict.fromkeys(judged.apart, False)
        verdicts = [said.get(pair) for pair in found.select("left", "right").iter_rows()]
        learned = learned_scores(found, pl.Series(verdicts, dtype=pl.Boolean), seed=learn)
        if learned is not None:
            return learned
    return found.select(score_of(pl.col("weight"))).to_series()


def _pairs(judged: Judged) -> pl.DataFrame:
    schema = {"left": pl.UInt32, "right": pl.UInt32}
    return pl.DataFrame([*judged.same, *judged.apart], schema=schema, orient="row")
