"""Try one delivery: take it, send it, write down what came of it. At least once; what is settled is not tried again.

Taking and writing down are two short transactions, and nothing is held open while a receiver thinks: an open one would
hold up the sealing of the audit log. Who takes a delivery moves `next_try_at` past the time that a try may take and
counts the try. If he is killed, it is due again then, and whoever comes late with an answer to an older try changes
nothing.
"""

import json
import time
from typing import Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil_desk.audit.actions import record
from counterfoil_desk.encryption import decrypted
from counterfoil_desk.outgoing.sending import TOO_SLOW, Answer, send
from counterfoil_desk.webhooks import jobs
from counterfoil_desk.webhooks.models import Delivery, Endpoint, State
from counterfoil_desk.webhooks.seats import Receiver
from counterfoil_desk.webhooks.signature import signed_headers
from counterfoil_desk.webhooks.tries import A_TRY_MAY_TAKE, hold_after, pause_after

GONE: Final = 410  # the receiver wants no more (RFC 9110, section 15.5.11)
ENDED, NO_SECRET = "endpoint ended", "secret lost"
SYSTEM: Final = "system:webhooks"
AGENT: Final = "Counterfoil"


class Try(NamedTuple):
    """A delivery that was taken, and all that is needed to send it; `number` counts its tries."""

    delivery: int
    number: int
    address: str
    body: bytes
    headers: dict[str, str]


def attempt(endpoint: int) -> bool:
    """Try the delivery to an endpoint of the acting organisation that is due first; False where there is none."""
    with transaction.atomic():
        found = due(endpoint).select_for_update(skip_locked=True, of=("self",)).first()
        taken = take(found) if found is not None else None
    if taken is not None:
        settle(taken, send(taken.address, taken.body, headers=taken.headers, opened=settings.WEBHOOKS_OPENED))
    return found is not None


def due(endpoint: int) -> QuerySet[Delivery]:
    """Return what is due to an endpoint: none where it is paused or left alone, nor what is in other hands."""
    free = Q(held_until=None) | Q(held_until__lte=Now())
    if not Endpoint.objects.filter(free, pk=endpoint, paused_at=None).exists():  # before what waits is looked through
        return Delivery.objects.none()
    waiting = Delivery.objects.filter(endpoint=endpoint, state=State.WAITING, next_try_at__lte=Now())
    return waiting.select_related("endpoint").order_by("next_try_at", "pk")


def is_due(endpoint: int) -> bool:
    """Tell whether anything is due to an endpoint of the acting organisation."""
    with transaction.atomic():
        return due(endpoint).exists()


def take(found: Delivery) -> Try | None:
    """Take a delivery, which the caller has locked, for one try; None where it cannot be sent, and that is settled."""
    if found.endpoint.ended_at is not None:
        give_up(found, why=ENDED)
        return None
    Delivery.objects.filter(pk=found.pk).update(tries=F("tries") + 1, next_try_at=Now() + A_TRY_MAY_TAKE)
    try:
        return _try_of(found)
    except UserError:  # the desk's key was changed without the one before it: that can be mended
        found.tries, found.last_status, found.last_why = found.tries + 1, None, NO_SECRET
        _again_or_never(found, asked=0)
        return None


def settle(taken: Try, answer: Answer) -> None:
    """Write down what came of a try, and put the next one into the queue; nothing where a later try began meanwhile."""
    with transaction.atomic():
        mine = Delivery.objects.select_for_update(of=("self",)).select_related("endpoint")
        found = mine.filter(pk=taken.delivery, state=State.WAITING, tries=taken.number).first()
        if found is None:
            return
        found.last_status, found.last_why = answer.status, answer.why
        _hold_or_not(found.endpoint, is_slow=answer.why == TOO_SLOW)
        if answer.status is not None and 200 <= answer.status < 300:
            _write(found, State.DELIVERED)
        elif answer.status == GONE:
            give_up(found)
            end_by_receiver(found.endpoint)
        else:
            _again_or_never(found, asked=answer.wait)


def give_up(delivery: Delivery, *, why: str = "") -> None:
    """Settle a delivery as dead; what was known of its last try stays unless a word is given."""
    delivery.last_why = why or delivery.last_why
    _write(delivery, State.DEAD)


def end_by_receiver(endpoint: Endpoint) -> None:
    """End an endpoint whose receiver wants no more, give up what waits for it, and write that down."""
    give_up_waiting(endpoint)
    ended = Endpoint.objects.filter(pk=endpoint.pk, ended_at=None).update(ended_at=Now(), ended_by_receiver=True)
    if ended:
        record(actor=SYSTEM, act="endpoint ended", subject=("endpoint", str(endpoint.public_id)), told={"status": GONE})


def give_up_waiting(endpoint: Endpoint) -> None:
    """Give up what waits for an endpoint; what is in other hands at this moment is given up when it is due again."""
    waiting = Delivery.objects.filter(endpoint=endpoint, state=State.WAITING)
    chosen = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=chosen).update(
        state=State.DEAD, next_try_at=None, settled_at=Now(), last_why=ENDED, last_status=None
    )


def body_of(delivery: Delivery) -> bytes:
    """Return what is sent: the same bytes at each try."""
    told = {"type": delivery.event, "timestamp": delivery.made_at.isoformat(), "data": delivery.payload}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _try_of(found: Delivery) -> Try:
    endpoint, body = found.endpoint, body_of(found)
    keys = [decrypted(endpoint.secret)]
    if endpoint.former_until is not None and endpoint.former_until > timezone.now():
        keys.append(decrypted(endpoint.former_secret))
    headers = signed_headers(body, delivery=str(found.public_id), at=int(time.time()), keys=keys)
    headers |= {"content-type": "application/json", "user-agent": AGENT}
    return Try(found.pk, found.tries + 1, endpoint.address, body, headers)


def _again_or_never(found: Delivery, *, asked: int) -> None:
    pause, now = pause_after(found.tries, asked=asked), timezone.now()
    if pause is None:
        give_up(found)
        return
    found.next_try_at = now + pause
    found.save(update_fields=["next_try_at", "last_status", "last_why"])
    jobs.call_at(Receiver(found.organisation_id, found.endpoint_id), found.next_try_at, now=now)


def _hold_or_not(endpoint: Endpoint, *, is_slow: bool) -> None:
    """Leave a receiver alone for a while that took too long; one that answered is not held any more."""
    kept = Endpoint.objects.filter(pk=endpoint.pk)
    if is_slow:
        hold = hold_after(endpoint.slow_in_a_row + 1)
        free = kept.exclude(held_until__gt=Now())  # of several tries at once that took too long, one counts
        free.update(slow_in_a_row=F("slow_in_a_row") + 1, held_until=timezone.now() + hold)
    elif endpoint.slow_in_a_row:
        kept.update(slow_in_a_row=0, held_until=None)


def _write(delivery: Delivery, state: State) -> None:
    delivery.state, delivery.next_try_at, delivery.settled_at = state, None, timezone.now()
    delivery.save(update_fields=["state", "next_try_at", "settled_at", "last_status", "last_why"])
