"""Who and what is meant by `user:…` or a row's id? Names beside ids for members, from the tables; entries hold none."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.accounts.models import Grant, Organisation
from counterfoil_desk.accounts.queries import known_names
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.outgoing.addresses import origin_of
from counterfoil_desk.pages.register_words import label_of, name_of
from counterfoil_desk.records.registers import REGISTERS
from counterfoil_desk.webhooks.models import Endpoint

Ids = list[uuid.UUID]
Named = Iterable[tuple[uuid.UUID, str]]
THE_DESK: Final[dict[str, str | Promise]] = {  # parts of it that act by themselves
    "system:example": _("the desk: its example"),
    "system:retention": _("the desk: deletion by night"),
    "system:webhooks": _("the desk: webhooks"),
    "system:log-in": _("somebody unknown"),
    "system:operator": _("who runs the desk"),
}
PAGES: Final = {"endpoint": "webhook"}  # of a subject that has one, by its id
LISTS: Final = {"token": "tokens", "user": "members", "grant": "grants", "organisation": "organisation"}


def named(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries with `by_name`, `subject_name` and `subject_page`: what this organisation sees, else empty."""
    subjects = [f"{entry.subject_kind}:{entry.subject_id}" for entry in entries]
    names = {**known_names([*(entry.actor for entry in entries), *subjects]), **dict(_subjects(entries))}
    for entry, subject in zip(entries, subjects, strict=True):
        entry.by_name = actor_in_words(entry.actor, names)  # type: ignore[attr-defined]
        entry.subject_name = names.get(subject, "")  # type: ignore[attr-defined]
        entry.subject_page = _page(entry)  # type: ignore[attr-defined]
    return entries


def actor_in_words(actor: str, names: dict[str, str]) -> str:
    """Return who acted: a name that is known, a part of the desk, else nothing."""
    return str(names.get(actor) or THE_DESK.get(actor, ""))


def _subjects(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Yield subjects that have names, with these: one question for each kind that there is among them."""
    ids: dict[str, Ids] = {}
    for entry in entries:
        with suppress(ValueError):  # an id that is none is nobody's
            ids.setdefault(entry.subject_kind, []).append(uuid.UUID(entry.subject_id))
        if entry.subject_kind == "register" and entry.subject_id in REGISTERS:
            yield f"register:{entry.subject_id}", label_of(entry.subject_id)
    for kind, wanted in ids.items():
        found = _rows(kind, wanted) if kind in REGISTERS else NAMES[kind](wanted) if kind in NAMES else ()
        yield from ((f"{kind}:{public_id}", name) for public_id, name in found)


def _rows(register: str, ids: Ids) -> Named:
    kept = REGISTERS[register]
    rows = kept.model._default_manager.filter(public_id__in=ids)
    return [(row.public_id, name_of(kept, row)) for row in rows]


def _endpoints(ids: Ids) -> Named:
    found = Endpoint.objects.filter(public_id__in=ids).values_list("public_id", "address")
    return [(public_id, origin_of(address)) for public_id, address in found]


def _grants(ids: Ids) -> Named:
    return Grant.objects.filter(public_id__in=ids).values_list("public_id", "to_organisation__name")


def _organisations(ids: Ids) -> Named:
    return Organisation.objects.filter(public_id__in=ids).values_list("public_id", "name")


NAMES: Final[dict[str, Callable[[Ids], Named]]] = {
    "endpoint": _endpoints,
    "grant": _grants,
    "organisation": _organisations,
}


def _page(entry: Entry) -> str:
    """Return the address of the page about a subject, empty where there is none."""
    kind, name = entry.subject_kind, entry.subject_id
    if kind in REGISTERS:
        return reverse("register-row", args=[kind, name]) if _is_id(name) else ""
    if kind == "register" and name in REGISTERS:
        return reverse("register-rows", args=[name])
    if kind in PAGES:
        return reverse(PAGES[kind], args=[name]) if _is_id(name) else ""
    return reverse(LISTS[kind]) if kind in LISTS else ""


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
