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
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from counterfoil.custody.canonical import Value
from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import ApiToken, Grant, Member, Organisation, Role, SetupLink, User
from counterfoil_desk.accounts.permissions import (
    check_can_administer,
    check_can_change_role,
    check_can_end_grant,
    check_can_remove_member,
    check_can_revoke_token,
)
from counterfoil_desk.audit.actions import record
from counterfoil_desk.database.acting_within import acting_within
from counterfoil_desk.database.due import tell_who_acts
from counterfoil_desk.database.statements import run
from counterfoil_desk.organisation import Acting, acting_as

LINK_LIVES: Final = dt.timedelta(hours=24)
LONGEST_TOKEN: Final = dt.timedelta(days=366)
TOKEN_PREFIX: Final = "cfl_"  # noqa: S105  by which a leaked token is recognised
SECRET_BYTES: Final = 32


def digest_of_secret(secret: str) -> str:
    """Return what is kept of a secret drawn by chance: its SHA-256; it is too long to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_setup_link(*, administers: int | None = None) -> str:
    """Return the secret of a new one-time link; older ones end, and what they were to administer is inherited.

    Raises UserError where the desk has users.
    """
    with transaction.atomic():
        if User.objects.exists():
            raise UserError("The desk is set up already.", cure="Log in, or ask an administrator for an invitation.")
        own = administers or made_for()
        SetupLink.objects.all().delete()
        secret, until = secrets.token_urlsafe(SECRET_BYTES), timezone.now() + LINK_LIVES
        SetupLink.objects.create(digest=digest_of_secret(secret), until=until, administers_id=own)
    return secret


def made_for() -> int | None:
    """Return the organisation that the one-time link is to administer, where it names one."""
    return SetupLink.objects.exclude(administers=None).values_list("administers_id", flat=True).first()


def set_up(secret: str, *, email: str, password: str, kind: str = "", name: str = "") -> Member:
    """Make the first user and its membership in its new organisation, or in the one that the link names; use it up.

    Raises UserError where the link is unknown, used or too old; nothing is then made.
    """
    with transaction.atomic():
        link = SetupLink.objects.select_for_update().filter(digest=digest_of_secret(secret)).first()
        if link is None or link.used_at is not None or link.until < timezone.now():
            raise UserError("This link is not valid any more.", cure="Start the desk again; it prints a new one.")
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        user = User.objects.create_user(email, password=password)
        number = link.administers_id or next_number("accounts_organisation")
        with connection.cursor() as cursor:  # the transaction began before it was known for whom it works
            tell_who_acts(cursor, Acting(organisation=number, user=user.pk))
        if link.administers_id is None:
            make_organisation(number, by=actor_of(user), kind=kind, name=name)
        member = _first_administrator(user, number)
        if link.administers_id is not None:
            change_own(member, settings=_language_asked_for())  # the organisation has one already
        return member


def make_organisation(number: int, *, by: str, kind: str, name: str) -> Organisation:
    """Make the organisation for which the transaction works already, in the language in which it was asked for."""
    made = Organisation.objects.create(pk=number, kind=kind, name=name, **_language_asked_for())
    record(actor=by, act="organisation made", subject=("organisation", str(made.public_id)))
    return made


def found(*, by: Member, kind: str, name: str) -> Member:
    """Make another organisation; the administrator who founds it becomes its first one. Its log and ours tell it."""
    check_can_administer(by)
    with transaction.atomic():
        number = next_number("accounts_organisation")
        with acting_within(organisation=number, user=by.user_id):
            organisation = make_organisation(number, by=actor_of(by.user), kind=kind, name=name)
            made = _first_administrator(by.user, number)
        subject = ("organisation", str(organisation.public_id))
        record(actor=actor_of(by.user), act="organisation founded", subject=subject)
    return made


def _language_asked_for() -> dict[str, str]:
    language = get_language() or ""
    return {"language": language} if language in dict(django_settings.LANGUAGES) else {}


def _first_administrator(user: User, organisation: int) -> Member:
    member = Member.objects.create(organisation_id=organisation, user=user, role=Role.ADMINISTRATOR)
    record(actor=actor_of(user), act="member added", subject=("user", str(user.public_id)), told={"role": member.role})
    return member


def change_role(*, by: Member, member: Member, role: str) -> None:
    """Give a member another role. Raises UserError as `check_can_change_role`."""
    with transaction.atomic():
        kept, administrators = _held(member)
        check_can_change_role(by, kept, administrators=administrators)
        if kept.role == role:
            return
        told = {"role": [kept.role, role]}
        Member.objects.filter(pk=kept.pk).update(role=role)
        record(actor=actor_of(by.user), act="role changed", subject=("user", str(kept.user.public_id)), told=told)


def remove_member(*, by: Member, member: Member) -> None:
    """End a membership; the person's next request acts for the organisation no more. Raises UserError as its check."""
    with transaction.atomic():
        kept, administrators = _held(member)
        check_can_remove_member(by, kept, administrators=administrators)
        told = {"role": kept.role}
        record(actor=actor_of(by.user), act="member removed", subject=("user", str(kept.user.public_id)), told=told)
        kept.delete()


def _held(member: Member) -> tuple[Member, int]:
    """Return a member as he is now, and how many administrators there are; both stay so until the transaction ends.

    Two administrators who remove each other at the same moment come one after the other, and the second is refused.
    """
    held = list(
        Member.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(Q(role=Role.ADMINISTRATOR) | Q(pk=member.pk), organisation_id=member.organisation_id)
        .order_by("pk")
    )
    kept = next((one for one in held if one.pk == member.pk), None)
    if kept is None:
        raise UserError(_("This person is no member any more."), cure=_("Nothing is left to do."))
    return kept, sum(one.role == Role.ADMINISTRATOR for one in held)


def issue_token(
    *, by: User, organisation: Organisation, name: str, scopes: Iterable[str], until: dt.datetime
) -> tuple[ApiToken, str]:
    """Return a new token of a program, and its secret, which is shown this once. Raises UserError beyond a year."""
    if not timezone.now() < until <= timezone.now() + LONGEST_TOKEN:
        raise UserError(
            _("A token is valid for a year at most."), cure=_("Choose an earlier day; issue a new one then.")
        )
    secret = TOKEN_PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        token = ApiToken.objects.create(
            organisation=organisation, name=name, digest=digest_of_secret(secret), scopes=sorted(scopes), until=until
        )
        told: dict[str, Value] = {"scopes": ", ".join(token.scopes), "until": until.isoformat()}
        record(actor=actor_of(by), act="token issued", subject=("token", str(token.public_id)), told=told)
    return token, secret


def revoke_token(*, by: Member, token: ApiToken) -> None:
    """End a token now: the next request with it is refused. Raises UserError as `check_can_revoke_token`."""
    with transaction.atomic():
        kept = ApiToken.objects.select_for_update().get(pk=token.pk)
        check_can_revoke_token(by, kept)
        ApiToken.objects.filter(pk=kept.pk).update(revoked_at=timezone.now())
        record(actor=actor_of(by.user), act="token revoked", subject=("token", str(kept.public_id)))


def token_of(secret: str) -> ApiToken | None:
    """Return the token that a program shows, or None where it is unknown, revoked or too old.

    With it comes, as `generation`, the number and the digests of what is live for its organisation: one question asks
    for both, and is a transaction of its own. The day of its use is written with the first request of a day alone: a
    row that each request changed would make them wait for one another.
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
    today = timezone.now().date()
    if fields["last_used_on"] != today.isoformat():
        with acting_as(organisation=token.organisation_id), transaction.atomic():
            ApiToken.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today)
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
    row: uuid.UUID | None = None,
) -> Grant:
    """Let another organisation see fields of a register, or of one row of it, until a time, on a legal basis."""
    with transaction.atomic():
        grant = Grant.objects.create(
            organisation=organisation,
            to_organisation=to,
            register=register,
            row_id=row,
            fields=sorted(fields),
            basis=basis,
            until=until,
        )
        told: dict[str, Value] = {"register": register, "to": str(to.public_id), "basis": basis}
        told |= {"fields": ", ".join(grant.fields), "until": until.isoformat(), **({"row": str(row)} if row else {})}
        record(actor=actor_of(by), act="grant given", subject=("grant", str(grant.public_id)), told=told)
    return grant


def end_grant(*, by: Member, grant: Grant) -> None:
    """End a grant now: the other organisation sees nothing by it any more. Raises UserError as its check."""
    check_can_end_grant(by, grant)
    with transaction.atomic():
        kept = Grant.objects.select_for_update().get(pk=grant.pk)
        check_can_end_grant(by, kept)
        Grant.objects.filter(pk=kept.pk).update(ended_at=timezone.now())
        record(actor=actor_of(by.user), act="grant ended", subject=("grant", str(kept.public_id)))


def actor_of(user: User) -> str:
    """Return how entries name a user: by its public id, never by name or address."""
    return f"user:{user.public_id}"


def next_number(table: str) -> int:
    """Return a number for a new row of a table, before the row is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0])


def change_organisation(*, by: User, organisation: Organisation, settings: Mapping[str, Any]) -> list[str]:
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


def change_own(member: Member, *, settings: Mapping[str, str]) -> list[str]:
    """Change settings of the member's user, such as his language; return which were changed, written down by name."""
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=member.user_id)
        changed = sorted(name for name, value in settings.items() if getattr(kept, name) != value)
        if changed:
            User.objects.filter(pk=kept.pk).update(**{name: settings[name] for name in changed})
            subject, told = ("user", str(kept.public_id)), {"changed": ", ".join(changed)}
            record(actor=actor_of(kept), act="own settings changed", subject=subject, told=told)
        return changed
