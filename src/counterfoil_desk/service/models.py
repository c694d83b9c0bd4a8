"""What the service keeps: answers by idempotency key, offers that were not clear, and how many were."""

import uuid
from typing import ClassVar

from django.db import models

from counterfoil_desk.accounts.models import Organisation


class Answer(models.Model):
    """An answer that was given to a request with an idempotency key: the same request gets the same again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    content = models.JSONField(null=True)  # empty while it is worked out
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "key"], name="key_is_used_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SuspectOffer(models.Model):
    """An offer that was decided above clear, as it was screened last."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offer_id = models.CharField(max_length=500)
    offer = models.JSONField()
    decision = models.CharField(max_length=20)
    answer = models.JSONField()
    screened_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "offer_id"], name="offer_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"suspect offer {self.public_id}"


class DayCount(models.Model):
    """How many offers were decided how on one day (UTC): clear ones are counted, not kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    decision = models.CharField(max_length=20)
    offers = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "day", "decision"], name="day_and_decision_are_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offers} {self.decision} on {self.day}"
