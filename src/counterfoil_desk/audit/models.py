"""The tables of the audit log as Django reads them; they are made, and guarded, by SQL of the first migration.

An entry holds ids and salted digests. What a digest stands for lies in `Value` with its salt, and can be deleted: the
entry then still proves that a value stood there (see the engine's `custody.commitments`).
"""

from django.db import models


class Entry(models.Model):
    """One act: who did what to which subject, for which organisation. Written by the function `audit_append` alone."""

    organisation_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)  # user:PUBLIC ID, token:PUBLIC ID or system:NAME
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=100)
    digests = models.JSONField()  # {field: salted digest}
    blind = models.UUIDField(null=True)  # by chance: who knows the digest of an entry can try nothing
    era = models.IntegerField(default=1)  # how often the log was restored into another cluster, from 1

    class Meta:
        managed = False
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Value(models.Model):
    """What stands behind one digest of an entry, until it is deleted."""

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="values")
    organisation_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    value = models.JSONField(null=True)

    class Meta:
        managed = False
        db_table = "audit_value"

    def __str__(self) -> str:
        return f"{self.field} of entry {self.entry_id}"


class Seal(models.Model):
    """The place of an entry in the chain; numbers have no gaps."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.DO_NOTHING, related_name="seal")
    seal = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, null=True)  # SHA-256 of what is sealed; what others are shown of it
    sealed_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "audit_seal"

    def __str__(self) -> str:
        return f"seal {self.number}"


class Checkpoint(models.Model):
    """What the chain came to at a moment, signed: the number of entries and the last seal."""

    entries = models.BigIntegerField(primary_key=True)
    seal = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)  # the public key, base64
    signature = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "audit_checkpoint"

    def __str__(self) -> str:
        return f"checkpoint at {self.entries}"


class Timestamp(models.Model):
    """An authority's answer (RFC 3161): the checkpoint existed at this time."""

    checkpoint = models.OneToOneField(
        Checkpoint, on_delete=models.DO_NOTHING, primary_key=True, db_column="entries", related_name="timestamp"
    )
    at = models.DateTimeField()
    token = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_timestamp"

    def __str__(self) -> str:
        return f"timestamp at {self.checkpoint_id}"


class Sealing(models.Model):
    """How the sealer stands: one row, written by it every few seconds, for those who watch it."""

    one = models.BooleanField(primary_key=True, default=True)
    at = models.DateTimeField()
    sealed = models.BigIntegerField()
    waiting = models.BigIntegerField()  # entries that are not sealed yet
    oldest_waiting = models.DateTimeField(null=True)
    broken_at = models.BigIntegerField(null=True)  # number of the first seal that does not hold

    class Meta:
        managed = False
        db_table = "audit_sealing"

    def __str__(self) -> str:
        return f"{self.sealed} sealed"
