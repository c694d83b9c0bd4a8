"""Are the files of rules read, taken in place of ours, and refused where they are none?"""

import pytest

from counterfoil.enforcement.consignees.rule_file import SHIPPED, places_of, rules_of, shipped_rules
from counterfoil.errors import UserError

OURS = {"us-1321-1", "eu-1186-1", "uk-135-1"}
OWN = b"""[relief]
name = "br-remessa"
version = 1
title = "an invented relief"
territory = ["BR"]
counted = "consignment"
value = "declared value"
[[relief.rules]]
of = "duty"
since = 2024-08-01
limit = 50.5
currency = "USD"
says = "Free up to 50.50 dollars."
source = "invented"
verified = "M-L"
entry = "none"
"""


def test_a_relief_of_another_name_joins_ours_and_is_off_while_unverified() -> None:
    reliefs = rules_of([("own.toml", OWN)]).reliefs
    assert {one.label for one in reliefs} == OURS | {"br-remessa-1"}
    assert (str(reliefs[-1].rules[0].limit), reliefs[-1].rules[0].is_on) == ("50.5", False)


def test_a_file_takes_the_place_of_the_one_whose_name_it_bears() -> None:
    own = shipped_rules("uk-135-1").replace(b"version = 1", b"version = 2").replace(b"limit = 135", b"limit = 0")
    found = {one.label: one for one in rules_of([("own.toml", own)]).reliefs}
    assert set(found) == (OURS - {"uk-135-1"}) | {"uk-135-2"}
    assert found["uk-135-2"].rules[0].limit == 0


REFUSED = [
    (b"", "This file holds no rules of consignees."),
    (b"x = 1", "This is no file of rules of consignees"),
    (b"\xff", "This is no TOML"),
    (OWN.replace(b'"M-L"', b'"sure"'), "“sure” does not say how far a rule was verified."),
    (OWN.replace(b"2024-08-01", b'"August"'), "This is no file of rules of consignees"),
    (OWN.replace(b"limit = 50.5", b""), "This is no file of rules of consignees"),
    (OWN + b"other = 1", "This is no file of rules of consignees"),
]


@pytest.mark.parametrize(("data", "problem"), REFUSED)
def test_what_is_no_file_of_rules_is_refused_with_its_name(data: bytes, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        rules_of([("own.toml", data)])
    assert problem in str(caught.value)
    assert "own.toml" in str(caught.value)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_says_of_every_rule_where_it_stands(name: str) -> None:
    text = shipped_rules(name).decode()
    rules = text.count("[[")
    assert text.count("\nsource = ") >= rules
    assert text.count("\nverified = ") >= rules


def test_the_union_is_its_members() -> None:
    assert {"DE", "FR", "IE"} < places_of(("EU",))
    assert "GB" not in places_of(("EU",))
    assert places_of(("US", "EU")) == places_of(("EU",)) | {"US"}
