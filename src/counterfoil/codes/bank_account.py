"""Is a bank account's number one that exists in form, and in which country is the bank?

IBAN: ISO 13616, by schwifty. US routing numbers: ABA, nine digits, the last of which checks the others, by stdnum.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from schwifty import IBAN
from stdnum.us import rtn

KEPT = 1 << 16
_IBAN = re.compile(r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$")
_PLAIN = re.compile(r"^[0-9A-Z]{4,34}$")  # a number within a bank: no rule holds everywhere
US = "US"


class Account(NamedTuple):
    """`is_valid` is None where nothing checks the number; `country` where the bank is, "" where that is not known."""

    is_valid: bool | None
    country: str


@lru_cache(maxsize=KEPT)
def account(number: str, routing: str | None, country: str) -> Account:
    """Return what an account's number, its US routing number and the bank's stated country tell together."""
    bare = re.sub(r"[\s\-.]", "", number.upper())
    if _IBAN.match(bare):
        iban = IBAN(bare, allow_invalid=True)
        return Account(bool(iban.is_valid), str(iban.country_code))
    if routing:
        return Account(bool(rtn.is_valid(re.sub(r"\D", "", routing))) and _is_plain(bare), US)
    return Account(None if _is_plain(bare) else False, country)


def _is_plain(bare: str) -> bool:
    return bool(_PLAIN.match(bare)) and len(set(bare)) > 1
