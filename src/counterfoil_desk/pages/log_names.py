"""Who is meant by `user:…` and `token:…`? Names beside ids for members, from the tables; in entries no name stands."""

from collections.abc import Sequence

from counterfoil_desk.accounts.queries import known_names
from counterfoil_desk.audit.models import Entry


def named(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries with `by_name` and `subject_name`: of members and tokens of this organisation, else empty."""
    subjects = [f"{entry.subject_kind}:{entry.subject_id}" for entry in entries]
    names = known_names([*(entry.actor for entry in entries), *subjects])
    for entry, subject in zip(entries, subjects, strict=True):
        entry.by_name = names.get(entry.actor, "")  # type: ignore[attr-defined]
        entry.subject_name = names.get(subject, "")  # type: ignore[attr-defined]
    return entries
