"""The size of the trade from tables: which numbers, in which currency, over which years, and what is refused?"""

from decimal import Decimal

import numpy as np
import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.estimation.trade.estimate import Settings, TradeEstimate, trade
from counterfoil.estimation.trade.gtric import Reading
from counterfoil.estimation.trade.series import refuse_broken, series_of
from counterfoil.tables.contract import completed
from counterfoil.tables.trade_import import TradeImport
from counterfoil.tables.trade_seizure import TradeSeizure

ECONOMIES, PRODUCTS = ("CN", "HK", "TR"), ("42", "64", "91")
# by economy and product; two reporters
SEIZED = {"US": [[60, 30, 10], [20, 5, 5], [4, 3, 2]], "DE": [[10, 10, 30], [4, 8, 9], [3, 9, 1]]}
IMPORTED = {"US": [[100, 400, 500], [50, 60, 70], [90, 80, 20]], "DE": [[200, 300, 500], [10, 90, 60], [80, 30, 40]]}


def rows(cells: dict[str, list[list[int]]], year: int = 2020, **more: object) -> list[dict[str, object]]:
    return [
        {"reporter": reporter, "year": year, "provenance": economy, "product": product, "value": Decimal(value)}
        | {"currency": "USD"}
        | more
        for reporter, own in cells.items()
        for economy, line in zip(ECONOMIES, own, strict=True)
        for product, value in zip(PRODUCTS, line, strict=True)
    ]


def seizures(*given: list[dict[str, object]]) -> pl.DataFrame:
    return TradeSeizure.cast(completed(pl.DataFrame([row for one in given for row in one]), TradeSeizure))


def imports(*given: list[dict[str, object]]) -> pl.DataFrame:
    return TradeImport.cast(completed(pl.DataFrame([row for one in given for row in one]), TradeImport))


def index(found: TradeEstimate, axis: str) -> dict[str, float]:
    own = found.indexes.filter(axis=axis)
    return dict(zip(own["name"], own["index"], strict=True))


def slow(cells: dict[str, list[list[int]]], bought: dict[str, list[list[int]]], by: int) -> dict[str, float]:
    """Return the index worked out in plain loops, as the annex tells it; `by` 0: economies, 1: products."""
    from math import erf, log, sqrt

    names = (ECONOMIES, PRODUCTS)[by]
    taken = {
        who: [float(sum(np.array(own)[i, :] if by == 0 else np.array(own)[:, i])) for i in range(3)]
        for who, own in cells.items()
    }
    traded = {
        who: [float(sum(np.array(own)[i, :] if by == 0 else np.array(own)[:, i])) for i in range(3)]
        for who, own in bought.items()
    }
    whole = sum(map(sum, traded.values()))
    factors = []
    for i in range(3):
        gamma = sum(sum(traded[who]) / whole * taken[who][i] / sum(taken[who]) for who in cells)
        factors.append(gamma / (sum(traded[who][i] for who in bought) / whole))
    values = [log(one + 1) for one in factors]
    mean = sum(values) / 3
    spread = sqrt(sum((one - mean) ** 2 for one in values) / 2)
    phi = lambda z: (1 + erf(z / sqrt(2))) / 2  # noqa: E731
    below = phi(-mean / spread)
    return {name: (phi((one - mean) / spread) - below) / (1 - below) for name, one in zip(names, values, strict=True)}


def test_both_indexes_are_those_worked_out_in_plain_loops() -> None:
    found = trade(seizures(rows(SEIZED)), imports(rows(IMPORTED)), Settings())
    assert index(found, "provenance") == pytest.approx(slow(SEIZED, IMPORTED, 0), abs=1e-6)
    assert index(found, "product") == pytest.approx(slow(SEIZED, IMPORTED, 1), abs=1e-6)


def test_a_pair_is_as_likely_as_its_economy_times_its_product_and_no_less_than_the_floors() -> None:
    found = trade(seizures(rows(SEIZED)), imports(rows(IMPORTED)), Settings(floor=0.3))
    economies, products = index(found, "provenance"), index(found, "product")
    for economy, product, likelihood, bought in found.pairs.iter_rows():
        assert likelihood == pytest.approx(max(economies[economy], 0.3) * max(products[product], 0.3), abs=1e-6)
        place = ECONOMIES.index(economy), PRODUCTS.index(product)
        assert bought == sum(IMPORTED[who][place[0]][place[1]] for who in IMPORTED)


def test_the_ceiling_is_the_fixed_point_times_likelihood_times_all_imports() -> None:
    others = [row | {"reporter": "FR"} for row in rows({"DE": IMPORTED["DE"]})]  # imports, and reports no seizures
    found = trade(seizures(rows(SEIZED)), imports(rows(IMPORTED), others), Settings(fixed_points=(0.1, 0.2)))
    total = sum(float(likelihood) * float(bought) for _, _, likelihood, bought in found.pairs.iter_rows())
    assert found.ceilings["fixed_point"].to_list() == [0.1, 0.2]
    assert [float(one) for one in found.ceilings["total"]] == pytest.approx([0.1 * total, 0.2 * total], abs=0.01)
    assert found.ceilings["share"][0] == pytest.approx(0.1 * total / float(found.pairs["imports"].sum()), abs=1e-5)
    assert found.currency == "USD"
    same = trade(seizures(rows(SEIZED)), imports(rows(IMPORTED)), Settings())
    assert index(found, "product") == index(same, "product")  # who reports nothing weighs nothing
    assert same.ceilings.is_empty()  # without a fixed point no value


def test_years_are_averaged_and_imports_are_those_of_the_last() -> None:
    first, last = rows(SEIZED, 2019), rows({"US": SEIZED["DE"], "DE": SEIZED["US"]}, 2020)
    bought = imports(rows(IMPORTED, 2019), rows(IMPORTED, 2020), rows(IMPORTED, 2021))
    found = trade(seizures(first, last), bought, Settings())
    each = [trade(seizures(one), bought, Settings()) for one in (first, last)]
    assert found.years == (2019, 2020)
    for name, value in index(found, "product").items():
        assert value == pytest.approx(sum(index(one, "product")[name] for one in each) / 2, abs=2e-6)


def test_what_was_seized_and_never_imported_is_left_out_and_said() -> None:
    extra = {
        "reporter": "US",
        "year": 2020,
        "provenance": "SY",
        "product": "64",
        "value": Decimal(9),
        "currency": "USD",
    }
    found = trade(seizures(rows(SEIZED), [extra]), imports(rows(IMPORTED)), Settings())
    assert found.notes == ("Left out, seized and never imported: economy SY.",)
    assert index(found, "provenance")["SY"] is None
    assert "SY" not in set(found.pairs["provenance"])


def test_records_give_an_interval_around_the_estimate_the_same_for_the_same_seed_in_any_order() -> None:
    records = [row | {"value": row["value"] / 4} for row in rows(SEIZED) for _ in range(4)]
    settings = Settings(times=60, seed=5, fixed_points=(0.1,))
    found = trade(seizures(records), imports(rows(IMPORTED)), settings)
    told = found.indexes
    assert (told["low"] <= told["index"]).all()
    assert (told["index"] <= told["high"]).all()
    assert (told["low"] < told["high"]).any()
    row = found.ceilings.row(0, named=True)
    assert row["low"] < row["total"] < row["high"]
    again = trade(seizures(records[::-1]), imports(rows(IMPORTED)), settings)
    assert again.indexes.equals(found.indexes)
    assert not trade(seizures(records), imports(rows(IMPORTED)), Settings(times=60, seed=6)).indexes.equals(told)


def test_sums_give_no_interval_and_that_is_said() -> None:
    found = trade(seizures(rows(SEIZED)), imports(rows(IMPORTED)), Settings(times=60))
    assert found.indexes["low"].null_count() == found.indexes.height
    assert found.notes[0].startswith("No intervals: the seizures are sums")


@pytest.mark.parametrize(
    ("given", "bought", "says"),
    [
        (rows(SEIZED), [*rows(IMPORTED), rows(IMPORTED)[0] | {"currency": "EUR"}], "EUR and USD"),
        ([*rows(SEIZED), rows(SEIZED)[0] | {"currency": "EUR"}], rows(IMPORTED), "US values its seizures of 2020"),
        (rows(SEIZED, 2019), rows(IMPORTED, 2020), "no year of which both"),
        (rows(SEIZED)[:2], rows(IMPORTED), "Only 1 of the economies of 2020"),
    ],
)
def test_what_cannot_be_estimated_is_refused(given: list, bought: list, says: str) -> None:
    with pytest.raises(UserError, match=says):
        trade(seizures(given), imports(bought), Settings(reading=Reading()))


# years, what was counted, and the series that they fall into
SERIES = [
    ([2018, 2019, 2020], ["seizures"] * 3, [1, 1, 1]),
    ([2019, 2020, 2021, 2022], ["seizures"] * 2 + ["lines"] * 2, [1, 1, 2, 2]),
    ([2020, 2021], ["seizures", "seizures"], [1, 2]),  # labelled wrongly: the break is known all the same
    ([2022, 2023], ["lines", "seizures"], [1, 2]),
]


@pytest.mark.parametrize(("years", "counted", "series"), SERIES)
def test_series_of_the_us_break_in_2021(years: list[int], counted: list[str], series: list[int]) -> None:
    own = {"US": [[1, 0, 0], [0, 0, 0], [0, 0, 0]]}
    given = seizures(*(rows(own, year, number=5, counted=what) for year, what in zip(years, counted, strict=True)))
    assert series_of(given)["series"].to_list() == series
    if len(set(series)) > 1:
        with pytest.raises(UserError, match="of 2 series"):
            refuse_broken(given)
    else:
        refuse_broken(given)
