"""The forms about people, programs and what others are shown, with the sentences that people read."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterfoil_desk.accounts.models import Kind, Role, Scope, User
from counterfoil_desk.records.fields import Field, fields_of
from counterfoil_desk.records.labels import REGISTER_LABELS

WHAT_ROLES_MAY = {
    Role.READER: gettext_lazy("Reader: sees everything of the organisation, changes nothing"),
    Role.REVIEWER: gettext_lazy("Reviewer: also decides on what was found"),
    Role.MANAGER: gettext_lazy("Manager: also changes registers"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator: also members, tokens, grants and settings"),
}


class DayField(forms.DateField):
    """A day, today or later; its value is the last second of that day in the reader's time zone."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> Any:
        """Return the moment at which the day ends. Raises ValidationError where that is past."""
        day = super().clean(value)
        try:
            moment = timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
        except (OverflowError, ValueError) as error:
            raise forms.ValidationError(_("Choose a day that the calendar has.")) from error
        if moment <= timezone.now():
            raise forms.ValidationError(_("Choose a day to come."))
        return moment


class InvitationForm(forms.Form):
    """Whom to invite, and to do what."""

    email = forms.EmailField(label=gettext_lazy("Mail address"), max_length=254)
    role = forms.ChoiceField(
        label=gettext_lazy("May"), choices=WHAT_ROLES_MAY, initial=Role.READER, widget=forms.RadioSelect
    )


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=Role)


class NewAccountForm(forms.Form):
    """What a stranger who was invited tells of himself."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    password = forms.CharField(
        label=gettext_lazy("A new password"),
        help_text=gettext_lazy("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, email: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Return what was told, where the password is long and unusual enough, and is not the name or the address."""
        told = super().clean() or {}
        if told.get("password"):
            try:
                validate_password(told["password"], User(email=self.email, name=told.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return told


class FoundForm(forms.Form):
    """Another organisation."""

    name = forms.CharField(label=gettext_lazy("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Kind)


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(
        label=gettext_lazy("What the program is called"), max_length=100, help_text=gettext_lazy("Such as: shop feed")
    )
    scopes = forms.MultipleChoiceField(label=gettext_lazy("It may"), choices=Scope, widget=forms.CheckboxSelectMultiple)
    until = DayField(label=gettext_lazy("Until the end of"), help_text=gettext_lazy("At most one year from today."))


class WhomForm(forms.Form):
    """To whom something is shown, and which register it lies in."""

    to = forms.CharField(
        label=gettext_lazy("Desk address of the other organisation"),
        max_length=60,
        help_text=gettext_lazy("The other organisation finds it on its own page and tells you."),
    )
    register = forms.ChoiceField(label=gettext_lazy("Register"), choices=REGISTER_LABELS)


class GrantForm(forms.Form):
    """What is shown, why, and until when."""

    fields_seen = forms.MultipleChoiceField(
        label=gettext_lazy("Fields that it sees"), widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=300,
        help_text=gettext_lazy("Such as: contract of 1 November 2026; Regulation (EU) No 608/2013, Article 4"),
    )
    until = DayField(label=gettext_lazy("Until the end of"))

    def __init__(self, *arguments: Any, register: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(name, _with_help(field)) for name, field in fields_of(register).items()]
        seen = self.fields["fields_seen"]
        assert isinstance(seen, forms.MultipleChoiceField)
        seen.choices = choices


def _with_help(field: Field) -> str:
    """Return the words for a column: its label, and what the contract says of it."""
    return f"{field.label} – {_(field.help)}" if field.help and not field.words else str(field.label)


class NameForm(forms.Form):
    """One's own name."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
