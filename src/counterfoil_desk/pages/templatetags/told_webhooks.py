"""How what is kept of webhooks is read: an address without its path, an event, the last answer, as words."""

from http import HTTPStatus
from typing import Final

from django import template
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.outgoing.addresses import origin_of
from counterfoil_desk.webhooks.events import Event
from counterfoil_desk.webhooks.models import Delivery, State

register = template.Library()
WHYS: Final = {  # by the word that is kept
    "refused": _("its address leads into an inner network, or may not be asked"),
    "unknown name": _("its name leads nowhere"),
    "too slow": _("it took too long"),
    "no connection": _("no connection"),
    "connection lost": _("the connection was lost"),
    "no HTTP": _("it did not answer in HTTP"),
    "certificate": _("its certificate is not valid for its name"),
    "endpoint ended": _("the receiver was ended"),
    "secret lost": _("its secret cannot be opened: draw a new one"),
}
CLASSES: Final = {State.WAITING: "", State.DELIVERED: "good", State.DEAD: "bad"}


@register.filter
def origin(address: str) -> str:
    """Return scheme, host and port: a receiver's key may stand in the rest."""
    return origin_of(address)


@register.filter
def event_label(event: str) -> str:
    """Return the words for an event; for one that is no more, its name."""
    return str(Event(event).label) if event in Event.values else event


@register.filter
def state_class(state: str) -> str:
    """Return how a state is shown."""
    return CLASSES[State(state)]


@register.filter
def last_answer(delivery: Delivery) -> str:
    """Return the status that was answered, by number and name, or why there was none."""
    if delivery.last_why:
        return str(WHYS.get(delivery.last_why, delivery.last_why))
    if delivery.last_status is None:
        return ""
    known = {status.value: status.phrase for status in HTTPStatus}
    return f"{delivery.last_status} {known.get(delivery.last_status, '')}".strip()
