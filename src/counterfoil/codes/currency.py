"""Which currency does a code or a sign name?

Codes: ISO 4217 as shipped with pycountry. Signs: Unicode block "Currency Symbols" and CLDR's short forms
(https://cldr.unicode.org, `currencies` of each locale). A sign that several living currencies share is left
out, for a wrong currency is worse than none: `$`, `¥` (JPY, CNY), `kr` (DKK, NOK, SEK, ISK), `Rs` and `₨`
(INR, PKR, LKR, NPR, MUR), `Fr`, `lei`. `£` and `₩` are kept: their other users do not trade in this sign.
"""

import re

import pycountry

# ISO 4217 reserves these for metals, funds, tests and "no currency": nothing is priced in them.
_NOT_MONEY = frozenset(["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"])

CODES: frozenset[str] = frozenset(str(entry.alpha_3) for entry in pycountry.currencies) - _NOT_MONEY

# Letters that make a shared dollar, yen or pound sign plain, as marketplaces write them: "US $", "C $", "JP¥".
PREFIXED: dict[str, str] = {
    "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CDN$": "CAD",
    "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL",
    "J$": "JMD", "JP¥": "JPY", "CN¥": "CNY", "E£": "EGP",
}  # fmt: skip

SIGNS: dict[str, str] = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₫": "VND", "฿": "THB", "₱": "PHP",
    "₪": "ILS", "₴": "UAH", "₦": "NGN", "₸": "KZT", "₾": "GEL", "₼": "AZN", "৳": "BDT", "₡": "CRC", "₲": "PYG",
    "₵": "GHS", "₭": "LAK", "₮": "MNT", "៛": "KHR", "֏": "AMD",
}  # fmt: skip

WORDS: dict[str, str] = {
    "ZŁ": "PLN", "ZL": "PLN", "KČ": "CZK", "FT": "HUF", "RM": "MYR", "RP": "IDR", "TL": "TRY", "RMB": "CNY",
    "SFR": "CHF", "EURO": "EUR", "EUROS": "EUR", "円": "JPY", "GRN": "UAH", "DHS": "AED",
}  # fmt: skip

_SEPARATORS = re.compile(r"[\s.]")


def normalise(text: str) -> str:
    """Return the code in capitals, without the blanks around it; the text itself is not judged."""
    return text.strip().upper()


def is_valid(text: str) -> bool:
    """Return whether the text is an ISO 4217 code in which goods can be priced."""
    return normalise(text) in CODES


def of_sign(sign: str) -> str | None:
    """Return the ISO 4217 code that a sign names ("US $", "zł", "€"), or None where it is unknown or shared."""
    compact = _SEPARATORS.sub("", sign.upper())
    return (PREFIXED | SIGNS | WORDS).get(compact)
