"""Of which events can others be told? Payloads hold numbers, ids and decisions; no personal data stand in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """The events, by the names that receivers see as `type`."""

    OFFER_DECIDED = "offer.decided", _("An offer was not clear")  # id, decision, score, right_id, ground, generation
    REGISTER_CHANGED = "register.changed", _("A register changed")  # register, generation, digests
    SELLER_CHECKED = "seller.checked", _("A seller was checked")  # id, status
    IMPORT_FINISHED = "import.finished", _("A run was brought in")


PING = "ping"  # sent by a person to try an endpoint; nobody asks for it
