"""What people do with organisations, members, tokens and grants: each act writes its entry in its own transaction.

Personal data stand in entries as salted digests alone; what is shown of people is read from the tables.
"""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson
from django.db import connection, transaction
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import ApiToken, Grant, Member, Organisation, Role, SetupLink, User
from counterfoil_desk.audit.actions import record
from counterfoil_desk.database.base import tell_who_acts
from counterfoil_desk.database.statements import run
from counterfoil_desk.organisation import Acting, acting_as

LINK_LIVES: Final = dt.timedelta(hours=24)
TOKEN_PREFIX: Final = "cfl_"  # noqa: S105  by which a leaked token is recognised
SECRET_BYTES: Final = 32


def digest_of_secret(secret: str) -> str:
    """Return what is kept of a secret drawn by chance: its SHA-256; it is too long to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_setup_link() -> str:
    """Return the secret of a new one-time link; older ones end. Raises UserError where the desk has users."""
    with transaction.atomic():
        if User.objects.exists():
            raise UserError("The desk is set up already.", cure="Log in, or ask an administrator for an invitation.")
        SetupLink.objects.all().delete()
        secret = secrets.token_urlsafe(SECRET_BYTES)
        SetupLink.objects.create(digest=digest_of_secret(secret), until=timezone.now() + LINK_LIVES)
    return secret


def set_up(secret: str, *, email: str, password: str, kind: str, name: str) -> Member:
    """Make the first user, its organisation and its membership, and use the link up.

    Raises UserError where the link is unknown, used or too old; nothing is then made.
    """
    with transaction.atomic():
        link = SetupLink.objects.select_for_update().filter(digest=digest_of_secret(secret)).first()
        if link is None or link.used_at is not None or link.until < timezone.now():
            raise UserError("This link is not valid any more.", cure="Start the desk again; it prints a new one.")
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        user = User.objects.create_user(email, password=password)
        return _organisation_of(user, kind=kind, name=name)


def _organisation_of(user: User, *, kind: str, name: str) -> Member:
    """Make an organisation whose administrator is the user."""
    number = next_number("accounts_organisation")
    with connection.cursor() as cursor:  # the transaction began before it was known for whom it works
        tell_who_acts(cursor, Acting(organisation=number, user=user.pk))
    made = Organisation.objects.create(pk=number, kind=kind, name=name)
    member = Member.objects.create(organisation=made, user=user, role=Role.ADMINISTRATOR)
    record(actor=actor_of(user), act="organisation made", subject=("organisation", str(made.public_id)))
    record(actor=actor_of(user), act="member added", subject=("user", str(user.public_id)), told={"role": member.role})
    return member


def add_member(*, by: User, organisation: Organisation, email: str, role: str) -> Member:
    """Add a user, made where it is new, as a member. Raises UserError where it is one already."""
    with transaction.atomic():
        user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
        member, is_new = Member.objects.get_or_create(organisation=organisation, user=user, defaults={"role": role})
        if not is_new:
            raise UserError("This person is a member already.", cure="Change the role instead.")
        record(actor=actor_of(by), act="member added", subject=("user", str(user.public_id)), told={"role": role})
        return member


def issue_token(
    *, by: User, organisation: Organisation, name: str, scopes: Iterable[str], until: dt.datetime
) -> tuple[ApiToken, str]:
    """Return a new token of a program, and its secret, which is shown this once."""
    secret = TOKEN_PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        token = ApiToken.objects.create(
            organisation=organisation, name=name, digest=digest_of_secret(secret), scopes=sorted(scopes), until=until
        )
        record(actor=actor_of(by), act="token issued", subject=("token", str(token.public_id)))
    return token, secret


def token_of(secret: str) -> ApiToken | None:
    """Return the token that a program shows, or None where it is unknown, revoked or too old.

    With it comes, as `generation`, the number and the digests of what is live for its organisation: one question asks
    for both, and is a transaction of its own.
    """
    found = run("SELECT program_of(%s)", [digest_of_secret(secret)])
    if found is None or found[0] is None:
        return None
    told: dict[str, Any] = orjson.loads(found[0]) if isinstance(found[0], str | bytes) else found[0]
    fields = told["token"]
    token = ApiToken(
        pk=fields["id"],
        public_id=uuid.UUID(fields["public_id"]),
        organisation_id=fields["organisation_id"],
        name=fields["name"],
        digest=fields["digest"],
        scopes=fields["scopes"],
    )
    token.generation = (told["number"], told["digests"])
    return token


def give(
    *,
    by: User,
    organisation: Organisation,
    to: Organisation,
    register: str,
    fields: Iterable[str],
    basis: str,
    until: dt.datetime,
) -> Grant:
    """Let another organisation see fields of a register until a time, on a legal basis."""
    with transaction.atomic():
        grant = Grant.objects.create(
            organisation=organisation,
            to_organisation=to,
            register=register,
            fields=sorted(fields),
            basis=basis,
            until=until,
        )
        told = {"register": register, "to": str(to.public_id), "basis": basis}
        record(actor=actor_of(by), act="grant given", subject=("grant", str(grant.public_id)), told=told)
    return grant


def actor_of(user: User) -> str:
    """Return how entries name a user: by its public id, never by name or address."""
    return f"user:{user.public_id}"


def next_number(table: str) -> int:
    """Return a number for a new row of a table, before the row is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0])


def change_organisation(*, by: User, organisation: Organisation, settings: Mapping[str, str]) -> list[str]:
    """Change settings of an organisation; return which were changed. Each is written down, from what and to what."""
    with transaction.atomic():
        kept = Organisation.objects.select_for_update().get(pk=organisation.pk)
        changed = {
            name: [getattr(kept, name), value] for name, value in settings.items() if getattr(kept, name) != value
        }
        if changed:
            Organisation.objects.filter(pk=kept.pk).update(**{name: new for name, (_, new) in changed.items()})
            subject = ("organisation", str(kept.public_id))
            record(actor=actor_of(by), act="organisation changed", subject=subject, told=changed)
        return sorted(changed)
