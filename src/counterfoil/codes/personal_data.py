"""Does a text hold what looks like somebody's e-mail address, telephone number, bank account or payment card?

Meant to keep such texts out of what is published: it rather stops one too many. Product codes (GTIN, SSCC) and days
are none. Telephone numbers: ITU-T E.164, at most 15 digits; cards: ISO/IEC 7812-1, Luhn; IBAN: ISO 13616.
"""

import re
from functools import lru_cache

from schwifty import IBAN
from stdnum import luhn

from counterfoil.codes import gtin

KEPT = 1 << 16
EMAIL, TELEPHONE, ACCOUNT, CARD = "an e-mail address", "a telephone number", "a bank account", "a payment card"
_AT = re.compile(r"@|[(\[]at[)\]]", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|[(\[]at[)\]])\s?[\w-]+\s?(?:\.|[(\[]dot[)\]])\s?\w{2,}", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b")
_IBAN_IN_SMALL = re.compile(r"\b[a-z]{2}[0-9]{2}[a-z0-9]{11,30}\b")
_DAY = re.compile(r"\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})\b")
_RUN = re.compile(r"\+?\(?[0-9](?:[ ()./\u00a0\u2010-\u2015-]{0,3}[0-9]){5,18}")  # six digits or more, however parted
_SIX_DIGITS = re.compile(r"[0-9](?:[ ()./\u00a0\u2010-\u2015-]{0,3}[0-9]){5}")  # said fast: is there such a run?
_LONG_NUMBER = re.compile(r"(?<![\w.-])[0-9]{10,}(?![\w-])")  # registrations and seizures have fewer digits
_ROW_OF_SIZES = re.compile(r"[1-9][0-9](?: [1-9][0-9])+")
# The word before a number tells what the number alone does not.
_BEFORE = r"\W{0,4}(?:number|no|nr|nummer|us|me|at|on|under|unter)?\W{0,4}(?:[A-Z]{2})?$"
_ACCOUNT = (
    "account",
    "acct",
    "a/c",
    "routing",
    "sort code",
    "swift",
    "bic",
    "konto",
    "kontonummer",
    "bankleitzahl",
    "blz",
    "iban",
)
_TELEPHONE = (
    *("tel", "phone", "telefon", "mobile", "mobil", "handy", "call", "text", "whatsapp", "viber", "wechat", "fax"),
    *("telephone", "ruf"),
)
_ACCOUNT_WORD, _TELEPHONE_WORD = (
    re.compile(rf"\b(?:{'|'.join(words)})" + _BEFORE, re.IGNORECASE) for words in (_ACCOUNT, _TELEPHONE)
)
_LOOKED_AT = 34  # characters before and after a number; an IBAN has no more
_BARE_TELEPHONE = (10, 11)  # digits of numbers that are dialled within a country and are no product code
_LONGEST_TELEPHONE, _SHORTEST_TELEPHONE, _SHORTEST_CARD, _PALLET = 15, 8, 15, 18


@lru_cache(maxsize=KEPT)
def kind_of(text: str) -> str:
    """Return what a text seems to hold (EMAIL, TELEPHONE, ACCOUNT, CARD), the first of them, or ""."""
    if ("@" in text or "(" in text or "[" in text) and _AT.search(text) and _MAIL.search(text):
        return EMAIL
    if not _SIX_DIGITS.search(text):
        return ""
    without_days = _DAY.sub(" ", text)
    return next((kind for one in _RUN.finditer(without_days) if (kind := _kind_of_run(one))), "")


def long_number_in(text: str) -> bool:
    """Say whether a number of ten digits or more stands in a text that is no product code, whatever it may be."""
    return any(not _is_pallet(one) and not gtin.is_valid(one) for one in _LONG_NUMBER.findall(text))


def _is_iban(text: str) -> bool:
    return bool(IBAN(text.replace(" ", "").replace("-", ""), allow_invalid=True).is_valid)


def _kind_of_run(run: re.Match[str]) -> str:
    before = run.string[max(0, run.start() - _LOOKED_AT) : run.start()]
    after = run.string[run.end() : run.end() + 1]
    around = run.string[max(0, run.start() - _LOOKED_AT) : run.end() + _LOOKED_AT]
    lowered = before.lower()
    if any(word in lowered for word in _ACCOUNT) and _ACCOUNT_WORD.search(before):
        return ACCOUNT
    if any(word in lowered for word in _TELEPHONE) and _TELEPHONE_WORD.search(before):
        return TELEPHONE
    if any(_is_iban(one.group()) for form in (_IBAN, _IBAN_IN_SMALL) for one in form.finditer(around)):
        return ACCOUNT
    if before[-1:].isalnum() or before[-1:] in ("_", ".", ",", "-") or after.isalnum() or after in ("_", "-"):
        return ""  # a part of an id or of a longer number
    return _kind_of_digits(run.group())


def _kind_of_digits(text: str) -> str:
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith(("+", "00")):
        return TELEPHONE if _SHORTEST_TELEPHONE <= len(digits.removeprefix("00")) <= _LONGEST_TELEPHONE else ""
    if text.isdigit():
        if len(digits) >= _SHORTEST_CARD:
            return CARD if luhn.is_valid(digits) and not _is_pallet(digits) else ""
        return TELEPHONE if len(digits) in _BARE_TELEPHONE else ""
    if len(digits) >= _SHORTEST_CARD and luhn.is_valid(digits):
        return CARD
    if gtin.is_valid(digits) or _ROW_OF_SIZES.fullmatch(text):  # "4 006381 333931", as it is printed under the bars
        return ""
    return TELEPHONE if _SHORTEST_TELEPHONE < len(digits) <= _LONGEST_TELEPHONE else ""


def _is_pallet(digits: str) -> bool:
    """Say whether these are the 18 digits of an SSCC, whose check digit counts as that of a GTIN."""
    return len(digits) == _PALLET and sum(int(one) * (3, 1)[at % 2] for at, one in enumerate(digits)) % 10 == 0
