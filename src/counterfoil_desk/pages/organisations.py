"""The organisation at a glance, its members, tokens and settings; and the choice of another one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.accounts.middleware import CHOSEN
from counterfoil_desk.accounts.models import Role
from counterfoil_desk.accounts.roles import may
from counterfoil_desk.audit.queries import latest
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.forms import OrganisationForm


@require_safe
@for_members()
def home(request: HttpRequest) -> HttpResponse:
    """Show the organisation at a glance."""
    return render(request, "pages/home.html", {"numbers": queries.numbers(), "entries": latest(5)})


@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.ADMINISTRATOR)
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the organisation, its members and tokens; administrators change its settings."""
    member = request.member  # type: ignore[attr-defined]
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=member.organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(
            by=request.user,  # type: ignore[arg-type]  # a member is logged in
            organisation=member.organisation,
            settings=form.cleaned_data,
        )
        return redirect("organisation")
    may_change = may(member, Role.ADMINISTRATOR)
    context = {"form": form, "may_change": may_change, "members": queries.members(), "tokens": queries.tokens()}
    return render(request, "pages/organisation.html", context)


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Work in another organisation of which the user is a member."""
    request.session[CHOSEN] = request.POST.get("organisation", "")
    return redirect("home")


urlpatterns = [
    path("", home, name="home"),
    path("organisation", organisation, name="organisation"),
    path("organisation/choose", choose, name="choose-organisation"),
]
