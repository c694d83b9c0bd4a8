"""Where an organisation is told of events (endpoints), and each thing that was, or is still to be, told (deliveries).

A delivery waits until `next_try_at`. Who tries it moves that time on first, past the time that a try may take: if he is
killed, the delivery is due again by itself.
"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.webhooks.events import Event


class State(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    DEAD = "dead", _("Given up")


class Endpoint(models.Model):
    """An address of a receiver, the events that it asked for, and the secret that signs what it is sent.

    Secrets are kept encrypted (`encryption`); the former one signs, too, until `former_until`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=2000)
    events = ArrayField(models.CharField(max_length=40, choices=Event))
    secret = models.TextField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(db_default=Now())
    paused_at = models.DateTimeField(null=True)  # deliveries are kept, and wait
    slow_in_a_row = models.PositiveSmallIntegerField(default=0)  # tries that took too long
    held_until = models.DateTimeField(null=True)  # after such a try, so that a receiver that hangs holds up nobody else
    ended_at = models.DateTimeField(null=True)
    ended_by_receiver = models.BooleanField(default=False)  # it answered 410 Gone

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "address"], condition=Q(ended_at=None), name="address_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(former_secret="", former_until=None) | Q(former_until__isnull=False) & ~Q(former_secret=""),
                name="former_secret_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"endpoint {self.public_id}"  # never the address: a receiver's key may stand in it


class Delivery(models.Model):
    """One event for one endpoint; its public id is the `webhook-id` by which receivers drop doubles."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=40)
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, db_default=Now())
    last_status = models.PositiveSmallIntegerField(null=True)
    last_why = models.CharField(max_length=40, blank=True)  # a word of ours; nothing of a receiver's answer is kept
    made_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)  # when it was delivered, or given up

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="state_of_delivery_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, next_try_at__isnull=False, settled_at=None)
                | ~Q(state=State.WAITING) & Q(next_try_at=None, settled_at__isnull=False),
                name="delivery_waits_or_is_settled",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("organisation"), F("next_try_at"), condition=Q(state="waiting"), name="delivery_due"),
            models.Index(
                F("endpoint"), F("next_try_at"), F("id"), condition=Q(state="waiting"), name="delivery_due_to_endpoint"
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_of_endpoint"),
            models.Index(fields=["state", "endpoint"], name="delivery_state"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.public_id}"
