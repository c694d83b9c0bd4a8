"""The organisation at a glance, its settings and its address; another one is founded, or chosen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.accounts.middleware import CHOSEN
from counterfoil_desk.accounts.models import Member, Role
from counterfoil_desk.accounts.roles import may
from counterfoil_desk.audit.queries import latest
from counterfoil_desk.pages import suspects
from counterfoil_desk.pages.access import for_members, for_people, least_role
from counterfoil_desk.pages.log_names import named
from counterfoil_desk.pages.people_forms import FoundForm


@require_safe
@for_members()
def home(request: HttpRequest) -> HttpResponse:
    """Show the organisation at a glance."""
    by: Member = request.member  # type: ignore[attr-defined]
    context = {
        "suspects": suspects.waiting() if may(by, least_role(suspects.suspects)) else None,
        "numbers": queries.numbers(by.organisation),
        "entries": named(list(latest(5))),
    }
    return render(request, "pages/home.html", context)


@require_safe
@for_members()
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the organisation and the address by which others name it."""
    may_found = may(request.member, Role.ADMINISTRATOR)  # type: ignore[attr-defined]
    return render(request, "pages/organisation.html", {"may_found": may_found})


@require_http_methods(["GET", "POST"])
@for_members(least=Role.ADMINISTRATOR)
def found(request: HttpRequest) -> HttpResponse:
    """Make another organisation, and work in it from now on."""
    form = FoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.found(by=request.member, **form.cleaned_data)  # type: ignore[attr-defined]
        request.session[CHOSEN] = str(made.organisation.public_id)
        messages.success(request, _("The organisation is made; you are its administrator and work in it now."))
        return redirect("home")
    return render(request, "pages/people/found.html", {"form": form})


@require_POST
@for_people
def choose(request: HttpRequest) -> HttpResponse:
    """Work in another organisation of which the user is a member."""
    request.session[CHOSEN] = request.POST.get("organisation", "")
    return redirect("home")


urlpatterns = [
    path("", home, name="home"),
    path("organisation", organisation, name="organisation"),
    path("organisation/new", found, name="organisation-new"),
    path("organisation/choose", choose, name="choose-organisation"),
]
