"""The registers: their rows, a row's form and history, files taken in."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Role
from counterfoil_desk.accounts.queries import names_of
from counterfoil_desk.accounts.roles import may
from counterfoil_desk.pages import register_files, shared_registers
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.asking import actor_in, number_of, organisation_of
from counterfoil_desk.pages.log_names import THE_DESK
from counterfoil_desk.pages.register_words import label_of, name_of, register_named, shown_fields, words_of
from counterfoil_desk.pages.row_form import RowForm
from counterfoil_desk.records import actions, queries
from counterfoil_desk.records.fields import fields_of
from counterfoil_desk.records.labels import PURPOSES
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.registers import Register


@require_safe
@for_members()
def registers(request: HttpRequest) -> HttpResponse:
    """Show which registers there are, with how many rows, and what others show us."""
    found = [
        {"glance": one, "label": label_of(one.register.name), "purpose": PURPOSES[one.register.name]}
        for one in queries.glances()
    ]
    context = {"registers": found, "live": queries.live(), "shared": len(queries.held_grants())}
    return render(request, "pages/registers/registers.html", context)


@require_safe
@for_members()
def rows(request: HttpRequest, register: str) -> HttpResponse:
    """Show the rows of a register, fifty at a time, or those in which a text is found."""
    kept = register_named(register)
    search = request.GET.get("search", "")
    page = queries.rows(kept, search=search, page=number_of(request.GET.get("page")))
    context = {
        "register": register,
        "label": label_of(register),
        "purpose": PURPOSES[register],
        "columns": [fields_of(register)[name] for name in kept.shown],
        "rows": [{"row": row, "shown": shown_fields(register, row.content, kept.shown)} for row in page],
        "page": page,
        "search": search,
        "may_change": may(request.member, Role.MANAGER),  # type: ignore[attr-defined]
    }
    return render(request, "pages/registers/rows.html", context)


@require_safe
@for_members()
def row(request: HttpRequest, register: str, public_id: uuid.UUID) -> HttpResponse:
    """Show one row, and how each of its fields came to what it says; also of a row that was removed."""
    kept = register_named(register)
    found = queries.row(kept, public_id)
    told = queries.history(kept, public_id)
    if found is None and not told:
        raise Http404
    fields, names = fields_of(register), names_of({one.actor for one in told})
    kinds = {name: field.kind for name, field in fields.items()}
    history = [
        {
            "told": one,
            "by": THE_DESK.get(one.actor) or names[one.actor],
            "label": fields[one.field].label if one.field in fields else one.field,
            "old": words_of(one.old, kinds.get(one.field, "")),
            "new": words_of(one.new, kinds.get(one.field, "")),
        }
        for one in told
    ]
    context = {
        "register": register,
        "label": label_of(register),
        "row": found,
        "name": name_of(kept, found) if found else "",
        "shown": shown_fields(register, found.content) if found else [],
        "history": history,
        "may_change": may(request.member, Role.MANAGER),  # type: ignore[attr-defined]
    }
    return render(request, "pages/registers/row.html", context)


@require_http_methods(["GET", "POST"])
@for_members(least=Role.MANAGER)
def row_add(request: HttpRequest, register: str) -> HttpResponse:
    """Add a row by a form."""
    kept = register_named(register)
    form = RowForm(kept, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.kept is not None:
        try:
            public_id = actions.add_row(kept, form.kept, by=actor_in(request), organisation=organisation_of(request))
        except UserError as error:
            form.add_error(kept.key, str(error))
        else:
            return redirect("register-row", register, public_id)
    context = {"register": register, "label": label_of(register), "form": form}
    return render(request, "pages/registers/row_form.html", context)


@require_http_methods(["GET", "POST"])
@for_members(least=Role.MANAGER)
def row_change(request: HttpRequest, register: str, public_id: uuid.UUID) -> HttpResponse:
    """Change a row by a form; where somebody else changed it meanwhile, nothing is written over."""
    kept = register_named(register)
    found = _own(kept, public_id)
    form = RowForm(kept, request.POST if request.method == "POST" else None, row=found)
    if form.is_valid() and form.kept is not None:
        seen_at = _moment(form.cleaned_data["seen_at"])
        try:
            what = actions.change_row(found, form.kept, register=kept, by=actor_in(request), seen_at=seen_at)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Changed.") if what == "changed" else _("Nothing was changed."))
            return redirect("register-row", register, public_id)
    context = {
        "register": register,
        "label": label_of(register),
        "form": form,
        "row": found,
        "name": name_of(kept, found),
    }
    return render(request, "pages/registers/row_form.html", context)


@require_http_methods(["GET", "POST"])
@for_members(least=Role.MANAGER)
def row_remove(request: HttpRequest, register: str, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether a row is to be removed, and remove it."""
    kept = register_named(register)
    found = _own(kept, public_id)
    if request.method == "POST":
        actions.remove_row(kept, found.key, by=actor_in(request), organisation=organisation_of(request))
        messages.success(request, _("Removed. What it said stays in its history."))
        return redirect("register-rows", register)
    context = {"register": register, "label": label_of(register), "row": found, "name": name_of(kept, found)}
    return render(request, "pages/registers/row_remove.html", context)


def _own(register: Register, public_id: uuid.UUID) -> Row:
    """Return a row that is there. Raises Http404, also where it belongs to another organisation."""
    found = queries.row(register, public_id)
    if found is None:
        raise Http404
    return found


def _moment(text: str) -> dt.datetime:
    """Return the moment that a form was made of. Raises Http404 where somebody wrote another thing there."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("registers", registers, name="registers"),
    *shared_registers.urlpatterns,
    path("registers/<str:register>", rows, name="register-rows"),
    path("registers/<str:register>/add", row_add, name="register-row-add"),
    path("registers/<str:register>/rows/<uuid:public_id>", row, name="register-row"),
    path("registers/<str:register>/rows/<uuid:public_id>/change", row_change, name="register-row-change"),
    path("registers/<str:register>/rows/<uuid:public_id>/remove", row_remove, name="register-row-remove"),
    *register_files.urlpatterns,
]
