"""The forms of pages, with the sentences that people read where something is missing."""

import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.accounts.models import Kind, Organisation


class SetUpForm(forms.Form):
    """What the first administrator tells: who he is, and for which organisation."""

    organisation = forms.CharField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=Kind)
    email = forms.EmailField(
        label=_("Your mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Return the password where it is long and unusual enough."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language and time zone of an organisation."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(name, name) for name in sorted(zoneinfo.available_timezones())]
    )
    requires_second_factor = forms.BooleanField(
        label=_("Every member needs a second factor to open a page"), label_suffix="", required=False
    )

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = ["name", "language", "time_zone", "requires_second_factor"]
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "language": _("Language"),
        }
        widgets: ClassVar[dict[str, Any]] = {"language": forms.Select(choices=[("en", "English")])}
