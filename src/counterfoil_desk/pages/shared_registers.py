"""What other organisations let us see of their registers: whose it is, on which basis, until when, and those fields."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.asking import number_of
from counterfoil_desk.pages.register_words import label_of, shown_fields
from counterfoil_desk.records import queries
from counterfoil_desk.records.fields import fields_of


@require_safe
@for_members()
def shared_with_us(request: HttpRequest) -> HttpResponse:
    """Show the grants in force by which others show us rows."""
    grants = [
        {
            "grant": one,
            "label": label_of(one.register),
            "fields": [field.label for name, field in fields_of(one.register).items() if name in one.fields],
        }
        for one in queries.held_grants()
    ]
    return render(request, "pages/registers/shared.html", {"grants": grants})


@require_safe
@for_members()
def shared_rows(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the rows that one grant shows, with its fields alone."""
    grant = next((one for one in queries.held_grants() if one.public_id == public_id), None)
    if grant is None:
        raise Http404
    search = request.GET.get("search", "")
    page = queries.shared_rows(grant, search=search, page=number_of(request.GET.get("page")))
    fields = [field for name, field in fields_of(grant.register).items() if name in grant.fields]
    context = {
        "grant": grant,
        "label": label_of(grant.register),
        "columns": fields,
        "rows": [shown_fields(grant.register, row.content, [one.name for one in fields]) for row in page],
        "page": page,
        "search": search,
    }
    return render(request, "pages/registers/shared_rows.html", context)


urlpatterns = [
    path("registers/shared-with-us", shared_with_us, name="shared-with-us"),
    path("registers/shared-with-us/<uuid:public_id>", shared_rows, name="shared-rows"),
]
