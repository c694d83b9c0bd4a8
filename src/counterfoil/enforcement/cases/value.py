"""What is at stake in a case, in money, and on what basis?

Nobody says how many pieces an offer stands for, so each offer that is not clear counts once, at the price it asks; the
goods found in stock to be identical offending goods count by their pieces, at the lowest price that an offer of the
case asks for the same GTIN, and those offers are then not counted beside them. So the amount is a lower bound. Two
currencies are never added: with rates all is said in US dollars, without them in the currency of most offers, and what
is left out is named with its amount.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, NamedTuple

from counterfoil.codes.gtin import normalise
from counterfoil.enforcement.cases.networks import OFFENDING

USD = "USD"
CENT = Decimal("0.01")
Row = Mapping[str, Any]  # one row of CaseSubject


class Value(NamedTuple):
    """`amount` in `currency`; both are None where no price is known. `basis` says how it was counted, in words."""

    amount: Decimal | None
    currency: str | None
    basis: str


class _Sum(NamedTuple):
    """Amounts by currency, how many offers and pieces of stock they count, and what could not be counted."""

    amounts: Mapping[str, Decimal]
    offers: Counter[str]
    pieces: Mapping[str, Decimal]
    unpriced: int
    uncounted: int


def value_at_risk(subjects: Iterable[Row], rates: Mapping[str, Decimal]) -> Value:
    """Return the value at risk of one case; `rates` are US dollars for one unit of a currency, none to convert none."""
    rows = list(subjects)
    offers = [row for row in rows if row["subject_kind"] == "offer" and row["decision"] != "clear"]
    found = _summed(offers, [row for row in rows if row["subject_kind"] == "item"], rates)
    if not found.amounts:
        return Value(None, None, "No price is known of what the case is about." + _not_counted(found))
    most = min(found.amounts, key=lambda currency: (-found.offers[currency], -found.amounts[currency], currency))
    said = [_counted(found, most), *_apart(found, most), *_converted(offers, rates)]
    return Value(found.amounts[most].quantize(CENT, ROUND_HALF_EVEN), most, " ".join(said) + _not_counted(found))


def rates_by_currency(rates: Iterable[Row]) -> dict[str, Decimal]:
    """Return US dollars for one unit by currency (rows of Rate); none where none is given."""
    given = {row["currency"]: Decimal(str(row["usd"])) for row in rates}
    return given | {USD: Decimal(1)} if given else {}


def _price(row: Row, rates: Mapping[str, Decimal]) -> tuple[Decimal, str] | None:
    """Return what an offer asks, in US dollars where its currency has a rate."""
    price, currency = row["price"], row["price_currency"]
    if price is None or currency is None:
        return None
    return (price * rates[currency], USD) if currency in rates else (price, currency)


def _summed(offers: list[Row], items: list[Row], rates: Mapping[str, Decimal]) -> _Sum:
    lowest = _lowest(offers, rates)
    counted, amounts, pieces = Counter[str](), defaultdict[str, Decimal](Decimal), defaultdict[str, Decimal](Decimal)
    stocked, uncounted = set(), 0
    for item in items:
        code = normalise(item["gtin"] or "")
        if item["decision"] != OFFENDING:
            continue
        if code not in lowest or item["quantity"] is None:
            uncounted += 1
            continue
        price, currency = lowest[code]
        amounts[currency] += price * item["quantity"]
        pieces[currency] += item["quantity"]
        stocked.add(code)
    unpriced = 0
    for offer in offers:
        asked = _price(offer, rates)
        if asked is None:
            unpriced += 1
        elif normalise(offer["gtin"] or "") not in stocked:
            amounts[asked[1]] += asked[0]
            counted[asked[1]] += 1
    return _Sum(amounts, counted, pieces, unpriced, uncounted)


def _lowest(offers: list[Row], rates: Mapping[str, Decimal]) -> dict[str, tuple[Decimal, str]]:
    """Return by GTIN the lowest price asked, in the currency in which most offers ask for it."""
    asked: dict[str, dict[str, list[Decimal]]] = {}
    for offer in offers:
        code, price = normalise(offer["gtin"] or ""), _price(offer, rates)
        if code and price is not None:
            asked.setdefault(code, {}).setdefault(price[1], []).append(price[0])
    found = {}
    for code, by_currency in asked.items():
        currency = min(by_currency, key=lambda one: (-len(by_currency[one]), one))
        found[code] = (min(by_currency[currency]), currency)
    return found


def _counted(found: _Sum, currency: str) -> str:
    offers, pieces = found.offers[currency], found.pieces.get(currency)
    parts = []
    if pieces:
        parts.append(f"{pieces.normalize():,f} pieces in stock at the lowest price asked for the same GTIN")
    if offers:
        parts.append(
            f"{offers:,} offer{'s' * (offers != 1)} once each at the price asked, as nobody says how many there are"
        )
    return f"{', and '.join(parts)}."


def _apart(found: _Sum, most: str) -> list[str]:
    """Say what stands in other currencies, which no rate was given for."""
    others = sorted(currency for currency in found.amounts if currency != most)
    return [
        f"Left out, for want of a rate: {one} {found.amounts[one]:,.2f} of {found.offers[one]:,} offers."
        for one in others
    ]


def _converted(offers: list[Row], rates: Mapping[str, Decimal]) -> list[str]:
    used = sorted({row["price_currency"] for row in offers if row["price_currency"] in rates} - {USD})
    said = ", ".join(f"1 {currency} = {rates[currency].normalize():f} USD" for currency in used)
    return [f"Converted at {said}."] if said else []


def _not_counted(found: _Sum) -> str:
    said = ""
    if found.unpriced:
        said += f" {found.unpriced:,} offer{'s name' if found.unpriced != 1 else ' names'} no price."
    if found.uncounted:
        said += (
            f" {found.uncounted:,} lot{'s' * (found.uncounted != 1)} of identical goods without a price or a number."
        )
    return said
