"""The pages: set-up, home, the organisation, the audit log. Who is no member sees none of them but the first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil.errors import UserError
from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.accounts.middleware import CHOSEN
from counterfoil_desk.accounts.models import Role
from counterfoil_desk.audit.queries import latest
from counterfoil_desk.pages.forms import OrganisationForm, SetUpForm

View = Callable[..., HttpResponse]


def for_members(view: View) -> View:
    """Show a page to members of an organisation alone; others are asked to log in, or told that they are none."""

    @wraps(view)
    @login_required
    def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.member is None:  # type: ignore[attr-defined]
            return render(request, "pages/no_member.html", status=403)
        return view(request, *arguments, **named)

    return checked


@require_safe
@for_members
def home(request: HttpRequest) -> HttpResponse:
    """Show the organisation at a glance."""
    return render(request, "pages/home.html", {"numbers": queries.numbers(), "entries": latest(5)})


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@sensitive_variables("form", "secret")
def set_up(request: HttpRequest, secret: str) -> HttpResponse:
    """Set the desk up by its one-time link."""
    if not queries.is_valid_link(secret):
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            member = actions.set_up(
                secret, email=told["email"], password=told["password"], kind=told["kind"], name=told["organisation"]
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            login(request, member.user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect("home")
    return render(request, "pages/set_up.html", {"form": form})


@require_http_methods(["GET", "POST"])
@for_members
def organisation(request: HttpRequest) -> HttpResponse:
    """Show the organisation, its members and tokens; administrators change its settings."""
    member = request.member  # type: ignore[attr-defined]
    may_change = member.role == Role.ADMINISTRATOR
    form = OrganisationForm(
        request.POST if may_change and request.method == "POST" else None, instance=member.organisation
    )
    if request.method == "POST":
        if not may_change:
            return render(request, "pages/not_allowed.html", {"role": Role.ADMINISTRATOR.label}, status=403)
        if form.is_valid():
            actions.change_organisation(
                by=request.user,  # type: ignore[arg-type]  # a member is logged in
                organisation=member.organisation,
                settings=form.cleaned_data,
            )
            return redirect("organisation")
    context = {"form": form, "may_change": may_change, "members": queries.members(), "tokens": queries.tokens()}
    return render(request, "pages/organisation.html", context)


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Work in another organisation of which the user is a member."""
    request.session[CHOSEN] = request.POST.get("organisation", "")
    return redirect("home")


@require_safe
@for_members
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the organisation's entries, the latest first."""
    return render(request, "pages/audit.html", {"entries": latest(200)})
