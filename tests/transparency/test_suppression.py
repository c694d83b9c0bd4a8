"""Can a withheld number be worked out? All small tables are tried by who knows every published number and the rule."""

import itertools
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.transparency.suppression import ALL, LEAST_LIMIT, is_limit, is_total_withheld, withheld_parts

Table = tuple[int, ...]
LARGEST = {2: 26, 3: 20, 4: 15, 5: 12}  # the largest total that is tried, by the number of parts


def tables(parts: int, total: int) -> Iterator[Table]:
    """Yield every table of so many parts with this total."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(parts - 1, total - first):
            yield (first, *rest)


def published(parts: Table, limit: int) -> tuple[int | None, ...]:
    """Return the total and the parts as a reader sees them; None is withheld."""
    hidden = withheld_parts(parts, limit=limit)
    total = None if is_total_withheld(sum(parts), limit=limit) else sum(parts)
    return total, *(None if place in hidden else part for place, part in enumerate(parts))


@pytest.mark.parametrize("limit", [LEAST_LIMIT, 4, 5, 6])
@pytest.mark.parametrize("parts", LARGEST)
def test_every_withheld_number_may_have_two_values_for_who_knows_all_that_is_published(parts: int, limit: int) -> None:
    fitting = defaultdict(list)
    for total in range(LARGEST[parts] + 1):
        for one in tables(parts, total):
            fitting[published(one, limit)].append((total, *one))
    for seen, possible in fitting.items():
        for place, number in enumerate(seen):
            if number is None:
                assert len({one[place] for one in possible}) > 1, (seen, possible)


@pytest.mark.parametrize("limit", [LEAST_LIMIT, 5])
def test_without_the_second_step_a_number_could_be_worked_out(limit: int) -> None:
    def first_step(parts: Table) -> tuple[int | None, ...]:
        return sum(parts), *(None if part < limit else part for part in parts)

    alone = (1, limit, limit)
    assert [one for one in tables(3, sum(alone)) if first_step(one) == first_step(alone)] == [alone]


@pytest.mark.parametrize(
    ("parts", "limit", "hidden"),
    [
        ((40, 13, 0), 5, {}),  # nought is told where it gives nothing away
        ((40, 3, 0), 5, {1, 2}),  # which of the two is the small one is not seen
        ((40, 13, 2), 5, {1, 2}),  # alone it would follow from the total: the least of the others goes with it
        ((40, 13, 13, 2), 5, {1, 2, 3}),  # and all that equal it
        ((40, 4, 4), 5, {0, 1, 2}),  # 8 is the most that two can be together: it would be seen
        ((1, 1, 1), 5, {0, 1, 2}),  # of a total that is withheld nothing is told
        ((0, 0, 0), 5, {}),
        ((3, 1, 0), ALL, {}),
    ],
)
def test_the_rule_on_tables_that_can_be_read(parts: Table, limit: int, hidden: set[int]) -> None:
    assert withheld_parts(parts, limit=limit) == frozenset(hidden)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8), st.integers(LEAST_LIMIT, 12), st.randoms())
def test_it_looks_at_values_and_not_at_places(parts: list[int], limit: int, chance: object) -> None:
    order = list(range(len(parts)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis's own Random
    turned = withheld_parts([parts[place] for place in order], limit=limit)
    assert {order[place] for place in turned} == withheld_parts(parts, limit=limit)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=40), st.integers(LEAST_LIMIT, 50))
def test_no_small_part_is_told_and_none_is_withheld_alone(parts: list[int], limit: int) -> None:
    hidden = withheld_parts(parts, limit=limit)
    assert len(hidden) != 1
    assert all(parts[place] == 0 or parts[place] >= limit for place in range(len(parts)) if place not in hidden)
    assert not hidden or any(0 < parts[place] < limit for place in hidden)


def test_limits_that_would_hide_nothing_are_none() -> None:
    assert [limit for limit in range(6) if is_limit(limit)] == [0, 3, 4, 5]
    assert list(itertools.takewhile(lambda total: not is_total_withheld(total, limit=3), range(4))) == [0]
