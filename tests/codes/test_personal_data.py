"""What looks personal is stopped; codes of goods, days and prices pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.personal_data import ACCOUNT, CARD, EMAIL, TELEPHONE, kind_of

HELD = (
    ("The text reads “write to fast.deals@example.com”.", EMAIL),
    ("The text reads “fast.deals (at) example.com”.", EMAIL),
    ("The text reads “+1 520 555 0142”.", TELEPHONE),
    ("The text reads “0049 30 5550142”.", TELEPHONE),
    ("The text reads “(520) 555-0142”.", TELEPHONE),
    ("The text reads “520-555-0142”.", TELEPHONE),
    ("The text reads “13800138000”.", TELEPHONE),
    ("The text reads “WhatsApp 555 0142”.", TELEPHONE),
    ("Paid to DE89 3704 0044 0532 0130 00.", ACCOUNT),
    ("Paid to GB33BUKB20201555555555.", ACCOUNT),
    ("Paid to account no. 12345678.", ACCOUNT),
    ("Kontonummer: 532013000", ACCOUNT),
    ("Paid with 4111 1111 1111 1111.", CARD),
    ("Paid with 4111111111111111.", CARD),
)
PASSING = (
    "The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”.",
    "The product code 4006381333931 is not a valid GTIN.",
    "The product code 4006381333932 also stands on another product.",
    "The product code 4 006381 333931 was not issued to Halvorsen.",
    "The pallet 395212345000000013 lies in Reno.",
    "Seen on 2026-11-08 and on 8.11.2026 or 11/08/2026.",
    "The price of 1,299.00 USD is below 60 % of the lowest.",
    "The offer TM-5046120 names lot HS2608A.",
    "Regulation (EU) 2017/1001, art. 9(2)(a)",
    "EU trade mark 018123456, classes 25, 28 and 35",
    "The account has been suspended. 4 offers were taken down.",
    "Sizes 36 37 38 39 40 EU",
)


@pytest.mark.parametrize(("text", "kind"), HELD)
def test_what_looks_personal_is_told(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("text", PASSING)
def test_what_is_about_goods_passes(text: str) -> None:
    assert kind_of(text) == ""


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert kind_of(text) in ("", EMAIL, TELEPHONE, ACCOUNT, CARD)


@given(st.sampled_from(HELD), st.text(alphabet="ab .,“”"))
def test_it_is_told_wherever_it_stands(held: tuple[str, str], before: str) -> None:
    assert kind_of(f"{before} {held[0]}") == held[1]
