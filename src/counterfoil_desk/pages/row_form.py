"""The form of a row: one field to each column of the register's contract, by its type; errors stand at their field."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.pages.register_words import words_of
from counterfoil_desk.records.fields import AMOUNT, CHOICE, DAY, FLAG, LIST, NUMBER, Field, fields_of
from counterfoil_desk.records.given import Kept, checked
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.registers import Register

NOTHING: Final[tuple[str, str | Promise]] = ("", _("not said"))
FLAGS: Final = (NOTHING, ("true", _("yes")), ("false", _("no")))


class RowForm(forms.Form):
    """A row of a register. `kept` is what the engine made of it, where it can be used."""

    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, register: Register, given: QueryDict | None = None, *, row: Row | None = None) -> None:
        self.register = register
        self.kept: Kept | None = None
        fields = fields_of(register.name)
        content: dict[str, Any] = row.content if row else {}
        initial = {name: _in_form(fields[name], value) for name, value in content.items() if name in fields}
        super().__init__(given, initial={**initial, "seen_at": row.changed_at.isoformat() if row else ""})
        for name, field in fields.items():
            self.fields[name] = _form_field(field, content.get(name))
        if row is not None and register.key is not None:
            self.fields[register.key].disabled = True
            self.fields[register.key].help_text = _("It names the row and stays.")

    def clean(self) -> dict[str, Any]:
        """Hold the row against the register's contract, where each field alone can be read."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        content = {name: told[name] for name in fields_of(self.register.name) if told.get(name) not in (None, "")}
        kept, refused = checked(self.register, [content])
        for one in refused:
            self.add_error(one.field if one.field in self.fields else None, one.rule)
        self.kept = kept[0] if kept else None
        return told

    def often(self) -> Iterator[forms.BoundField]:
        """Go through the fields that most rows fill, or must."""
        return (self[name] for name in self._first())

    def seldom(self) -> Iterator[forms.BoundField]:
        """Go through the others."""
        first = self._first()
        return (self[name] for name in fields_of(self.register.name) if name not in first)

    def is_open(self) -> bool:
        """Tell whether one of the others is filled or wrong, so that they are shown at once."""
        return any(one.errors or one.initial for one in self.seldom())

    def _first(self) -> list[str]:
        fields = fields_of(self.register.name)
        return [name for name, one in fields.items() if one.is_required or name in self.register.shown]


def _in_form(field: Field, value: Any) -> Any:
    """Return what stands in the form for a value: a list has a line for each, yes and no are words."""
    if field.kind == LIST:
        return "\n".join(map(str, value))
    if field.kind == FLAG:
        return "true" if value else "false"
    return words_of(value, AMOUNT) if field.kind == AMOUNT else value


def _form_field(field: Field, before: Any) -> forms.Field:
    # what the contract says of a column passes through the catalogue as the labels do
    common: dict[str, Any] = {
        "label": field.label,
        "help_text": gettext(field.help) if field.help else "",
        "required": field.is_required,
    }
    if field.kind == LIST:
        common["help_text"] = " ".join(part for part in (common["help_text"], gettext("One to a line.")) if part)
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **common)
    if field.kind == CHOICE:
        words = [*field.words, *([before] if before and before not in field.words else [])]
        return forms.ChoiceField(choices=[NOTHING, *((word, gettext(word)) for word in words)], **common)
    if field.kind == FLAG:
        return forms.ChoiceField(choices=FLAGS, **common)
    if field.kind == DAY:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
    if field.kind == NUMBER:
        return forms.FloatField(widget=forms.NumberInput(attrs={"step": "any"}), **common)
    if field.kind == AMOUNT:
        return forms.DecimalField(min_value=Decimal(0), max_digits=18, decimal_places=4, **common)
    widget = forms.Textarea(attrs={"rows": 3}) if field.is_long else forms.TextInput
    return forms.CharField(widget=widget, **common)
