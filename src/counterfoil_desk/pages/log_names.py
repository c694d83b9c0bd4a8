"""Who is meant by `user:…` and `token:…`? Names beside ids for members, from the tables; in entries no name stands."""

import uuid
from collections.abc import Iterable, Sequence

from counterfoil_desk.accounts.models import ApiToken, Member
from counterfoil_desk.audit.models import Entry


def named(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries with `by_name` and `subject_name`: of members and tokens of this organisation, else empty."""
    subjects = [f"{entry.subject_kind}:{entry.subject_id}" for entry in entries]
    names = _names([*(entry.actor for entry in entries), *subjects])
    for entry, subject in zip(entries, subjects, strict=True):
        entry.by_name = names.get(entry.actor, "")  # type: ignore[attr-defined]
        entry.subject_name = names.get(subject, "")  # type: ignore[attr-defined]
    return entries


def _names(references: Iterable[str]) -> dict[str, str]:
    wanted = set(references)
    names: dict[str, str] = {}
    members = Member.objects.select_related("user").filter(user__public_id__in=_ids(wanted, "user"))
    for member in members:
        names[f"user:{member.user.public_id}"] = member.user.name or member.user.email
    for token in ApiToken.objects.filter(public_id__in=_ids(wanted, "token")):
        names[f"token:{token.public_id}"] = token.name
    return names


def _ids(references: set[str], kind: str) -> list[uuid.UUID]:
    found = []
    for reference in references:
        told, _, name = reference.partition(":")
        if told == kind:
            try:
                found.append(uuid.UUID(name))
            except ValueError:
                continue
    return found
