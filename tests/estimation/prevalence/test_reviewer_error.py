"""How often do reviewers err, and what is the share once that is taken out?"""

from math import comb

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.settings import FREE, SYMMETRIC, Settings

NAMES = ("reviewer:1", "reviewer:2", "reviewer:3")


def sample(found: list[bool], *, probability: float = 0.001, stratum: list[str] | None = None) -> pl.DataFrame:
    ids = [f"u{at}" for at in range(len(found))]
    rows = pl.DataFrame({"unit_id": ids, "is_found": found, "probability": [probability] * len(found)})
    return rows if stratum is None else rows.with_columns(stratum=pl.Series(stratum))


def reviews(*said: tuple[int, str, bool], gold: tuple[tuple[int, bool], ...] = ()) -> pl.DataFrame:
    rows = [(f"u{at}", who, found, False) for at, who, found in said]
    rows += [(f"u{at}", "examiner:1", found, True) for at, found in gold]
    return pl.DataFrame(rows, schema=["unit_id", "reviewer", "is_found", "is_gold"], orient="row")


def expected(share: float, sensitivity: float, specificity: float, *, times: int, units: int) -> tuple[list[int], int]:
    """Return how many of the units each number of finds would have, exactly as expected."""
    counts = []
    for finds in range(times + 1):
        ways = comb(times, finds)
        fake = sensitivity**finds * (1 - sensitivity) ** (times - finds)
        other = (1 - specificity) ** finds * specificity ** (times - finds)
        counts.append(round(units * ways * (share * fake + (1 - share) * other)))
    return counts, sum(counts)


def as_tables(counts: list[int], *, first: int = 0) -> tuple[list[bool], pl.DataFrame]:
    times, said, found = len(counts) - 1, [], []
    at = first
    for finds, number in enumerate(counts):
        for _ in range(number):
            said += [(at, NAMES[who], who < finds) for who in range(times)]
            found.append(finds > 0)
            at += 1
    return found, reviews(*said)


def test_rogan_and_gladens_formula_with_known_truth_of_some() -> None:
    """100 of 1,000 are found; of 40 gold fakes 36 were found, of 60 gold others 3 were taken for fakes."""
    found = [True] * 39 + [False] * 61 + [True] * 61 + [False] * 839
    truth = [True] * 36 + [False] * 3 + [True] * 4 + [False] * 57
    told = prevalence(sample(found), reviews=reviews(gold=tuple(enumerate(truth))))
    assert told.sensitivity == pytest.approx(36 / 40)
    assert told.specificity == pytest.approx(57 / 60)
    assert told.estimate == pytest.approx((0.1 + 0.95 - 1) / (0.9 + 0.95 - 1))
    assert told.low < told.estimate < told.high


def test_the_variance_is_that_of_the_three_parts() -> None:
    """Gold units are few beside the others, so that the share varies apart from the errors (Rogan and Gladen 1978)."""
    found = [True] * 360 + [False] * 640 + [True] * 21_240 + [False] * 77_760
    truth = tuple(enumerate([True] * 360)) + tuple((at + 360, at < 40) for at in range(640))
    told = prevalence(sample(found, probability=1e-9), reviews=reviews(gold=truth))
    q, a, b = 21_600 / 100_000, 360 / 400, 600 / 600
    assert (told.sensitivity, told.specificity) == (pytest.approx(a), pytest.approx(b))
    p = (q + b - 1) / (a + b - 1)
    parts = q * (1 - q) / 100_000 + p**2 * a * (1 - a) / 400 + (1 - p) ** 2 * b * (1 - b) / 600
    assert told.standard_error**2 * (a + b - 1) ** 2 == pytest.approx(parts, rel=0.03)


def test_three_reviews_tell_both_errors() -> None:
    counts, _ = expected(0.3, 0.85, 0.95, times=3, units=100_000)
    found, table = as_tables(counts)
    told = prevalence(sample(found), reviews=table)
    assert told.sensitivity == pytest.approx(0.85, abs=2e-3)
    assert told.specificity == pytest.approx(0.95, abs=2e-3)
    assert told.estimate == pytest.approx(0.3, abs=3e-3)


def test_two_reviews_tell_one_error_for_both() -> None:
    counts, _ = expected(0.2, 0.95, 0.95, times=2, units=100_000)
    found, table = as_tables(counts)
    told = prevalence(sample(found), reviews=table)
    assert told.sensitivity == told.specificity == pytest.approx(0.95, abs=1e-3)
    assert told.estimate == pytest.approx(0.2, abs=2e-3)
    assert "as often as they take others for fakes" in " ".join(told.notes)


def test_two_strata_tell_both_errors_from_two_reviews() -> None:
    first, _ = expected(0.6, 0.9, 0.97, times=2, units=60_000)
    second, _ = expected(0.1, 0.9, 0.97, times=2, units=60_000)
    found, one = as_tables(first)
    more, other = as_tables(second, first=len(found))
    rows = sample(found + more, stratum=["a"] * len(found) + ["b"] * len(more))
    told = prevalence(rows, reviews=pl.concat([one, other]), settings=Settings(error=FREE))
    assert (told.sensitivity, told.specificity) == (pytest.approx(0.9, abs=5e-3), pytest.approx(0.97, abs=5e-3))
    assert told.estimate == pytest.approx(0.35, abs=5e-3)


def test_reviewers_who_always_agree_leave_the_share_as_it_is() -> None:
    found, table = as_tables([800, 0, 200])
    told, plain = prevalence(sample(found), reviews=table), prevalence(sample(found))
    assert told.estimate == pytest.approx(plain.estimate, abs=1e-4)
    assert (told.low, told.high) == pytest.approx((plain.low, plain.high), abs=2e-3)


def test_the_correction_widens_the_interval() -> None:
    """Of 2,000 units a tenth is seen by two."""
    counts, _ = expected(0.2, 0.95, 0.95, times=2, units=200)
    found, table = as_tables(counts)
    rows = sample(found + [True] * 414 + [False] * 1_386)
    told, plain = prevalence(rows, reviews=table), prevalence(rows)
    assert told.high - told.low > plain.high - plain.low


def test_fewer_finds_than_errors_would_make_is_told_as_none() -> None:
    found = [False] * 20 + [True] * 20 + [False] * 960
    gold = tuple((at, at < 5) for at in range(40))
    told = prevalence(sample(found), reviews=reviews(*((at, NAMES[0], at < 30) for at in range(40)), gold=gold))
    assert told.estimate == 0
    assert "fewer than their errors" in " ".join(told.notes)


@pytest.mark.parametrize(
    ("table", "settings", "said"),
    [
        (reviews((0, NAMES[0], True), (1, NAMES[1], False)), Settings(), "reviewed twice"),
        (reviews(gold=((0, True), (1, True))), Settings(), "none is genuine"),
        (reviews(gold=((2, False), (3, False))), Settings(), "none is counterfeit"),
        (reviews(gold=((0, False), (1, False), (2, True), (3, True))), Settings(), "hardly better than chance"),
        (as_tables([40, 10, 10])[1], Settings(error=FREE), "Two reviews of one population"),
    ],
)
def test_what_does_not_tell_the_errors_is_refused(table: pl.DataFrame, settings: Settings, said: str) -> None:
    with pytest.raises(UserError, match=said):
        prevalence(sample([True, True] + [False] * 58), reviews=table, settings=settings)


def test_what_one_reviewer_says_again_is_no_second_opinion() -> None:
    found, table = as_tables([80, 10, 10])
    again = table.filter(pl.col("reviewer") == NAMES[0])
    told = prevalence(sample(found), reviews=pl.concat([table, again]))
    assert told.estimate == prevalence(sample(found), reviews=table).estimate
    assert "had reviewed that unit before" in " ".join(told.notes)


def test_reviews_of_other_units_are_left_out() -> None:
    found, table = as_tables([80, 10, 10])
    strange = reviews((9_999, NAMES[0], True))
    told = prevalence(sample(found), reviews=pl.concat([table, strange]), settings=Settings(error=SYMMETRIC))
    assert "1 reviews are of units that are not in the sample" in " ".join(told.notes)
