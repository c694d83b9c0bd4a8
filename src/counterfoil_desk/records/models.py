"""A register is rows of one of the engine's tables, owned by an organisation; its contract is the engine's.

What a row says stands in `content`, one value to a column of the contract that is filled. Screening reads none of these
rows: it reads files that a change of a register publishes, by their digest.
"""

import uuid
from typing import ClassVar

from django.db import models

from counterfoil_desk.accounts.models import Grant, Organisation


class Row(models.Model):
    """One row of a register. `key` tells it from the others: the id that the organisation uses, or a digest."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=500)
    content = models.JSONField()
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="%(class)s_has_a_key_of_its_own")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.public_id}"


class RightRow(Row):
    """A row of the engine's table `right`."""


class AuthorisationRow(Row):
    """A row of the engine's table `authorisation`."""


class SellerRow(Row):
    """A row of the engine's table `seller`."""


class FacilityRow(Row):
    """A row of the engine's table `site`: a place where goods lie."""


class PublishedFile(models.Model):
    """A register as screening reads it: Parquet, known by its digest, never changed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="published_once_for_an_organisation")
        ]

    def __str__(self) -> str:
        return self.sha256


class Generation(models.Model):
    """What is live for an organisation: which file of which register, and the number that each change advances."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True, related_name="+")
    number = models.BigIntegerField(default=0)
    digests = models.JSONField(default=dict)  # {register: SHA-256}

    def __str__(self) -> str:
        return f"generation {self.number}"


class SharedRow(models.Model):
    """A row of another organisation as a grant in force shows it: a view of the database that holds no other field.

    Whose it is stands in `owner`: the name `organisation` is for rows of one's own.
    """

    public_id = models.UUIDField(primary_key=True)  # with the grant: one row may be shown by two
    grant = models.ForeignKey(Grant, on_delete=models.DO_NOTHING, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.DO_NOTHING, related_name="+", db_column="organisation_id")
    register = models.CharField(max_length=30)
    content = models.JSONField()  # the granted fields that are filled

    class Meta:
        managed = False
        db_table = "records_sharedrow"

    def __str__(self) -> str:
        return f"shared row {self.public_id}"


class Upload(models.Model):
    """A file that was uploaded and looked through, until it is taken into its register or dropped.

    `content` goes as soon as it was decided; what was told of it stays a while, with its rejects.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=30)
    file = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    found = models.JSONField()  # how many rows would be added, changed, are the same, rejected; the first
    rejects = models.JSONField()  # the first rows of the contract Reject
    by = models.CharField(max_length=100)  # as entries name who uploaded it
    at = models.DateTimeField(auto_now_add=True)
    taken = models.JSONField(null=True)  # the counts when it was taken in
    asked_by = models.CharField(max_length=100, blank=True, db_default="")  # a job is to take it in for whom
    asked_at = models.DateTimeField(null=True)
    refused = models.TextField(blank=True, db_default="")  # why a job could not

    def __str__(self) -> str:
        return f"upload {self.public_id}"
