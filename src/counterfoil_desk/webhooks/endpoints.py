"""What people do with endpoints: add, try, pause, end, draw the secret anew, have what was given up delivered again.

Each act writes its entry. Of the address an entry holds scheme and host alone: a receiver's key may stand in the path.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from counterfoil.errors import UserError
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Organisation, User
from counterfoil_desk.audit.actions import record
from counterfoil_desk.encryption import encrypted
from counterfoil_desk.outgoing.addresses import address_of
from counterfoil_desk.outgoing.connecting import Inner, Unknown, checked_addresses
from counterfoil_desk.webhooks import jobs
from counterfoil_desk.webhooks.delivering import give_up_waiting
from counterfoil_desk.webhooks.events import PING, Event
from counterfoil_desk.webhooks.models import Delivery, Endpoint, State
from counterfoil_desk.webhooks.seats import Receiver
from counterfoil_desk.webhooks.signature import new_secret

BOTH_SIGN_FOR: Final = dt.timedelta(days=1)  # after a new secret was drawn
MOST_ENDPOINTS: Final = 20  # of an organisation, in force


def add_endpoint(address: str, events: Iterable[str], *, by: User, organisation: Organisation) -> tuple[Endpoint, str]:
    """Return a new endpoint, and its secret, which is shown this once.

    Raises UserError where the address may not be told, is told already, or no event was chosen.
    """
    origin, chosen = _checked(address), sorted(set(events))
    if not chosen or not set(chosen) <= set(Event.values):
        raise UserError(_("No event was chosen."), cure=_("Choose at least one."))
    if Endpoint.objects.filter(ended_at=None).count() >= MOST_ENDPOINTS:
        raise UserError(_("There are as many receivers as there may be."), cure=_("End one that is not used."))
    secret = new_secret()
    try:
        with transaction.atomic():
            made = Endpoint.objects.create(
                organisation=organisation, address=address, events=chosen, secret=encrypted(secret)
            )
            _write_down(made, "endpoint added", by=by, told={"origin": origin, "events": chosen})
    except IntegrityError as cause:
        raise UserError(_("This address is told already."), cure=_("End that receiver first.")) from cause
    return made, secret


def _checked(address: str) -> str:
    """Return what may be shown of an address that may be told now. Raises UserError where it may not."""
    taken = address_of(address, settings.WEBHOOKS_OPENED)
    try:
        checked_addresses(
            taken.host, taken.port, opened=settings.WEBHOOKS_OPENED.networks, plain=taken.scheme == "http"
        )
    except Inner as cause:
        raise UserError(
            _("The address leads into an inner network."), cure=_("Name a receiver on the public internet.")
        ) from cause
    except Unknown as cause:
        raise UserError(
            _("The name in the address leads nowhere."), cure=_("Look whether it is written right.")
        ) from cause
    return taken.origin


def send_ping(endpoint: Endpoint, *, by: User) -> Delivery:
    """Return a delivery that tells nothing but that the endpoint works; it is sent like any other."""
    with transaction.atomic():
        made = Delivery.objects.create(
            organisation_id=endpoint.organisation_id, endpoint=endpoint, event=PING, payload={"by": actor_of(by)}
        )
        jobs.defer([Receiver(endpoint.organisation_id, endpoint.pk)])
        _write_down(endpoint, "endpoint tried", by=by)
    return made


def pause(endpoint: Endpoint, *, by: User) -> None:
    """Hold an endpoint's deliveries back: they are kept, and none is tried."""
    _change(endpoint, "endpoint paused", by=by, paused_at=timezone.now())


def go_on(endpoint: Endpoint, *, by: User) -> None:
    """Deliver again what was held back."""
    with transaction.atomic():
        _change(endpoint, "endpoint goes on", by=by, paused_at=None)
        jobs.defer([Receiver(endpoint.organisation_id, endpoint.pk)])


def end(endpoint: Endpoint, *, by: User) -> None:
    """Tell an endpoint nothing more; what waits for it is given up."""
    with transaction.atomic():
        _change(endpoint, "endpoint ended", by=by, ended_at=timezone.now())
        give_up_waiting(endpoint)


def draw_secret(endpoint: Endpoint, *, by: User) -> str:
    """Return a new secret, which is shown this once; the one before it signs beside it for a day."""
    secret = new_secret()
    with transaction.atomic():
        kept = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
        kept.former_secret, kept.former_until = kept.secret, timezone.now() + BOTH_SIGN_FOR
        kept.secret = encrypted(secret)
        kept.save(update_fields=["secret", "former_secret", "former_until"])
        _write_down(endpoint, "secret drawn", by=by)
    return secret


def deliver_again(given_up: QuerySet[Delivery], *, by: User, organisation: Organisation) -> int:
    """Put deliveries that were given up back into the queue, their tries counted anew; return how many.

    They keep their id, by which a receiver knows what it has already. Those of ended endpoints stay as they are.
    """
    with transaction.atomic():
        dead = given_up.filter(state=State.DEAD, endpoint__ended_at=None)
        chosen = dict(dead.select_for_update(of=("self",)).order_by("id").values_list("pk", "endpoint_id"))
        Delivery.objects.filter(pk__in=chosen.keys()).update(
            state=State.WAITING, tries=0, next_try_at=Now(), settled_at=None, last_why=""
        )
        jobs.defer(Receiver(organisation.pk, endpoint) for endpoint in set(chosen.values()))
        if chosen:
            subject = ("organisation", str(organisation.public_id))
            record(actor=actor_of(by), act="delivered again", subject=subject, told={"deliveries": len(chosen)})
    return len(chosen)


def _change(endpoint: Endpoint, act: str, *, by: User, **changed: dt.datetime | None) -> None:
    with transaction.atomic():
        Endpoint.objects.filter(pk=endpoint.pk).update(**changed)
        _write_down(endpoint, act, by=by)


def _write_down(endpoint: Endpoint, act: str, *, by: User, told: dict[str, str | list[str]] | None = None) -> None:
    record(actor=actor_of(by), act=act, subject=("endpoint", str(endpoint.public_id)), told=dict(told or {}))
