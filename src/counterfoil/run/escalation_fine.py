"""A fine that is proposed: its amount is given with its ground, and held against what `counterfoil penalty` found."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from counterfoil.codes.currency import CODES
from counterfoil.errors import UserError
from counterfoil.run.inputs import digest_of, opened

_CURE = "Make it with: counterfoil penalty CASE -o FILE.json."
_CENTS = -2


class Fine(NamedTuple):
    """An amount in its currency, the law under which it is asked for, and “NAME SHA-256” of the exposure's file."""

    amount: Decimal
    currency: str
    ground: str
    exposure: str


def fine_of(amount: str | None, currency: str | None, ground: str | None, exposure: Path | None) -> Fine | None:
    """Return the fine that the four options name, None where none of them is given.

    Raises UserError where one of them is missing or cannot be used, and for an amount beyond what the exposure allows.
    Counterfoil invents no amount.
    """
    if amount is None and currency is None and not ground and exposure is None:
        return None
    if amount is None or currency is None or not (ground or "").strip() or exposure is None:
        cure = "Give all of --amount, --currency, --ground and --exposure."
        raise UserError("A fine needs its amount, currency, legal ground and exposure.", cure=cure)
    if currency not in CODES:
        raise UserError(f"{currency} is no currency of ISO 4217.", cure="Write it as USD.")
    asked, most = _amount(amount), _most(exposure, currency)
    if asked > most:
        problem = f"{currency} {asked:,.2f} is beyond {currency} {most:,.2f}, which is all that the exposure allows."
        raise UserError(problem, cure="Ask for less, or work the exposure out anew.", file=str(exposure))
    return Fine(asked, currency, str(ground).strip(), f"{exposure.name} {digest_of(exposure)}")


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
        is_fit = amount.is_finite() and 0 < amount < 10**15 and int(amount.as_tuple().exponent) >= _CENTS
    except (InvalidOperation, ValueError):
        is_fit = False
    if not is_fit:
        raise UserError(f"“{text}” is no amount.", cure="Write it as 25000.00, above 0, with at most two decimals.")
    return amount


def _most(path: Path, currency: str) -> Decimal:
    """Return what all claims of an exposure allow together at most; those that cannot be told count nothing."""
    with opened(path) as stream:
        data = stream.read()
    try:
        told: Any = json.loads(data)
        own, amounts = told["currency"], [Decimal(one["most"]) for one in told["exposure"] if one["most"] is not None]
    except (ValueError, KeyError, TypeError, InvalidOperation, RecursionError) as cause:
        raise UserError("This is no exposure.", cure=_CURE, file=str(path)) from cause
    if own != currency:
        raise UserError(
            f"The exposure is in {own}, the fine in {currency}.", cure="Nothing is converted.", file=str(path)
        )
    return sum(amounts, Decimal(0))
