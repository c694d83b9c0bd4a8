"""What the organisation lets others see, and what others let it see: by address, on a legal basis, until a day."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil_desk.accounts import actions, queries
from counterfoil_desk.accounts.models import Grant, Member, Organisation, Role
from counterfoil_desk.accounts.permissions import can_administer, can_end_grant
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.acting import attempt
from counterfoil_desk.pages.people_forms import GrantForm, WhomForm
from counterfoil_desk.pages.register_words import label_of
from counterfoil_desk.records.fields import fields_of
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.registers import REGISTERS


@require_safe
@for_members()
def grants(request: HttpRequest) -> HttpResponse:
    """Show what was given to others, and what is held of others."""
    by: Member = request.member  # type: ignore[attr-defined]
    context = {
        "given": [_told(one, by) for one in queries.grants_given(by.organisation)],
        "held": [_told(one, by) for one in queries.grants_held(by.organisation)],
        "may_change": can_administer(by),
    }
    return render(request, "pages/people/grants.html", context)


def _told(grant: Grant, by: Member) -> dict[str, Any]:
    in_force = grant.ended_at is None and grant.until > timezone.now()
    fields = fields_of(grant.register)
    return {
        "grant": grant,
        "register": label_of(grant.register),
        "fields": ", ".join(str(fields[name].label) if name in fields else name for name in grant.fields),
        "in_force": in_force,
        "can_end": can_end_grant(by, grant),
    }


@require_http_methods(["GET", "POST"])
@for_members(least=Role.ADMINISTRATOR)
def give(request: HttpRequest) -> HttpResponse:
    """Ask to whom and of which register, then which fields, why and until when; give it."""
    by: Member = request.member  # type: ignore[attr-defined]
    asked = request.POST if request.method == "POST" else request.GET
    whom = WhomForm(asked if "to" in asked else None, initial={"register": request.GET.get("register")})
    row = _row(asked.get("row", ""), asked.get("register", ""), by)
    other = _other(whom, by) if whom.is_valid() else None
    if other is None:
        return render(request, "pages/people/give_to.html", {"form": whom, "row": row})
    register = whom.cleaned_data["register"]
    form = GrantForm(request.POST if request.method == "POST" else None, register=register)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        given = {"fields": told["fields_seen"], "basis": told["basis"], "until": told["until"]}
        attempt(
            request,
            lambda: actions.give(
                by=by.user,
                organisation=by.organisation,
                to=other,
                register=register,
                row=row.public_id if row else None,
                **given,
            ),
            done=_("It is given. The audit log tells what, to whom and why."),
        )
        return redirect("grants")
    context = {"form": form, "other": other, "register": register, "named": label_of(register), "row": row}
    return render(request, "pages/people/give.html", context)


def _other(whom: WhomForm, by: Member) -> Organisation | None:
    """Return the organisation that the address names; say it in the form where it names none, or ours."""
    found = queries.organisation_at(whom.cleaned_data["to"])
    if found is None:
        whom.add_error("to", _("No organisation of this desk has this address. Ask the other one to copy it again."))
    elif found.pk == by.organisation_id:
        whom.add_error("to", _("This is your own address. Ask the other organisation for its."))
        return None
    return found


def _row(public_id: str, register: str, by: Member) -> Row | None:
    """Return the one row that is to be shown, None where it is the whole register. Raises Http404 for others' rows."""
    if not public_id:
        return None
    model = REGISTERS[register].model if register in REGISTERS else None
    try:
        wanted = UUID(public_id)
    except ValueError:
        wanted = None
    if model is None or wanted is None:
        from django.http import Http404

        raise Http404
    found: Row = get_object_or_404(model, public_id=wanted, organisation=by.organisation)
    return found


@require_POST
@for_members(least=Role.ADMINISTRATOR)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a grant now."""
    by: Member = request.member  # type: ignore[attr-defined]
    grant = get_object_or_404(Grant, public_id=public_id, organisation=by.organisation)
    done = _("The grant has ended: the other organisation sees nothing by it any more.")
    attempt(request, lambda: actions.end_grant(by=by, grant=grant), done=done)
    return redirect("grants")


urlpatterns = [
    path("grants", grants, name="grants"),
    path("grants/give", give, name="grant-give"),
    path("grants/<uuid:public_id>/end", end, name="grant-end"),
]
