"""Who is found on a list of denied parties, how sure, and who is not."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.tables.seller import Seller
from counterfoil.vetting.denied.screen import screen
from counterfoil.vetting.seller_rows import seller_rows
from screening.screened import table
from vetting.denied_lists import LISTED, lists
from vetting.made import PAPERS, against, status, vetted

INDEX = lists()


def found(**seller: Any) -> list[tuple[str, str]]:
    """Return the entries that one seller may be, with how sure."""
    rows = seller_rows(table(Seller, [{"id": "s-1"} | seller]))
    return screen(rows, INDEX).select("entry_id", "strength").rows()


@pytest.mark.parametrize(
    ("seller", "expected"),
    [
        # a name alone is looked at, never refused
        ({"name": "Guldborg Import-Export Limited"}, [("1", "likely")]),
        ({"name": "Guldborg Trading"}, [("1", "likely")]),
        ({"name": "Guldborg Imports Export Ltd."}, [("1", "possible")]),
        ({"name": "Guldborg Import Export Ltd", "country": "CY"}, [("1", "likely")]),
        # another country speaks against, a number of its own settles it
        ({"name": "Guldborg Import Export Ltd", "country": "US"}, [("1", "likely")]),
        ({"name": "Guldborg Trading", "country": "CY", "registrationNumber": "HE99871"}, [("1", "certain")]),
        ({"name": "Guldborg Bakery"}, []),
        ({"name": "Import Export Ltd"}, []),
        # scripts and transliterations
        ({"name": "Arkady Vasilevsky", "schema": "Person"}, [("2", "likely")]),
        ({"name": "Василевский Аркадий Петрович", "schema": "Person"}, [("2", "likely")]),
        ({"name": "Arkady Vasilevsky", "schema": "Person", "birthDate": "1963-07-28"}, [("2", "certain")]),
        ({"name": "Arkady Vasilevsky", "schema": "Person", "birthDate": "1988-01-01", "country": "US"}, []),
        ({"name": "Corner Shop", "beneficialOwner": "Jane Doe; Arkadiy Vasilevskiy"}, [("2", "likely")]),
        # what is known of the company is not known of its owner
        (
            {"name": "Corner Shop Ltd", "schema": "Company", "country": "US", "beneficialOwner": "Arkadiy Vasilevskiy"},
            [("2", "likely")],
        ),
        ({"name": "Corner Shop", "bankHolder": "Golden Reed General Trading L.L.C."}, [("3", "likely")]),
        # common words bring nobody together
        ({"name": "Silver Lake General Trading LLC"}, []),
        ({"name": "GIE"}, []),  # the list itself holds this alias weak
        # not listed on this day
        ({"name": "Pendlecombe Holdings"}, []),
        ({"name": "Quillford Partners"}, []),
        ({"name": None}, []),
        ({"name": "???"}, []),
    ],
)
def test_who_is_found(seller: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(**seller) == expected


def test_a_match_explains_itself_and_names_nobody() -> None:
    rows = seller_rows(table(Seller, [{"id": "s-1", "name": "Guldborg Trading", "country": "US"}]))
    match = screen(rows, INDEX).row(0, named=True)
    assert match["explained"] == "likeness 1.0 to its alias; country differs"
    assert (match["role"], match["listed_as"], match["dataset"]) == ("name", "alias", "an invented list")
    assert "guldborg" not in str(match).lower()


def test_surely_a_listed_party_is_refused_and_likely_one_reviewed() -> None:
    sure = {
        "name": "Guldborg Trading",
        "bankHolder": "Guldborg Trading",
        "country": "CY",
        "registrationNumber": "HE99871",
    }
    assert status(vetted(sure, denied=INDEX)) == "refused"
    likely = vetted({"name": "Guldborg Trading", "bankHolder": "Guldborg Trading", "country": None}, denied=INDEX)
    assert (status(likely), against(likely)) == ("review", {"likely_denied_party"})
    said = likely.dossiers["party_reasons"].to_list()[0]
    assert said == ["The account needs a closer look before it can be accepted."]


def test_the_screening_itself_is_a_check_that_is_passed_only_where_lists_were_given() -> None:
    with_lists, without = vetted({}, denied=INDEX), vetted({})
    assert "denied_party" in set(with_lists.checks.filter(result="passed")["check"])
    assert "denied_party" not in set(without.checks["check"])


def test_debarment_starts_the_sixty_days_of_executive_order_13904() -> None:
    again = {"name": "Golden Reed General Trading", "bankHolder": None}
    result = vetted(again, denied=INDEX, documents=[{k: v for k, v in PAPERS[0].items() if k != "holder"}])
    clock = result.clocks.filter(clock="debarment alert").row(0, named=True)
    assert (clock["due_on"], clock["state"]) == (dt.date(2026, 11, 19), "running")
    early = vetted(again, denied=lists(day=dt.date(2026, 9, 1)), day=dt.date(2026, 9, 1))
    assert "debarment alert" not in set(early.clocks["clock"])


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_names_are_screened(names: list[str]) -> None:
    rows = seller_rows(table(Seller, [{"id": f"s-{n}", "name": name} for n, name in enumerate(names)]))
    assert set(screen(rows, INDEX)["entry_id"]) <= {row["id"] for row in LISTED}


@given(st.permutations(range(len(LISTED))))
def test_the_order_of_the_list_changes_nothing(order: list[int]) -> None:
    rows = seller_rows(table(Seller, [{"id": "s-1", "name": "Guldborg Trading"}, {"id": "s-2", "name": "Golden Reed"}]))
    shuffled = screen(rows, lists([LISTED[at] for at in order]))
    assert shuffled.equals(screen(rows, INDEX))
