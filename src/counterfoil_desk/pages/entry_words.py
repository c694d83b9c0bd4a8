"""How is an entry of the audit log read? Its fields by their labels, its values in the reader's language and time.

What is sealed is the raw value: an exported log holds it, and `counterfoil verify` checks that.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.accounts.models import Role, Scope
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.pages.register_words import words_of
from counterfoil_desk.pages.templatetags.offers import DECISIONS
from counterfoil_desk.pages.templatetags.times import moment_in_words
from counterfoil_desk.records.fields import Field, fields_of
from counterfoil_desk.records.labels import REGISTER_LABELS
from counterfoil_desk.records.registers import REGISTERS, entry_names
from counterfoil_desk.retention.kinds import KINDS
from counterfoil_desk.webhooks.events import Event

Words = Mapping[str, str | Promise]
FIRST: Final = 4  # fields of an entry that a list shows
ARROW: Final = " → "
LISTS: Final = frozenset({"events", "fields", "files"})  # of two these hold two, not what was and what is
JOINED: Final = frozenset({"scopes", "fields", "changed"})  # several words in one text, by commas
FIELDS: Final[Words] = {  # in the order in which they are read
    "name": _("name"),
    "role": _("role"),
    "kind": _("kind"),
    "register": _("register"),
    "row": _("row"),
    "file": _("file"),
    "files": _("files"),
    "format": _("format"),
    "added": _("added"),
    "changed": _("changed"),
    "same": _("the same"),
    "rejected": _("rejected"),
    "rows": _("rows"),
    "parties": _("parties"),
    "deliveries": _("deliveries"),
    "decisions": _("decisions"),
    "suspects": _("proof of the suspect offers"),
    "offers": _("offers"),
    "statuses": _("sellers by status"),
    "scopes": _("may"),
    "events": _("told when"),
    "fields": _("fields"),
    "by": _("by"),
    "origin": _("address"),
    "until": _("until"),
    "basis": _("legal basis"),
    "language": _("language"),
    "time_zone": _("time zone"),
    "requires_second_factor": _("second factor for every member"),
    "older_than_days": _("older than, in days"),
    "status": _("status"),
    "generation": _("generation"),
    "engine_version": _("engine"),
    "why": _("ground"),
    "to": _("to"),
    "sha256": _("SHA-256"),
    **{name: kind.label for name, kind in KINDS.items()},
}
VALUES: Final[Mapping[str, Words]] = {
    "role": {role.value: role.label for role in Role},
    "scopes": {scope.value: scope.label for scope in Scope},
    "events": {event.value: event.label for event in Event},
    "register": REGISTER_LABELS,
    "decisions": DECISIONS,
    "changed": FIELDS,
    "kind": {
        **{name: kind.label for name, kind in KINDS.items()},
        "totp": _("codes of an app"),
        "recovery_codes": _("recovery codes"),
    },
    "by": {
        "password": _("password"),
        "mfa": _("second factor"),
        "second factor": _("second factor"),
        "socialaccount": _("identity provider"),
        "link for a new password": _("link for a new password"),
    },
}


class Told(NamedTuple):
    """One field of an entry, as people read it; `is_kept` is False where its value was deleted."""

    label: str
    words: str
    digest: str
    is_kept: bool


def told_of(entry: Entry) -> list[Told]:
    """Return what an entry tells, field by field: of a row in the order of its register."""
    kept = {value.field: value.value for value in entry.values.all()}
    columns = columns_of(entry.subject_kind)
    order = {name: place for place, name in enumerate(dict.fromkeys([*columns, *FIELDS]))}
    fields = sorted(entry.digests, key=lambda name: (order.get(name, len(order)), name))
    return [
        Told(
            label_of_field(name, columns),
            _words(name, kept.get(name), columns),
            entry.digests[name],
            is_kept=name in kept,
        )
        for name in fields
    ]


def columns_of(kind: str) -> dict[str, Field]:
    """Return the fields of a register by the names that entries give them; none for what is no register."""
    if kind not in REGISTERS:
        return {}
    fields = fields_of(kind)
    return {plain: fields[name] for name, plain in entry_names(REGISTERS[kind].contract).items()}


def label_of_field(name: str, columns: Mapping[str, Field]) -> str:
    """Return how people call a field of an entry; its plain name where it has no label."""
    return str(columns[name].label) if name in columns else str(FIELDS.get(name, name.replace("_", " ")))


def _words(name: str, value: Any, columns: Mapping[str, Field]) -> str:
    """Return a value: of a change what was and what is, where there was anything."""
    if isinstance(value, list) and len(value) == 2 and (name in columns or name not in LISTS):
        was, now = (_plain(name, one, columns) for one in value)
        return f"{was}{ARROW}{now or gettext('nothing')}" if was else now
    return _plain(name, value, columns) or gettext("nothing")


def _plain(name: str, value: Any, columns: Mapping[str, Field]) -> str:
    if name in columns:
        return words_of(value, columns[name].kind)
    known = VALUES.get(name, {})
    if isinstance(value, dict):
        return ", ".join(f"{known.get(word, word)} {number}" for word, number in value.items())
    if isinstance(value, str) and name in JOINED:
        value = value.split(", ")
    if isinstance(value, list):
        return ", ".join(str(known.get(one, one) if isinstance(one, str) else one) for one in value)
    if isinstance(value, str):
        return str(known.get(value) or moment_in_words(value) or value)
    return words_of(value)
