"""The forms of settings: one's own, the organisation's, and how long each kind of data is kept."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from counterfoil_desk.accounts.models import Member, Organisation, User
from counterfoil_desk.locales import time_zones
from counterfoil_desk.retention.actions import allowed
from counterfoil_desk.retention.kinds import KINDS


def _zones(kept: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the choices of time zones; one that is kept under an older name stays a choice."""
    zones = time_zones()
    known = any(name == kept for _group, names in zones for name, _label in names)
    return zones if known or not kept else [(kept, [(kept, kept)]), *zones]


class MineForm(forms.ModelForm):  # type: ignore[type-arg]
    """In which language and time zone one person reads the desk."""

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["language", "time_zone"]

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data, instance=member.user)
        own = member.organisation
        language = dict(settings.LANGUAGES).get(own.language, own.language)
        as_own = gettext("As the organisation: %(value)s")
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            required=False,
            choices=[("", as_own % {"value": language}), *settings.LANGUAGES],
        )
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            required=False,
            help_text=_("Every time on a page is told in it, with its name."),
            choices=[("", as_own % {"value": own.time_zone}), *_zones(member.user.time_zone)],
        )


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language and time zone of an organisation."""

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = ["name", "language", "time_zone", "requires_second_factor"]
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "requires_second_factor": _("Every member needs a second factor to open a page"),
        }

    def __init__(self, data: Any = None, *, instance: Organisation) -> None:
        super().__init__(data, instance=instance)
        self.fields["requires_second_factor"].label_suffix = ""  # a box stands before its sentence
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            choices=settings.LANGUAGES,
            help_text=_("For members who have chosen none of their own."),
        )
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=_zones(instance.time_zone),
            help_text=_("For members who have chosen none of their own."),
        )


class PeriodsForm(forms.Form):
    """How many days each kind of data is kept; an empty field keeps for good where that is allowed."""

    def __init__(self, data: Any = None, *, days: dict[str, int | None]) -> None:
        super().__init__(data, initial=days)
        for name, kind in KINDS.items():
            self.fields[name] = forms.IntegerField(label=kind.label, required=False, min_value=0)
            self.fields[name].widget.attrs.update({"min": kind.least, "max": kind.most or "", "inputmode": "numeric"})

    def clean(self) -> dict[str, Any]:
        """Return the days by kind, each within its bounds."""
        told = super().clean() or {}
        for name, kind in KINDS.items():
            if name in told and not allowed(kind, told[name]):
                least = ngettext("At least %(days)d day.", "At least %(days)d days.", kind.least) % {"days": kind.least}
                most = gettext("At most %(days)d.") % {"days": kind.most} if kind.most else ""
                self.add_error(name, f"{least} {most}".strip())
        return told
