"""Which pairs of accounts are told, and what does the reviewer read? Sentences without names or whole numbers."""

from collections.abc import Sequence

import polars as pl

from counterfoil.codes.redacted import last_four
from counterfoil.linking.comparison import Spec
from counterfoil.linking.seller_comparisons import SAYS
from counterfoil.linking.weights import NAT, score_of
from counterfoil.tables.judgement import NOT_SAME, SAME
from counterfoil.tables.link import APART, ONE_OPERATOR, POSSIBLE, Link

TOLD = -3 * NAT  # from this weight a pair is told: odds of one in twenty
WORTH_SAYING = NAT // 2  # from this weight an agreement is a reason
NUMBERS = ("phone", "tax", "registration", "bank", "identity")


def links(
    records: pl.DataFrame, found: pl.DataFrame, heads: Sequence[int], judgements: pl.DataFrame, spec: Spec
) -> pl.DataFrame:
    """Return the links (columns of Link) among scored pairs that are of one group, judged, or nearly linked; sorted.

    `found` is what `scored` gives, `heads` the row that leads each row's group, `judgements` those that count.
    """
    head = pl.Series(heads, dtype=pl.UInt32)
    ids = records["id"]
    pairs = found.with_columns(
        seller_id=ids.gather(found["left"]), other_seller_id=ids.gather(found["right"]),
        together=head.gather(found["left"]) == head.gather(found["right"]),
    )  # fmt: skip
    told = _with_verdicts(_in_order(pairs), judgements)
    told = told.filter((pl.col("weight") >= TOLD) | pl.col("together") | pl.col("judged").is_not_null())
    relation = (
        pl.when(pl.col("together")).then(pl.lit(ONE_OPERATOR))
        .when(pl.col("judged") == NOT_SAME).then(pl.lit(APART)).otherwise(pl.lit(POSSIBLE))
    )  # fmt: skip
    columns = told.with_columns(
        relation=relation, score=score_of(pl.col("weight")), reasons=reasons(told, records, spec)
    )
    return Link.cast(columns.select(Link.column_names())).sort("seller_id", "other_seller_id")


def reasons(pairs: pl.DataFrame, records: pl.DataFrame, spec: Spec) -> pl.Series:
    """Return for each pair the sentences of what agrees, the weightiest first."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(pairs.height)]
    for comparison in spec.comparisons:
        shown = _last_four(records, comparison.name).gather(pairs["left"]) if comparison.name in NUMBERS else None
        weights = pairs[f"weight_{comparison.name}"]
        for at, level in enumerate(pairs[f"level_{comparison.name}"]):
            if 0 <= level < len(comparison.levels) and weights[at] >= WORTH_SAYING:
                sentence = SAYS[f"{comparison.name}.{comparison.levels[level].name}"]
                rows[at].append((-weights[at], sentence.format(shown[at] if shown is not None else "")))
    return pl.Series([[sentence for _, sentence in sorted(row)] for row in rows], dtype=pl.List(pl.String))


def _last_four(records: pl.DataFrame, column: str) -> pl.Series:
    return records.select(last_four(column)).to_series()


def _in_order(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with the smaller id first."""
    one, other = pl.col("seller_id"), pl.col("other_seller_id")
    return pairs.with_columns(seller_id=pl.min_horizontal(one, other), other_seller_id=pl.max_horizontal(one, other))


def last_judgements(judgements: pl.DataFrame) -> pl.DataFrame:
    """Return of the judgements on each pair the last, the smaller id first: seller_id, other_seller_id, judged."""
    dated = _in_order(judgements).sort("judged_at", nulls_last=False, maintain_order=True)
    last = dated.unique(["seller_id", "other_seller_id"], keep="last", maintain_order=True)
    return last.select("seller_id", "other_seller_id", judged="verdict")


def _with_verdicts(pairs: pl.DataFrame, judgements: pl.DataFrame) -> pl.DataFrame:
    return pairs.join(judgements, on=["seller_id", "other_seller_id"], how="left", maintain_order="left")


def judged_places(judgements: pl.DataFrame, records: pl.DataFrame, verdict: str) -> tuple[tuple[int, int], ...]:
    """Return the places of the pairs of accounts that were judged so, as far as both are among the records."""
    assert verdict in (SAME, NOT_SAME)
    place = dict(zip(records["id"], range(records.height), strict=True))
    said = judgements.filter(pl.col("judged") == verdict).select("seller_id", "other_seller_id").iter_rows()
    both = [(place[one], place[other]) for one, other in said if one in place and other in place]
    return tuple(sorted((min(pair), max(pair)) for pair in both))
