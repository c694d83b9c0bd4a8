"""The organisation at a glance, its members and tokens; and the choice of another one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from counterfoil_desk.accounts import queries
from counterfoil_desk.accounts.middleware import CHOSEN
from counterfoil_desk.audit.queries import latest
from counterfoil_desk.pages.access import for_members


@require_safe
@for_members()
def home(request: HttpRequest) -> HttpResponse:
    """Show the organisation at a glance."""
    return render(request, "pages/home.html", {"numbers": queries.numbers(), "entries": latest(5)})


@require_safe
@for_members()
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the organisation, its members and tokens."""
    return render(request, "pages/organisation.html", {"members": queries.members(), "tokens": queries.tokens()})


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
