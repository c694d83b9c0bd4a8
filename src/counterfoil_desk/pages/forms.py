"""The forms of pages, with the sentences that people read where something is missing."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.accounts.models import Kind


class SetUpForm(forms.Form):
    """What the first administrator tells: who he is, and for which organisation."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=Kind)
    email = forms.EmailField(
        label=_("Your mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, with_organisation: bool) -> None:
        super().__init__(data)
        if not with_organisation:
            del self.fields["name"], self.fields["kind"]

    def clean_password(self) -> str:
        """Return the password where it is long and unusual enough."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
