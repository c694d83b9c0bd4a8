"""Organisations of six kinds, users, who is a member with which role, tokens of programs, and grants to others.

Each row that belongs to an organisation says so in `organisation`; the database shows it to no other (see
`database.row_security`). Numbers are for the database; the world sees `public_id`.
"""

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an organisation is in the trade."""

    MARKETPLACE = "marketplace", _("Marketplace")
    RIGHTS_HOLDER = "rights holder", _("Rights holder")
    AUTHORITY = "authority", _("Authority")
    FACILITY = "facility", _("Facility")
    INTERMEDIARY = "intermediary", _("Intermediary")
    SELLER = "seller", _("Seller or importer")


class Role(models.TextChoices):
    """What a member may do; each may do what those below it may."""

    ADMINISTRATOR = "administrator", _("Administrator")  # members, tokens, grants, settings
    MANAGER = "manager", _("Manager")  # registers and policies
    REVIEWER = "reviewer", _("Reviewer")  # decides on what was found
    READER = "reader", _("Reader")  # sees


class Scope(models.TextChoices):
    """What a program with a token may do."""

    SCREEN = "screen", _("Screen offers and sellers")
    REGISTERS = "registers", _("Change registers")
    READ = "read", _("Read registers, decisions and the audit log")


class Organisation(models.Model):
    """One organisation; the owner of rows."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    kind_confirmed_at = models.DateTimeField(null=True)  # by who runs the desk; until then it says so of itself
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    requires_second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="kind_is_one_of_six"),
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def told_kind(self) -> str:
        """What it is, as others read it."""
        kind = self.get_kind_display()
        return kind if self.kind_confirmed_at else gettext("says of itself: %(kind)s") % {"kind": kind}


class UserManager(BaseUserManager["User"]):
    """Makes users and finds them by their mail address, in whatever case it is written."""

    def create_user(
        self, email: str, *, password: str | None = None, name: str = "", vouched_by: Organisation | None = None
    ) -> "User":
        """Make a user; without a password nobody can log in with one."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, vouched_by=vouched_by)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who logs in; what he may do follows from his memberships."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)  # empty: the organisation's
    time_zone = models.CharField(max_length=60, blank=True)  # empty: the organisation's
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # whose administrator saw the link by which the account was made, and may know its password; empty: proved since
    vouched_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    objects = UserManager()
    USERNAME_FIELD = "email"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="email_is_used_once_in_any_case")]

    def __str__(self) -> str:
        return f"user {self.public_id}"  # never the address: this text reaches logs


class Member(models.Model):
    """A user who acts for an organisation, with a role; an agent is a member of several."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="user_is_a_member_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id} of {self.organisation_id}"


class Invitation(models.Model):
    """Somebody asked to become a member, by a link that is valid once; only its digest is kept.

    Once it was accepted or withdrawn, or in the night after its time, its row is gone, and the address with it; the
    audit log tells what became of it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=Role)
    digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    sent = models.PositiveIntegerField(default=1)  # how often: each sending has a link of its own, and ends the last
    by_mail = models.BooleanField(default=False)  # its link went to the address alone, and no page shows it
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_is_to_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"  # never the address

    @property
    def is_over(self) -> bool:
        """Tell whether its time has passed."""
        return self.until <= timezone.now()


class ApiToken(models.Model):
    """A program's key: only its digest is kept, so it is shown once."""

    # number and digests of what is live for its organisation, where a call asked with it
    generation: tuple[int, Mapping[str, str]] = (0, MappingProxyType({}))

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    created_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)  # the day (UTC): written once a day, not with each request

    def __str__(self) -> str:
        return f"token {self.public_id}"

    @property
    def is_over(self) -> bool:
        """Tell whether its time has passed."""
        return self.until <= timezone.now()

    @property
    def told_scopes(self) -> list[str]:
        """Return what it may, in words."""
        return [str(Scope(one).label) for one in self.scopes]


class Grant(models.Model):
    """What one organisation lets another see: a register, or one row of it; which fields, why, and until when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="given_grants")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="held_grants")
    register = models.CharField(max_length=30)
    row_id = models.UUIDField(null=True)  # empty: the whole register
    fields = ArrayField(models.CharField(max_length=60))
    basis = models.CharField(max_length=300)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("to_organisation")), name="grant_is_to_another"
            ),
            models.CheckConstraint(condition=~models.Q(basis=""), name="grant_has_a_legal_basis"),
        ]

    def __str__(self) -> str:
        return f"grant {self.public_id}"


class SetupLink(models.Model):
    """The one-time link by which the first administrator sets the desk up; only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    administers = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )  # else a new one

    def __str__(self) -> str:
        return f"setup link {self.pk}"
