"""What buyers say of the goods they received."""

from typing import Any

import polars as pl
import pytest

from counterfoil.tables.complaint import Complaint
from counterfoil.tables.sale import Sale
from screening.screened import Case, check_not_shown, check_shown, finding, kinds_of, table

SHOE = {"id": "o-1", "title": "Shoes"}
OTHER = {"id": "o-2", "title": "Shoes"}


def told(complaints: int, sold: int | None = None, kind: str = "not authentic") -> dict[str, Any]:
    made = [{"id": f"c-{n}", "offer_id": "o-1", "kind": kind} for n in range(complaints)]
    sales = [] if sold is None else [{"offer_id": "o-1", "units": sold}]
    return {"complaints": table(Complaint, made), "sales": table(Sale, sales)}


CASES = (
    Case(
        kind="buyers_say_not_authentic",
        shown=SHOE,
        detail="4 complaints about this offer say that what was received is not authentic (units sold: 38).",
        field="complaints",
        seen="4",
        not_shown=(OTHER,),
        tables=told(4, sold=38),
    ),
    Case(
        kind="a_buyer_says_not_authentic",
        shown=SHOE,
        detail="One complaint says that what was received on this offer is not authentic; so few may be mistaken.",
        field="complaints",
        seen="1",
        not_shown=(OTHER,),
        tables=told(1),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


@pytest.mark.parametrize(
    ("tables", "seen"),
    [
        (told(0), set()),
        (told(5, kind="not received"), set()),
        (told(1, sold=0), {"a_buyer_says_not_authentic"}),
        (told(2), {"buyers_say_not_authentic"}),
        (told(2, sold=100), {"buyers_say_not_authentic"}),
        (told(2, sold=101), {"a_buyer_says_not_authentic"}),
    ],
)
def test_several_complaints_count_unless_so_much_was_sold(tables: dict[str, pl.DataFrame], seen: set[str]) -> None:
    assert kinds_of(SHOE, **tables) == seen


def test_a_trifle_of_several_complaints_is_not_called_one() -> None:
    assert finding("a_buyer_says_not_authentic", SHOE, **told(5, sold=1_000))["detail"] == (
        "5 complaints say that what was received on this offer is not authentic (units sold: "
        "1000); so few may be mistaken."
    )
