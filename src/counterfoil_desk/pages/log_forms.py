"""The forms of the audit log: which entries are shown, and on which ground values are deleted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.audit.actions import LONGEST_GROUND
from counterfoil_desk.audit.queries import Wanted

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Which entries: by what was done, to what, by whom, a text in a value, from a day to a day."""

    act = forms.ChoiceField(label=_("What"), required=False)
    subject = forms.CharField(
        label=_("To what"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"placeholder": _("kind, or kind:id")}),
    )
    actor = forms.CharField(
        label=_("By"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("user:id or token:id")}),
    )
    text = forms.CharField(label=_("Words in a value"), required=False, max_length=100)
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("To"), required=False, widget=DAY)

    def __init__(self, data: Any = None, *, acts: Sequence[str]) -> None:
        super().__init__(data)
        choices = [("", _("Everything")), *((act, gettext(act)) for act in acts)]
        self.fields["act"] = forms.ChoiceField(label=_("What"), required=False, choices=choices)

    def wanted(self) -> Wanted:
        """Return what is asked for; a field that cannot be used asks for nothing."""
        if not self.is_bound:
            return Wanted()
        self.is_valid()
        told = self.cleaned_data
        since, until = told.get("since"), told.get("until")
        return Wanted(
            **{name: told.get(name) or "" for name in ("act", "subject", "actor", "text")},
            since=_midnight(since) if since else None,
            until=_midnight(until + dt.timedelta(days=1)) if until else None,
        )


class ForgetForm(forms.Form):
    """On which ground values are deleted."""

    ground = forms.CharField(
        label=_("Ground"),
        max_length=LONGEST_GROUND,
        help_text=_("The law or the request, such as “Art. 17 GDPR, request of 3 May”. It stays: name nobody."),
    )
    sure = forms.BooleanField(label=_("I know that nobody can bring them back"), label_suffix="")


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
