"""A fine that is proposed: its amount is given with its ground, and held against what `counterfoil penalty` found.

One claim bounds it, of one law and against one person, who is the platform: claims exclude each other, and what others
are exposed to is nothing to it.
"""

import datetime as dt
import hashlib
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from counterfoil.codes.currency import CODES
from counterfoil.documents.papers.filled import visible
from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.tables.escalation_step import FINE
from counterfoil.tables.record_file import LARGEST, read_json_record

COLUMNS = ("amount", "currency", "ground", "exposure")  # of a fine, in a row of EscalationStep
EXAMPLE = "what `counterfoil penalty CASE -o FILE.json` writes"
_CENTS = -2


class Fine(NamedTuple):
    """An amount in its currency, the law under which it is asked for, and the claim that bounds it, in words.

    `person`: against whom the claim is; empty where whoever proposes says that this person is the platform. `until`:
    the last day on which it may be sued for, as far as that is known.
    """

    amount: Decimal
    currency: str
    ground: str
    exposure: str
    person: str = ""
    until: dt.date | None = None


class Claim(NamedTuple):
    """Which claim of the exposure bounds a fine: its place in the file, from 1, where its law alone does not tell.

    `person`: the person of the exposure who is the platform, where the exposure names it by an id.
    """

    place: int | None = None
    person: str | None = None


NO_CLAIM = Claim()


class _Claim(msgspec.Struct, frozen=True):
    """A claim of an exposure, as far as a fine needs it."""

    statute: Annotated[str, msgspec.Meta(min_length=1)]
    what: str = "unnamed"
    most: Decimal | None = None
    until: dt.date | None = None

    @property
    def named(self) -> str:
        """Its law and what it is, in words."""
        return f"{self.statute}, {self.what}"


class _Exposure(msgspec.Struct, frozen=True):
    """What `counterfoil penalty -o` writes, as far as a fine needs it."""

    case: str
    person: Annotated[str, msgspec.Meta(min_length=1)]
    currency: str
    exposure: tuple[_Claim, ...]


def fine_of(
    amount: str | None, currency: str | None, ground: str | None, exposure: Path | None, claim: Claim = NO_CLAIM
) -> Fine | None:
    """Return the fine that the options name, None where none of them is given.

    Raises UserError where one of them is missing or cannot be used, for a ground that is the law of no claim or of
    several, and for an amount beyond what the one claim allows. Counterfoil invents no amount.
    """
    if amount is None and currency is None and not ground and exposure is None and claim == NO_CLAIM:
        return None
    if amount is None or currency is None or not (ground or "").strip() or exposure is None:
        cure = "Give all of --amount, --currency, --ground and --exposure."
        raise UserError("A fine needs its amount, currency, legal ground and exposure.", cure=cure)
    if currency not in CODES:
        raise UserError(f"{currency} is no currency of ISO 4217.", cure="Write it as USD.")
    asked, law = _amount(amount), str(ground).strip()
    with opened(exposure) as stream:
        data = stream.read(LARGEST + 1)
    told = _read(data, currency, exposure)
    one = _one_claim(told, law, claim.place, exposure)
    most = _most(one, asked, currency, exposure)
    if claim.person is not None and _same(claim.person) != _same(told.person):
        problem = f"The exposure is that of {told.person}, not of {claim.person}."
        raise UserError(problem, cure="Name the person of the exposure, or give another.", file=exposure.name)
    bound = f"{exposure.name} {hashlib.sha256(data).hexdigest()}: {one.named}, at most {currency} {most:,.2f}"
    who = f"against {told.person} of {told.case}{', the platform as its proposer says' if claim.person else ''}"
    person = "" if claim.person else told.person
    return Fine(asked, currency, law, visible(f"{bound}, {who}"), person, one.until)


def fine_for(act: str, fine: Fine | None, *, platform: str, day: dt.date) -> Fine | None:
    """Return the fine of a step that is proposed on a day. Raises UserError where one lacks, or is not this platform's.

    None for any step but a fine.
    """
    if act == FINE and fine is None:
        cure = "Give --amount, --currency, --ground, and with --exposure what `counterfoil penalty -o` wrote."
        raise UserError("A fine needs its amount and its legal ground.", cure=cure)
    if act != FINE and fine is not None:
        raise UserError(f"“{act}” has no amount.", cure="Leave --amount and what goes with it out.")
    if fine is not None and fine.person and _same(fine.person) != _same(platform):
        cure = f"Where {platform} is that person, say so with --person {fine.person}; else take its own exposure."
        raise UserError(f"The exposure is that of {fine.person}, the escalation that of {platform}.", cure=cure)
    if fine is not None and fine.until is not None and fine.until < day:
        cure = "Take a claim that may still be sued for."
        raise UserError(f"The claim could be sued for until {fine.until}.", cure=cure)
    return fine


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
        is_fit = amount.is_finite() and 0 < amount < 10**15 and int(amount.as_tuple().exponent) >= _CENTS
    except (InvalidOperation, ValueError):
        is_fit = False
    if not is_fit:
        raise UserError(f"“{text}” is no amount.", cure="Write it as 25000.00, above 0, with at most two decimals.")
    return amount


def _read(data: bytes, currency: str, path: Path) -> _Exposure:
    """Return an exposure as `counterfoil penalty` writes it."""
    told = read_json_record(data, _Exposure, file=path.name, what="exposure", example=EXAMPLE)
    if not all(one.most is None or one.most.is_finite() for one in told.exposure):
        raise UserError("This is no exposure: an amount is none.", cure=f"Compare it with {EXAMPLE}.", file=path.name)
    if told.currency != currency:
        problem = f"The exposure is in {told.currency}, the fine in {currency}."
        raise UserError(problem, cure="Nothing is converted.", file=path.name)
    return told


def _one_claim(told: _Exposure, law: str, place: int | None, path: Path) -> _Claim:
    """Return the one claim under the law that the ground names, at the place that is asked for."""
    under = {at: one for at, one in enumerate(told.exposure, start=1) if _names(law, one.statute)}
    if not under:
        known = ", ".join(dict.fromkeys(one.statute for one in told.exposure)) or "none"
        cure = f"Name in --ground the law of the claim that bounds it: {known}."
        raise UserError(f"The exposure has no claim under “{law}”.", cure=cure, file=path.name)
    found = [one for at, one in under.items() if place in (None, at)]
    if len(found) != 1:
        cure = "Name one: " + "; ".join(f"--claim {at}, {one.named}" for at, one in under.items()) + "."
        problem = f"“{law}” names {len(under)} claims." if place is None else f"Claim {place} is not one of “{law}”."
        raise UserError(problem, cure=cure, file=path.name)
    return found[0]


def _names(law: str, statute: str) -> bool:
    """Return whether a ground names a statute: “19 USC 1592(d)” names 19 USC 1592, and “19 USC 15922” does not."""
    return re.search(rf"(?<!\w){re.escape(statute)}(?!\w)", law) is not None


def _most(one: _Claim, asked: Decimal, currency: str, path: Path) -> Decimal:
    """Return what the claim allows at most. Raises UserError where that cannot be told, or more is asked."""
    if one.most is None:
        cure = "Give the case what it lacks, and work the exposure out anew."
        raise UserError(f"What {one.named} allows at most cannot be told.", cure=cure, file=path.name)
    if asked > one.most:
        problem = f"{currency} {asked:,.2f} is beyond {currency} {one.most:,.2f}, the most that {one.named} allows."
        raise UserError(problem, cure="Ask for less, or work the exposure out anew.", file=path.name)
    return one.most


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
