"""Members of the organisation and those who are invited: administrators change them, all others see them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from counterfoil.errors import UserError
from counterfoil_desk.accounts import actions, invitations, queries
from counterfoil_desk.accounts.links import secret_of
from counterfoil_desk.accounts.models import Invitation, Member, Role
from counterfoil_desk.accounts.permissions import can_administer, can_change_role, can_remove_member
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.acting import attempt
from counterfoil_desk.pages.people_forms import InvitationForm, RoleForm


@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.ADMINISTRATOR)
def members(request: HttpRequest) -> HttpResponse:
    """Show the members and the open invitations; administrators invite."""
    by: Member = request.member  # type: ignore[attr-defined]
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(by=by, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _invited())
            return redirect("members")
    context = {
        "members": _rows(by),
        "may_change": can_administer(by),
        "roles": Role.choices,
        "form": form,
        "invitations": _open(request) if can_administer(by) else [],
        "mail_is_sent": settings.MAIL_IS_SENT,
    }
    return render(request, "pages/people/members.html", context)


def _rows(by: Member) -> list[dict[str, Any]]:
    """Return each member with what may be done to him."""
    listed = list(queries.members(by.organisation))
    administrators = sum(one.role == Role.ADMINISTRATOR for one in listed)
    return [
        {
            "member": one,
            "can_change": can_change_role(by, one, administrators=administrators),
            "can_remove": can_remove_member(by, one, administrators=administrators),
        }
        for one in listed
    ]


def _open(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the open invitations; with their links only where no mail carries them."""
    found = []
    for one in queries.invitations():
        secret = None if one.by_mail else secret_of(one)
        link = request.build_absolute_uri(reverse("invitation", args=[secret])) if secret else ""
        found.append({"invitation": one, "link": link})
    return found


def _invited() -> str:
    if settings.MAIL_IS_SENT:
        return _("The invitation is on its way. Its link is valid for seven days.")
    return _("This desk sends no mail: pass the link below on. It is valid once, for seven days.")


@require_POST
@for_members(least=Role.ADMINISTRATOR)
def role(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a member another role."""
    by, member = _both(request, public_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        new = form.cleaned_data["role"]
        attempt(request, lambda: actions.change_role(by=by, member=member, role=new), done=_("The role is changed."))
    return redirect("members")


@require_POST
@for_members()
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a membership: that of another, as an administrator, or one's own."""
    by, member = _both(request, public_id)
    attempt(request, lambda: actions.remove_member(by=by, member=member), done=_("The membership has ended."))
    return redirect("home" if by.pk == member.pk else "members")


@require_POST
@for_members(least=Role.ADMINISTRATOR)
def resend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""
    by: Member = request.member  # type: ignore[attr-defined]
    known = get_object_or_404(Invitation, public_id=public_id, organisation=by.organisation)
    attempt(request, lambda: invitations.resend(by=by, invitation=known), done=_invited())
    return redirect("members")


@require_POST
@for_members(least=Role.ADMINISTRATOR)
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    by: Member = request.member  # type: ignore[attr-defined]
    known = get_object_or_404(Invitation, public_id=public_id, organisation=by.organisation)
    done = _("The invitation is withdrawn; its link is not valid any more.")
    attempt(request, lambda: invitations.withdraw(by=by, invitation=known), done=done)
    return redirect("members")


def _both(request: HttpRequest, public_id: UUID) -> tuple[Member, Member]:
    """Return who acts, and the member of the same organisation to whom."""
    by: Member = request.member  # type: ignore[attr-defined]
    listed = Member.objects.select_related("user")
    return by, get_object_or_404(listed, user__public_id=public_id, organisation=by.organisation)


urlpatterns = [
    path("members", members, name="members"),
    path("members/<uuid:public_id>/role", role, name="member-role"),
    path("members/<uuid:public_id>/remove", remove, name="member-remove"),
    path("invitations/<uuid:public_id>/resend", resend, name="invitation-resend"),
    path("invitations/<uuid:public_id>/withdraw", withdraw, name="invitation-withdraw"),
]
