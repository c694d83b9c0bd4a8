"""The gravest offers of a run, a card each: what was seen, where, its weight, and what the seller is told."""

from typing import Any, NamedTuple

import polars as pl
from markupsafe import Markup

from counterfoil.documents.highlight import Span, highlighted, shown
from counterfoil.documents.report_pictures import Figure, figures
from counterfoil.documents.report_tables import ReportParts
from counterfoil.documents.waterfall import BROAD, SLIM, waterfall
from counterfoil.documents.words import price_in_words, score_in_figures, weight_in_figures
from counterfoil.evidence.explanation import addition
from counterfoil.evidence.weights import Model

REASONS = 8  # signs shown on a card; the lightest are only counted
EXCERPTS = 3  # other fields quoted on a card
LONGEST_TITLE = 180  # characters
LONGEST_EXCERPT = 140
LONGEST_REASON = 320
QUOTED = (
    "brand",
    "description",
    "item_location",
    "condition",
    "gtin",
    "mpn",
    "product_type",
    "ships_from_country",
)
BAR = 100  # units of the longest bar, the heaviest sign shown

Row = dict[str, Any]  # one row of a table by column name


class Reason(NamedTuple):
    """One sign: its sentence, its weight in nats, its bar from -BAR to BAR; no weight without a finding."""

    sentence: Markup
    weight: str
    bar: int


class Card(NamedTuple):
    """One offer as the template shows it; texts from outside are already escaped and isolated."""

    decision: str
    score: str
    weight: str
    ground: str
    offer: Markup
    seller: Markup
    marketplace: Markup
    mark: Markup
    owner: Markup
    title: Markup
    price: str
    reduced_from: str
    quotes: list[tuple[str, Markup]]
    reasons: list[Reason]
    further_signs: int
    for_seller: list[Markup]
    pictures: list[Figure] = []  # noqa: RUF012  never changed
    adding_up: tuple[Markup, Markup] | None = None  # the waterfall for a page, and for a phone


def cards(parts: ReportParts) -> list[Card]:
    """Return the cards of the worst offers, in their order."""
    worst = parts.gathered.worst
    offers = _by_id(parts.offers.join(worst, left_on="id", right_on="subject_id", how="semi"))
    rights = _by_id(parts.rights.select("id", "mark", "owner"))
    signs = parts.gathered.signs_on_worst()
    heaviest = signs.get_column("weight").abs().max()
    of_offer = signs.partition_by("subject_id", as_dict=True)
    return [
        _card(
            decision,
            offer=offers.get(decision["subject_id"], {}),
            right=rights.get(decision["right_id"], {}),
            signs=_rows(of_offer.get((decision["subject_id"],))),
            heaviest=heaviest if isinstance(heaviest, int) else 0,
        )._replace(
            pictures=figures(decision["subject_id"], parts.pictures),
            adding_up=_adding_up(decision, of_offer.get((decision["subject_id"],)), parts.model, f"w{place}"),
        )
        for place, decision in enumerate(worst.iter_rows(named=True))
    ]


def _adding_up(
    decision: Row, signs: pl.DataFrame | None, model: Model | None, name: str
) -> tuple[Markup, Markup] | None:
    """Return the waterfall in both layouts; none where the sum would not be the recorded one."""
    if model is None or signs is None:
        return None
    added = addition(signs, model, right_id=decision["right_id"])
    if added.total != decision["weight"]:
        return None
    drawn = ((BROAD, name), (SLIM, name + "s"))
    broad, slim = (Markup(waterfall(added, layout=layout, name=part)) for layout, part in drawn)  # noqa: S704  escaped
    return broad, slim


def _by_id(table: pl.DataFrame) -> dict[str, Row]:
    return {row["id"]: row for row in table.unique("id", keep="first").iter_rows(named=True)}


def _rows(table: pl.DataFrame | None) -> list[Row]:
    return [] if table is None else table.rows(named=True)


def _card(decision: Row, *, offer: Row, right: Row, signs: list[Row], heaviest: int) -> Card:
    title = offer.get("title")
    asked, before = _prices(offer)
    return Card(
        decision=decision["decision"],
        score=score_in_figures(decision["score"]),
        weight="" if decision["weight"] is None else weight_in_figures(decision["weight"]),
        ground=decision["ground"] or "",
        offer=shown(decision["subject_id"]),
        seller=shown(offer.get("external_seller_id")),
        marketplace=shown(offer.get("marketplace")),
        mark=shown(right.get("mark")),
        owner=shown(right.get("owner")),
        title=highlighted(title, _spans(signs, "title"), limit=LONGEST_TITLE) if title else Markup(),
        price=asked,
        reduced_from=before,
        quotes=_quotes(offer, signs),
        reasons=_reasons(decision, signs, heaviest),
        further_signs=max(0, len(_sentences(signs, "detail")) - REASONS),
        for_seller=_for_seller(decision, signs),
    )


def _prices(offer: Row) -> tuple[str, str]:
    """Return the asked price, and the price before reduction where there is one."""
    price, reduced, currency = (offer.get(name) for name in ("price", "sale_price", "price_currency"))
    if reduced is None or price is None or reduced >= price:
        return price_in_words(price if price is not None else reduced, currency), ""
    return price_in_words(reduced, currency), price_in_words(price, currency)


def _spans(signs: list[Row], field: str) -> list[Span]:
    of_field = (sign for sign in signs if sign["field"] == field)
    return [Span(s["start"], s["end"]) for s in of_field if s["start"] is not None and s["end"] is not None]


def _quotes(offer: Row, signs: list[Row]) -> list[tuple[str, Markup]]:
    """Return the other fields that a sign was seen in, as (name, words around the first match)."""
    seen = [(name, _spans(signs, name)) for name in QUOTED if offer.get(name)]
    return [
        (name.replace("_", " "), highlighted(offer[name], spans, limit=LONGEST_EXCERPT))
        for name, spans in seen
        if spans
    ][:EXCERPTS]


def _sentences(signs: list[Row], column: str) -> dict[str, int]:
    """Return each different sentence once, with its heaviest weight, in the order of the signs."""
    kept: dict[str, int] = {}
    for sign in signs:
        if sign[column].strip():
            kept.setdefault(sign[column], sign["weight"])
    return kept


def _reasons(decision: Row, signs: list[Row], heaviest: int) -> list[Reason]:
    weighed = list(_sentences(signs, "detail").items())[:REASONS]
    if not weighed:
        return [Reason(shown(text, LONGEST_REASON), "", 0) for text in decision["reasons"][:REASONS]]
    unit = BAR / max(heaviest, 1)
    return [
        Reason(shown(text, LONGEST_REASON), weight_in_figures(weight), round(weight * unit)) for text, weight in weighed
    ]


def _for_seller(decision: Row, signs: list[Row]) -> list[Markup]:
    told = decision["party_reasons"] or list(_sentences(signs, "party_detail"))
    return [shown(text, LONGEST_REASON) for text in told[:REASONS] if text.strip()]
