"""For how long do organisations keep what, where not for the default; and since when is a published file unused?"""

from typing import ClassVar

from django.db import models

from counterfoil_desk.accounts.models import Organisation


class Period(models.Model):
    """How many days an organisation keeps one kind of data; where there is no row, the default counts."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    days = models.PositiveIntegerField(null=True)  # empty: it is never deleted

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "kind"], name="kind_is_kept_one_time")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days} days"


class UnusedFile(models.Model):
    """A published file that was found not to be live any more, and since when: a file itself does not say."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="file_is_unused_since_once")
        ]

    def __str__(self) -> str:
        return self.sha256
