import pytest

from counterfoil.codes import currency


@pytest.mark.parametrize("text", ["USD", " eur ", "zwg"])
def test_codes_in_use_are_valid(text: str) -> None:
    assert currency.is_valid(text)


@pytest.mark.parametrize("text", ["", "XYZ", "XXX", "XAU", "XTS", "$", "USDT"])
def test_metals_tests_and_unknown_codes_are_not(text: str) -> None:
    assert not currency.is_valid(text)


def test_every_sign_names_a_code_in_use() -> None:
    tables = (currency.PREFIXED, currency.SIGNS, currency.WORDS)
    assert {code for table in tables for code in table.values()} <= currency.CODES


@pytest.mark.parametrize(
    ("sign", "code"), [("US $", "USD"), ("zł", "PLN"), ("€", "EUR"), ("$", None), ("¥", None), ("kr", None)]
)
def test_shared_signs_name_nothing(sign: str, code: str | None) -> None:
    assert currency.of_sign(sign) == code
