"""Bank accounts, telephones, mailboxes and post codes: what their form alone tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import post_code
from counterfoil.codes.bank_account import Account, account
from counterfoil.codes.mailbox import mailbox
from counterfoil.codes.telephone import THROWAWAY, telephone


@pytest.mark.parametrize(
    ("number", "routing", "stated", "expected"),
    [
        ("DE89 3704 0044 0532 0130 00", None, "", Account(True, "DE")),  # the specimen of ISO 13616
        ("DE88 3704 0044 0532 0130 00", None, "", Account(False, "DE")),
        ("gb82west12345698765432", None, "US", Account(True, "GB")),  # an IBAN says itself where it is
        ("000123456", "021000021", "", Account(True, "US")),
        ("000123456", "021000022", "", Account(False, "US")),
        ("0000", "021000021", "", Account(False, "US")),
        ("000123456", None, "HK", Account(None, "HK")),
        ("see invoice!", None, "HK", Account(False, "HK")),
    ],
)
def test_accounts(number: str, routing: str | None, stated: str, expected: Account) -> None:
    assert account(number, routing, stated) == expected


@pytest.mark.parametrize(
    ("number", "country", "valid", "of"),
    [
        ("+1-503-555-0101", "", True, "US"),
        ("503 555 0101", "US", True, "US"),
        ("503 555 0101", "", False, ""),
        ("+86 755 8888 8888", "US", True, "CN"),
        ("+1 555", "US", False, ""),
        ("call me", "US", False, ""),
    ],
)
def test_telephones(number: str, country: str, valid: bool, of: str) -> None:
    found = telephone(number, country)
    assert (found.is_valid, found.country) == (valid, of)


def test_a_premium_number_is_a_throwaway() -> None:
    assert telephone("+44 909 8790000", "").kind in THROWAWAY


@pytest.mark.parametrize(
    ("address", "valid", "disposable", "free"),
    [
        ("sales@example.com", True, False, False),
        ("sales@mailinator.com", True, True, False),
        ("sales@eu.mailinator.com", True, True, False),
        ("sales@gmail.com", True, False, True),
        ("sales@example", False, False, False),
        ("", False, False, False),
    ],
)
def test_mailboxes(address: str, valid: bool, disposable: bool, free: bool) -> None:
    found = mailbox(address)
    assert (found.is_valid, found.is_disposable, found.is_free) == (valid, disposable, free)


@pytest.mark.parametrize(
    ("code", "country", "expected"),
    [
        ("97205", "US", "fits"),
        ("97205-1234", "US", "fits"),
        ("9720", "US", "does not fit"),
        ("sw1a 1aa", "GB", "fits"),
        ("SW1A", "GB", "does not fit"),
        ("518000", "CN", "fits"),
        ("anything", "HK", "unknown"),  # Hong Kong has no post codes
        ("anything", "ZZ", "unknown"),
    ],
)
def test_post_codes(code: str, country: str, expected: str) -> None:
    assert post_code.judged(code, country) == expected


def test_a_post_code_tells_the_state_where_states_are_told_apart() -> None:
    assert post_code.states_of("97205", "US") == {"oregon"}
    assert "ohio" in post_code.states("US")
    assert post_code.states_of("97205", "ZZ") == frozenset()


@given(st.text(max_size=40), st.sampled_from(["US", "DE", "HK", "", "ZZ"]))
def test_any_text_is_read(text: str, country: str) -> None:
    assert account(text, text, country).is_valid in {True, False, None}
    assert telephone(text, country).country is not None
    assert mailbox(text).domain is not None
    assert post_code.judged(text, country)
    assert isinstance(post_code.states_of(text, country), frozenset)
