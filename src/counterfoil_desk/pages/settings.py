"""What is kept how long, who sees what, languages and time zones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.accounts.models import Role
from counterfoil_desk.accounts.roles import may
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.account import account_page
from counterfoil_desk.pages.settings_forms import MineForm, OrganisationForm, PeriodsForm
from counterfoil_desk.pages.who_sees_what import operations, pages_by_area, roles
from counterfoil_desk.retention.actions import choose_periods
from counterfoil_desk.retention.kinds import FIXED
from counterfoil_desk.retention.queries import days_by_kind, kept


@require_http_methods(["GET", "POST"])
@for_members()
def mine(request: HttpRequest) -> HttpResponse:
    """Choose your own language and time zone, on the page of your own account."""
    member = request.member  # type: ignore[attr-defined]
    form = MineForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        actions.change_own(member, settings=form.cleaned_data)
        language = form.cleaned_data["language"] or member.organisation.language
        with translation.override(language):
            messages.success(request, gettext("Saved."))
        return redirect("my-settings")
    return account_page(request, settings_form=form)


@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.ADMINISTRATOR)
def of_organisation(request: HttpRequest) -> HttpResponse:
    """Choose the name, the language and the time zone of the organisation."""
    member = request.member  # type: ignore[attr-defined]
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=member.organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(by=member.user, organisation=member.organisation, settings=form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("settings")
    context = {"form": form, "may_change": may(member, Role.ADMINISTRATOR)}
    return render(request, "pages/settings/organisation.html", context)


@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.ADMINISTRATOR)
def retention(request: HttpRequest) -> HttpResponse:
    """Choose how long each kind of data is kept, and see what would be deleted now."""
    member = request.member  # type: ignore[attr-defined]
    days = days_by_kind()
    form = PeriodsForm(request.POST if request.method == "POST" else None, days=days)
    if request.method == "POST" and form.is_valid():
        if "look" not in request.POST:
            choose_periods(by=member.user, organisation=member.organisation, days=form.cleaned_data)
            messages.success(request, gettext("Saved. What is older goes in the coming night."))
            return redirect("retention")
        days = form.cleaned_data
    rows = [(one, form[one.kind.name]) for one in kept(days)]
    context = {"form": form, "rows": rows, "fixed": FIXED, "may_change": may(member, Role.ADMINISTRATOR)}
    return render(request, "pages/settings/retention.html", context | {"looked": "look" in request.POST})


@require_safe
@for_members()
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """See which role may open which page, which token may call what, and what is shared with whom."""
    own = request.member.organisation  # type: ignore[attr-defined]
    context = {
        "roles": roles(),
        "areas": pages_by_area(),
        "operations": operations(request),
        "given": queries.in_force(queries.grants_given(own)),
        "held": queries.in_force(queries.grants_held(own)),
    }
    return render(request, "pages/settings/who_sees_what.html", context)


urlpatterns = [
    path("settings", of_organisation, name="settings"),
    path("settings/mine", mine, name="my-settings"),
    path("settings/retention", retention, name="retention"),
    path("settings/who-sees-what", who_sees_what, name="who-sees-what"),
]
