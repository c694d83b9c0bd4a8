"""Money: is it added as it is written, to the last cent?"""

from decimal import Decimal

import polars as pl

from counterfoil.tracking.bars import value_rows
from counterfoil.tracking.cost_file import Costs
from counterfoil.tracking.costs import Spent, per_stopped, spent

TENTH = Decimal("0.10")


def test_bars_of_many_small_amounts_come_to_their_sum() -> None:
    labels = [f"Apparel > Shoes > {number}" for number in range(1_000)]  # one category, as it is shown
    rows = pl.DataFrame({"label": labels, "unit": "USD", "amount": [TENTH] * 1_000, "cases": 1})
    assert value_rows(rows, "category").select("label", "value", "cases").rows() == [("Apparel > Shoes", 100.0, 1_000)]


def test_costs_of_many_roles_come_to_their_sum() -> None:
    acts = pl.DataFrame(
        {"role": [f"role-{number}" for number in range(1_000)], "act": "sent", "subject": "notice", "cases": 1}
    )
    found = spent(acts, None, Costs(currency="USD", fees={"sent of notice": TENTH}))
    assert found.acts.select("value", "cases").rows() == [(100.0, 1_000)]
    assert found.total == Decimal(100)


def test_the_cost_of_one_is_rounded_once() -> None:
    stopped = pl.DataFrame({"label": ["listing taken down"], "cases": [8]})
    told = Spent(pl.DataFrame(), Decimal("1.00"), ())
    assert per_stopped(stopped, told, Costs(currency="USD")).get_column("value").to_list() == [0.12]  # half to even
