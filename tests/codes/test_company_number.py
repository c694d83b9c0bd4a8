"""Which numbers can a country have given out? The numbers are invented, their check digits are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.company_number import LEI, REGISTRATION, TAX, VAT, judged


@pytest.mark.parametrize(
    ("number", "country", "kind", "expected"),
    [
        ("99-0000001", "US", TAX, "valid"),
        ("00-0000001", "US", TAX, "invalid"),  # no office of the IRS gives out 00
        ("91110000600037341L", "CN", TAX, "valid"),
        ("91110000600037341L", "CN", REGISTRATION, "valid"),
        ("91110000600037341M", "CN", REGISTRATION, "invalid"),  # the last letter checks the others
        ("FR40 303 265 045", "FR", VAT, "valid"),
        ("FR41 303 265 045", "FR", VAT, "invalid"),
        ("DE136695976", "DE", VAT, "valid"),
        ("DE136695976", "DE", TAX, "valid"),  # forms ask for a tax number and get the VAT number
        ("5493001KJTIIGC8Y1R12", "", LEI, "valid"),
        ("5493001KJTIIGC8Y1R13", "", LEI, "invalid"),
        ("2045678", "HK", REGISTRATION, "unknown"),
        ("HRB 12345", "DE", REGISTRATION, "unknown"),
        ("EX-US-0001", "US", REGISTRATION, "unknown"),
        ("EX-0001", "", TAX, "unknown"),
        ("EX-0001", "ZZ", VAT, "unknown"),
        ("N/A", "US", TAX, "placeholder"),
        ("000000000", "US", TAX, "placeholder"),
        ("12-3456789", "US", TAX, "placeholder"),
        ("-", "", TAX, "placeholder"),
    ],
)
def test_numbers(number: str, country: str, kind: str, expected: str) -> None:
    assert judged(number, country, kind) == expected


@given(st.text(max_size=30), st.sampled_from(["US", "CN", "DE", "GB", "IN", "IS", "", "ZZ", "??"]))
def test_any_text_is_judged(number: str, country: str) -> None:
    for kind in (TAX, VAT, REGISTRATION, LEI):
        assert judged(number, country, kind) in {"valid", "invalid", "placeholder", "unknown"}
