"""What the service keeps: answers by idempotency key, offers that were not clear, and how many were."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

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


class ImportedRun(models.Model):
    """A screening made elsewhere that was brought in; `done` of its decisions so far."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of its run.json, which holds the digests of all else
    started_at = models.DateTimeField()
    engine_version = models.CharField(max_length=40)
    counts = models.JSONField()  # {decision: offers}
    done = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="run_is_imported_once")
        ]

    def __str__(self) -> str:
        return f"imported run {self.public_id}"


class SuspectOffer(models.Model):
    """An offer that was decided above clear, as it was screened last; `origin` is the call, stream or run."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offer_id = models.CharField(max_length=500)
    offer = models.JSONField()
    decision = models.CharField(max_length=20)
    answer = models.JSONField()
    screened_at = models.DateTimeField(auto_now=True)
    origin = models.CharField(max_length=20, db_default="call")
    held_against = models.JSONField(null=True)  # generation, digests and engine version, or the run's digests
    evidence = models.JSONField(null=True)  # findings and assessments, where a run brought them
    run = models.ForeignKey(ImportedRun, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.BigIntegerField(null=True)  # of the audit log, which proves the row; see `service.proofs`
    proof = models.JSONField(null=True)  # how: it goes with the row, and then nothing tells what stood here
    generation = models.GeneratedField(  # by which retention finds what registers kept offers name
        expression=Cast(KT("held_against__generation"), models.BigIntegerField()),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "offer_id"], name="offer_is_kept_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-screened_at", "id"], name="suspects_by_time"),
            models.Index(
                fields=["organisation", "generation"],
                condition=Q(generation__isnull=False),
                name="suspects_by_generation",
            ),
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


class Tally(models.Model):
    """How many offers of one call were decided how; `service.tallies` adds these to the counts of their day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    decision = models.CharField(max_length=20)
    offers = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.offers} {self.decision} on {self.day}"


class DeniedLists(models.Model):
    """The lists of denied parties that an organisation holds sellers against: one table, known by its digest."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()  # Parquet by the engine's contract Party
    parties = models.BigIntegerField()
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.sha256
