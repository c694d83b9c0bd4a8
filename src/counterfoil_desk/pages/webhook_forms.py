"""The form by which a receiver of webhooks is added."""

from django import forms
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.webhooks.events import Event


class EndpointForm(forms.Form):
    """Where to tell, and of which events; the address is judged where it is saved."""

    address = forms.CharField(
        label=_("Address of the receiver"),
        max_length=2_000,
        help_text=_("Begins with https:// and is reached over the internet."),
        widget=forms.TextInput(attrs={"type": "url", "placeholder": "https://shop.example/counterfoil"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Tell it when"), choices=Event.choices, widget=forms.CheckboxSelectMultiple
    )
