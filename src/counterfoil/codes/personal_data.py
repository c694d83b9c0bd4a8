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
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+\s?(?:\.|\(dot\)|\[dot\])\s?\w{2,}", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b")
_NAMED_ACCOUNT = re.compile(  # the word tells what the number alone does not
    r"\b(?:account|acct|a/c|routing|sort code|swift|bic|konto|kontonummer|bankleitzahl|blz|iban)"
    r"\b\W{0,3}(?:number|no|nr|nummer)?\W{0,4}[A-Z]{0,2}[0-9][0-9 -]{3,}[0-9]",
    re.IGNORECASE,
)
_NAMED_TELEPHONE = re.compile(
    r"\b(?:tel|phone|telephone|telefon|mobile|mobil|handy|call|text|whatsapp|viber|wechat|fax|ruf)"
    r"\b\W{0,3}(?:number|no|nr|nummer|us|me|at|on|under|unter)?\W{0,4}[0-9][0-9 ()./-]{4,}[0-9]",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\w.,-])(?:\+|00)?\(?[0-9](?:[ ()./\u00a0\u2010-\u2015-]{0,3}[0-9]){7,18}(?![\w-])")
_DAY = re.compile(r"\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})\b")
_ROW_OF_SIZES = re.compile(r"[1-9][0-9](?: [1-9][0-9])+")
_MAY_HOLD = re.compile(r"@|\(at\)|\[at\]|[0-9][0-9 ()./\u00a0\u2010-\u2015-]{3,}[0-9]|[A-Z]{2}[0-9]{2}", re.IGNORECASE)
_BARE_TELEPHONE = (10, 11)  # digits of numbers that are dialled within a country and are no product code
_LONGEST_TELEPHONE, _SHORTEST_TELEPHONE, _SHORTEST_CARD = 15, 8, 15


@lru_cache(maxsize=KEPT)
def kind_of(text: str) -> str:
    """Return what a text seems to hold (EMAIL, TELEPHONE, ACCOUNT, CARD), the first of them, or ""."""
    if not _MAY_HOLD.search(text):  # most texts hold nothing of the kind, and this says so fast
        return ""
    if _MAIL.search(text):
        return EMAIL
    if _NAMED_ACCOUNT.search(text) or any(_is_iban(one.group()) for one in _IBAN.finditer(text)):
        return ACCOUNT
    without_days = _DAY.sub(" ", text)
    if _NAMED_TELEPHONE.search(without_days):
        return TELEPHONE
    kinds = (_kind_of_digits(one.group()) for one in _DIGITS.finditer(without_days))
    return next((kind for kind in kinds if kind), "")


def _is_iban(text: str) -> bool:
    iban = IBAN(text.replace(" ", "").replace("-", ""), allow_invalid=True)
    return bool(iban.is_valid)


def _kind_of_digits(text: str) -> str:
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith(("+", "00")):
        return TELEPHONE if _SHORTEST_TELEPHONE <= len(digits.removeprefix("00")) <= _LONGEST_TELEPHONE else ""
    if text.isdigit():
        if len(digits) >= _SHORTEST_CARD:
            return CARD if luhn.is_valid(digits) and not _is_sscc(digits) else ""
        return TELEPHONE if len(digits) in _BARE_TELEPHONE else ""
    if len(digits) >= _SHORTEST_CARD and luhn.is_valid(digits):
        return CARD
    if gtin.is_valid(digits) or _ROW_OF_SIZES.fullmatch(text):  # "4 006381 333931", as it is printed under the bars
        return ""
    return TELEPHONE if _SHORTEST_TELEPHONE < len(digits) <= _LONGEST_TELEPHONE else ""


def _is_sscc(digits: str) -> bool:
    """Say whether these are the 18 digits of a pallet, whose check digit counts as that of a GTIN."""
    return len(digits) == 18 and sum(int(one) * (3, 1)[at % 2] for at, one in enumerate(digits)) % 10 == 0
