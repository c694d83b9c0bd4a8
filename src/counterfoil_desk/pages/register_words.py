"""How is what stands in a row read by people? A list by semicolons, yes and no, amounts without idle noughts, days."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.http import Http404
from django.utils.translation import gettext as _

from counterfoil_desk.pages.templatetags.times import day_in_words, utc_in_words
from counterfoil_desk.records.fields import AMOUNT, CHOICE, DAY, TIME, Field, fields_of
from counterfoil_desk.records.labels import REGISTER_LABELS
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.registers import REGISTERS, Register

CENTS: Final = Decimal("0.01")


class Shown(NamedTuple):
    """One field with what stands in it."""

    field: Field
    words: str


def register_named(name: str) -> Register:
    """Return a register. Raises Http404 where there is none of the name."""
    if name not in REGISTERS:
        raise Http404
    return REGISTERS[name]


def label_of(register: str) -> str:
    """Return how people call a register."""
    return str(REGISTER_LABELS[register])


def shown_fields(register: str, content: Mapping[str, Any], names: Iterable[str] | None = None) -> list[Shown]:
    """Return fields as people read them: those named, filled or not; else those that are filled, in their order."""
    fields = fields_of(register)
    wanted = names if names is not None else [name for name in fields if name in content]
    return [Shown(fields[name], words_of(content.get(name), fields[name].kind)) for name in wanted]


def name_of(register: Register, found: Row) -> str:
    """Return by what people know a row: what stands in the first columns of the list."""
    content = found.content
    return " – ".join(words_of(content[name]) for name in register.shown[:2] if name in content) or found.key


def words_of(value: object, kind: str = "") -> str:
    """Return a value as people read it; an empty text for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if kind == CHOICE:
        return _(str(value))
    if kind == DAY:
        return day_in_words(str(value))
    if kind == TIME:
        return utc_in_words(str(value))
    if kind == AMOUNT:
        amount = Decimal(str(value))
        return str(amount.quantize(CENTS) if amount == amount.quantize(CENTS) else amount.normalize())
    return str(value)
