"""Groups that hold together: chains do not, judgements are kept, and a slow way finds the same groups."""

from itertools import combinations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.linking.clusters import UNIT, Judged, clusters

PAIRS = list(combinations(range(7), 2))


def table(scores: dict[tuple[int, int], float]) -> pl.DataFrame:
    rows = [(left, right, score) for (left, right), score in scores.items()]
    return pl.DataFrame(rows, schema={"left": pl.UInt32, "right": pl.UInt32, "score": pl.Float64}, orient="row")


def slow(count: int, scores: dict[tuple[int, int], float], joined: float) -> list[int]:
    """Join the two groups most alike on average, looking at every pair each time."""
    groups = [{place} for place in range(count)]
    while True:
        means = [
            (-sum(round(scores.get((min(a, b), max(a, b)), 0) * UNIT) for a in one for b in other)
             / (len(one) * len(other)), min(one), min(other))
            for one, other in combinations(groups, 2)
        ]  # fmt: skip
        best = min(means, default=(0.0, 0, 0))
        if -best[0] < round(joined * UNIT) or best[0] == 0:
            return [min(group) for place in range(count) for group in groups if place in group]
        one, other = (next(group for group in groups if min(group) == head) for head in best[1:])
        groups = sorted([group for group in groups if group not in (one, other)] + [one | other], key=min)


@given(st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.1, 0.3, 0.45, 0.6, 0.8, 0.95, 1.0])))
def test_the_slow_way_finds_the_same_groups(scores: dict[tuple[int, int], float]) -> None:
    assert clusters(7, table(scores), joined=0.3) == slow(7, scores, 0.3)


def test_a_chain_does_not_become_one_group() -> None:
    chain = {(place, place + 1): 0.9 for place in range(19)}
    heads = clusters(20, table(chain), joined=0.5)
    assert max(heads.count(head) for head in heads) <= 3
    whole = dict.fromkeys(combinations(range(5), 2), 0.9)
    assert clusters(5, table(whole), joined=0.5) == [0] * 5


@given(
    st.dictionaries(st.sampled_from(PAIRS), st.floats(0, 1)),
    st.sets(st.sampled_from(PAIRS), max_size=2),
    st.sets(st.sampled_from(PAIRS), max_size=4),
)
def test_what_reviewers_called_not_the_same_is_never_one_group(
    scores: dict[tuple[int, int], float], same: set[tuple[int, int]], apart: set[tuple[int, int]]
) -> None:
    heads = clusters(7, table(scores), judged=Judged(tuple(same), tuple(apart)))
    assert all(heads[one] != heads[other] for one, other in apart)
    if not apart:
        assert all(heads[one] == heads[other] for one, other in same)


def test_what_was_called_the_same_stays_so_against_all_evidence() -> None:
    tied = Judged(same=((0, 2),))
    assert clusters(3, table({(0, 1): 0.9, (0, 2): 0.0}), judged=tied, joined=0.3) == [0, 0, 0]
    assert clusters(2, table({(0, 1): 1.0}), judged=Judged(apart=((0, 1),))) == [0, 1]
    assert clusters(2, table({}), judged=Judged(same=((0, 1),))) == [0, 0]
