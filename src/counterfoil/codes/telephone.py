"""Is a telephone number one that its country's plan has, and of what kind? libphonenumber's plans, by phonenumbers."""

from functools import lru_cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberType

KEPT = 1 << 16
_KINDS = {
    PhoneNumberType.VOIP: "internet telephone", PhoneNumberType.PREMIUM_RATE: "premium rate",
    PhoneNumberType.SHARED_COST: "shared cost", PhoneNumberType.PAGER: "pager", PhoneNumberType.UAN: "forwarding",
    PhoneNumberType.PERSONAL_NUMBER: "forwarding", PhoneNumberType.VOICEMAIL: "voice mail",
}  # fmt: skip
THROWAWAY = frozenset(_KINDS.values())  # kinds at which nobody need be


class Telephone(NamedTuple):
    """`country`: alpha-2 code of its plan, "" for a number no plan has; `kind` is "" for plain and mobile numbers."""

    is_valid: bool
    country: str
    kind: str


@lru_cache(maxsize=KEPT)
def telephone(number: str, country: str) -> Telephone:
    """Return what a number is; one without +country is read as one of `country` (alpha-2)."""
    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return Telephone(is_valid=False, country="", kind="")
    if not phonenumbers.is_valid_number(parsed):
        return Telephone(is_valid=False, country="", kind="")
    region = phonenumbers.region_code_for_number(parsed) or ""
    return Telephone(is_valid=True, country=region, kind=_KINDS.get(phonenumbers.number_type(parsed), ""))
