"""How is what is known of an offer read? Its fields by their labels, a right by its mark, a ground in words."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.pages.templatetags.times import moment_in_words
from counterfoil_desk.records.queries import rows_of_keys
from counterfoil_desk.records.registers import REGISTERS, RIGHTS

Text = str | Promise
AMOUNTS: Final = ("price", "sale_price")
LABELS: Final[dict[str, Text]] = {  # in the order in which they are read
    "title": _("Title"),
    "price": _("Price"),
    "sale_price": _("Reduced price"),
    "brand": _("Brand"),
    "external_seller_id": _("Seller"),
    "link": _("Link"),
    "image_link": _("Picture"),
    "additional_image_link": _("More pictures"),
    "description": _("Description"),
    "condition": _("Condition"),
    "availability": _("Availability"),
    "gtin": _("GTIN"),
    "mpn": _("Part number of the maker"),
    "google_product_category": _("Category"),
    "product_type": _("Category of the seller"),
    "item_group_id": _("Group of variants"),
    "ships_from_country": _("Sent from"),
    "item_location": _("Place of the goods"),
    "marketplace": _("Marketplace"),
    "seen_at": _("Seen on"),
}
GROUNDS: Final[dict[str, Text]] = {
    "counterfeit": _("counterfeit"),
    "mark misuse": _("misuse of the mark"),
    "grey market": _("grey market"),
    "copyright": _("copyright"),
    "design": _("design"),
}


class Right(NamedTuple):
    """One right as people know it: its mark, and the id of its row; its own id where the register has no such row."""

    id: str
    mark: str
    public_id: str


def rights_of(ids: Iterable[str | None]) -> dict[str, Right]:
    """Return rights by their ids, as the register calls them now: one question for all of them."""
    wanted = {one for one in ids if one}
    rows = rows_of_keys(REGISTERS[RIGHTS], wanted)
    found = {row.key: Right(row.key, str(row.content.get("mark") or row.key), str(row.public_id)) for row in rows}
    return {one: found.get(one, Right(one, one, "")) for one in wanted}


def fields_of_offer(offer: dict[str, Any]) -> list[tuple[str, Text, Any]]:
    """Return the name, the label and the value of each field, the weightiest first; amounts with their currency."""
    currency, order = offer.get("price_currency"), list(LABELS)
    names = sorted(
        (name for name in offer if name not in ("id", "price_currency")),
        key=lambda name: order.index(name) if name in order else len(order),
    )
    return [(name, LABELS.get(name, name.replace("_", " ")), _value(name, offer[name], currency)) for name in names]


def _value(name: str, value: Any, currency: Any) -> Any:
    if name in AMOUNTS and currency:
        return f"{_amount(value)} {currency}"
    return (moment_in_words(value) or value) if isinstance(value, str) and name == "seen_at" else value


def _amount(value: Any) -> str:
    whole, _point, cents = str(value).partition(".")
    return f"{whole}.{cents.rstrip('0').ljust(2, '0')}"
