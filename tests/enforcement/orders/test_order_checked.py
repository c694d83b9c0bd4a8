"""Orders that are refused, and orders about which something is said."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from counterfoil.enforcement.orders.checked import checked
from counterfoil.enforcement.orders.record import Bound, CarveOut, Defendant, Duty, Funds, Mark, OrderRecord
from counterfoil.errors import UserError
from enforcement.orders.drawn import DAY, order

NAMED = Defendant(number=1, name="BlueSky Value Shop")


def refused(told: OrderRecord) -> str:
    with pytest.raises(UserError) as error:
        checked(told, day=DAY, file="order.toml")
    return str(error.value)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"issued_on": dt.date(2026, 12, 24)}, "dated 2026-12-24, which is after 2026-11-08"),
        ({"issued_on": dt.date(1926, 11, 2)}, "before 1947-07-05, when the Lanham Act took effect"),
        ({"expires_on": dt.date(2026, 11, 1)}, "ends on 2026-11-01, before it begins"),
        ({"effective_on": dt.date(2026, 10, 1)}, "takes effect on 2026-10-01, before it was issued"),
        ({"served_on": dt.date(2026, 10, 1)}, "served on 2026-10-01"),
        ({"kind": "fatwa"}, "“fatwa” is no kind"),
        ({"bound": (Bound(who="landlord"),)}, "“landlord” is no bound"),
        ({"restrained": ("breathe",)}, "“breathe” is no restrained"),
        ({"duties": (Duty(kind="pray", says="x"),)}, "“pray” is no duty"),
        ({"territory": ("USA",)}, "“USA” is no country's code"),
        ({"marks": ()}, "names no mark"),
        ({"funds": Funds(cap=Decimal(5))}, "lacks its currency"),
        ({"funds": Funds(cap=Decimal(-5), currency="USD")}, "below zero"),
        ({"funds": Funds(cap=Decimal(5), currency="XXZ")}, "“XXZ” is no currency's code"),
        ({"funds": Funds(cap=Decimal(5), currency="USD", per="moon")}, "“moon” is nothing a cap is counted over"),
        (
            {
                "funds": Funds(cap=Decimal(5), currency="USD"),
                "carve_outs": (CarveOut(why="payroll", account="s-1", amount=Decimal(2), currency="EUR"),),
            },
            "in EUR and USD: currencies are never mixed",
        ),
    ],
)
def test_an_order_that_cannot_be_right_is_refused_with_what_is_wrong(told: dict[str, Any], says: str) -> None:
    assert says in refused(order(NAMED, **told))


def test_an_order_that_names_nobody_is_refused_unless_it_binds_a_marketplace() -> None:
    assert "The order names nobody." in refused(order())
    assert checked(order(kind="injunction against a marketplace"), day=DAY, file="o") is not None


def test_two_defendants_of_one_number_are_refused() -> None:
    assert "Two defendants have one number" in refused(order(NAMED, NAMED))


def test_what_is_odd_is_said_and_nothing_is_supposed() -> None:
    silent = Defendant(number=2)
    told = order(NAMED, silent, served_on=None, expires_on=None, territory=(), marks=(Mark(mark="Halvorsen"),))
    said = " ".join(checked(told, day=DAY, file="o"))
    assert "does not say when anybody was served" in said
    assert "ends one issued without notice after 14 days. No end is supposed here." in said
    assert "does not say its territory" in said
    assert "Of 1 defendants it tells nothing by which an account could be found: 2." in said


def test_an_order_before_its_day_or_after_its_end_restrains_nobody() -> None:
    later = order(NAMED, effective_on=dt.date(2026, 11, 20))
    assert "on 2026-11-08 it restrains nobody" in " ".join(checked(later, day=DAY, file="o"))
    over = checked(order(NAMED), day=dt.date(2027, 1, 1), file="o")
    assert "It expired on 2026-11-30: on 2027-01-01 it restrains nobody." in over


def test_a_restraining_order_of_more_than_fourteen_days_is_cautioned_about() -> None:
    said = " ".join(checked(order(NAMED), day=DAY, file="o"))
    assert "ends on 2026-11-30, 28 days after it was issued" in said
    assert "after 14 days unless it is extended. No extension is told" in said
    for fine in ({"expires_on": dt.date(2026, 11, 16)}, {"kind": "preliminary injunction"}):
        assert "No extension is told" not in " ".join(checked(order(NAMED, **fine), day=DAY, file="o"))
