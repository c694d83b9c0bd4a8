"""Can this order be compiled on that day? What is wrong is refused with its cure, what is odd is said."""

import datetime as dt
from collections.abc import Iterator

from counterfoil.codes import country, currency
from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.orders.record import (
    INTERMEDIARIES,
    KINDS,
    MARKETPLACE,
    RESTRAINED,
    RESTRAINING,
    OrderRecord,
)
from counterfoil.errors import UserError
from counterfoil.tables.order import PER_DEFENDANT, PER_ORDER

IN_FORCE_SINCE = dt.date(
    1947, 7, 5
)  # the Lanham Act, ch. 540, section 46(a), 60 Stat. 427, 444; from general knowledge
WITHOUT_NOTICE = cited(14, "days", "Fed. R. Civ. P. 65(b)(2)", "M-H")
DUTIES = ("screen", "preserve", "disclose", "terminate", "report")


def checked(order: OrderRecord, *, day: dt.date, file: str) -> tuple[str, ...]:
    """Return what is odd about an order, in sentences. Raises UserError for one that cannot be used."""
    for problem, cure in _problems(order, day):
        raise UserError(problem, cure=cure, file=file)
    return tuple(_oddities(order, day))


def _problems(order: OrderRecord, day: dt.date) -> Iterator[tuple[str, str]]:
    yield from _words(order)
    yield from _dates(order, day)
    yield from _money(order)
    if not order.parties and order.kind != MARKETPLACE:
        yield (
            "The order names nobody.",
            "Name its defendants under [[parties]], or give its Schedule A with --schedule.",
        )
    if not order.marks and not order.all_listings:
        yield "The order names no mark.", "Name its marks under [[marks]], or say all_listings = true where it does."
    numbers = [one.number for one in order.parties]
    if len(set(numbers)) < len(numbers) or min(numbers, default=1) < 1:
        yield "Two defendants have one number, or a number is below 1.", "Number them as the order does, from 1."


def _words(order: OrderRecord) -> Iterator[tuple[str, str]]:
    told = (
        ("kind", (order.kind,), KINDS),
        ("restrained", order.restrained, RESTRAINED),
        ("bound", tuple(one.who for one in order.bound), INTERMEDIARIES),
        ("duty", tuple(one.kind for one in order.duties), DUTIES),
    )
    for field, values, known in told:
        for value in values:
            if value not in known:
                yield f"“{value}” is no {field} that is known.", f"Use one of: {', '.join(known)}."
    for code in order.territory:
        if country.normalise(code) != code:
            yield f"“{code}” is no country's code.", "Write the territory in ISO 3166-1 alpha-2, such as US."


def _dates(order: OrderRecord, day: dt.date) -> Iterator[tuple[str, str]]:
    cure = "Compare the dates with the order as it was entered."
    if order.issued_on > day:
        yield (
            f"The order is dated {order.issued_on}, which is after {day}.",
            f"{cure} Or ask for a later day with --day.",
        )
    if order.issued_on < IN_FORCE_SINCE:
        told = f"before {IN_FORCE_SINCE}, when the Lanham Act took effect"
        yield f"The order is dated {order.issued_on}, {told}.", cure
    if order.expires_on is not None and order.expires_on < order.starts_on:
        yield f"The order ends on {order.expires_on}, before it begins on {order.starts_on}.", cure
    if order.starts_on < order.issued_on:
        yield f"The order takes effect on {order.starts_on}, before it was issued.", cure
    for served in (order.served_on, *(one.served_on for one in order.bound)):
        if served is not None and (served < order.issued_on or served > day):
            yield f"It was served on {served}, which is before it was issued or after {day}.", cure


def _money(order: OrderRecord) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with amounts: each has its currency, and those of the funds have one."""
    cure = "Give an amount that is not below zero and its ISO 4217 code, such as USD."
    told = [("an undertaking", order.undertaking), *(("a carve-out", one) for one in order.carve_outs)]
    amounts = [(what, one.amount, one.currency) for what, one in told if one is not None]
    if order.funds is not None:
        amounts.append(("the cap of the funds", order.funds.cap, order.funds.currency))
        if order.funds.per not in (PER_DEFENDANT, PER_ORDER):
            yield f"“{order.funds.per}” is nothing a cap is counted over.", f"Use {PER_DEFENDANT} or {PER_ORDER}."
    for what, amount, code in amounts:
        if (amount is None) != (code is None) or (amount is not None and amount < 0):
            yield f"The amount of {what} lacks its currency, or is below zero, or is missing.", cure
        if code is not None and not currency.is_valid(code):
            yield f"“{code}” is no currency's code.", cure
    of_funds = {code for what, _, code in amounts if code is not None and what != "an undertaking"}
    if len(of_funds) > 1:
        told_codes = " and ".join(sorted(of_funds))
        yield f"The cap and what is left free of it are in {told_codes}: currencies are never mixed.", cure


def _oddities(order: OrderRecord, day: dt.date) -> Iterator[str]:
    if order.starts_on > day:
        yield f"It takes effect on {order.starts_on}: on {day} it restrains nobody."
    if order.expires_on is not None and order.expires_on < day:
        yield f"It expired on {order.expires_on}: on {day} it restrains nobody."
    if order.notice_on is None:
        yield "It does not say when anybody was served: nobody can be in breach before they have notice."
    if order.expires_on is None and order.kind == RESTRAINING:
        told = f"{WITHOUT_NOTICE.source} (unverified) ends one issued without notice after {WITHOUT_NOTICE.value} days"
        yield f"It is a restraining order and says no end; {told}. No end is supposed here."
    if order.expires_on is not None and order.kind == RESTRAINING:
        lasts = (order.expires_on - order.issued_on).days
        if lasts > int(WITHOUT_NOTICE.value):
            told = (
                f"{WITHOUT_NOTICE.source} (unverified) ends one issued without notice after {WITHOUT_NOTICE.value} days"
            )
            end = f"It is a restraining order and ends on {order.expires_on}, {lasts} days after it was issued"
            yield f"{end}; {told} unless it is extended. No extension is told: look into the order."
    if not order.territory:
        yield "It does not say its territory: listings are not held against one."
    silent = [one.number for one in order.parties if not one.names and not one.details]
    if silent:
        told = ", ".join(map(str, silent[:10]))
        yield f"Of {len(silent):,} defendants it tells nothing by which an account could be found: {told}."
