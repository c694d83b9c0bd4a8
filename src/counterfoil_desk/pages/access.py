"""Who may open a page? Said where the page is written, and asked of every page by the test that walks them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counterfoil_desk.accounts.models import Role
from counterfoil_desk.accounts.queries import has_second_factor
from counterfoil_desk.accounts.roles import may

View = Callable[..., HttpResponse]
STRANGERS = "strangers"  # the mark of a page that is open to everybody
PEOPLE = "people"  # of one that is open to everybody who is logged in


def for_strangers(view: View) -> View:
    """Show a page to everybody; it tells nothing of anybody."""
    view.least_role = STRANGERS  # type: ignore[attr-defined]
    return view


def for_people(view: View) -> View:
    """Show a page to everybody who is logged in, whatever he is a member of; it is about himself alone."""
    checked = login_required(view)
    checked.least_role = PEOPLE  # type: ignore[attr-defined]
    return checked


def for_members(*, least: Role = Role.READER, to_change: Role | None = None) -> Callable[[View], View]:
    """Show a page to members with at least a role; `to_change` is what POST asks for, where that is more.

    Strangers are asked to log in; people of no organisation, and of a lesser role, are told so (403). Where the
    organisation asks for a second factor, members without one are led to where they set it up.
    """

    def wrapped(view: View) -> View:
        @wraps(view)
        @login_required
        def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            member = request.member  # type: ignore[attr-defined]
            if member is None:
                return render(request, "pages/no_member.html", status=403)
            needed = (to_change or least) if request.method == "POST" else least
            if not may(member, needed):
                return render(request, "pages/not_allowed.html", {"role": needed.label}, status=403)
            if member.organisation.requires_second_factor and not has_second_factor(member.user):
                messages.warning(request, _("Your organisation asks for a second factor. Set it up to go on."))
                return redirect("mfa_activate_totp")
            return view(request, *arguments, **named)

        checked.least_role = least  # type: ignore[attr-defined]
        checked.to_change = to_change or least  # type: ignore[attr-defined]
        return checked

    return wrapped


def least_role(view: View) -> Role:
    """Return the role that a page of members asks for, so that others can lead there those alone who may open it."""
    return Role(vars(view)["least_role"])
