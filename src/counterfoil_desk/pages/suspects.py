"""Offers that were not clear, and what was brought in from runs made elsewhere."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from counterfoil.tables.decision import DECISIONS
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.day_chart import SUSPECT, day_chart
from counterfoil_desk.pages.offer_words import fields_of_offer, rights_of
from counterfoil_desk.service import queries
from counterfoil_desk.service.models import SuspectOffer
from counterfoil_desk.service.proofs import proof_of

DAYS = 28
MOST_COUNTED = 10_000  # suspect offers of the number on the home page: more are not counted, but told as more


@require_safe
@for_members()
def suspects(request: HttpRequest) -> HttpResponse:
    """Show the suspect offers, the latest first, and how many there were by day."""
    decision = request.GET.get("decision", "")
    chosen = decision if decision in DECISIONS else ""
    page = queries.suspects(decision=chosen, page=request.GET.get("page", "1"))
    rights = rights_of(one.answer.get("right_id") for one in page)
    context = {
        "page": page,
        "offers": [(one, rights.get(one.answer.get("right_id"))) for one in page],
        "chosen": chosen,
        "decisions": SUSPECT,
        "chart": day_chart(queries.by_day(until=timezone.now().date(), days=DAYS)),
        "runs": queries.runs(),
    }
    return render(request, "pages/suspects/list.html", context)


@require_safe
@for_members()
def suspect(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one suspect offer with all that is known of the decision."""
    found = queries.suspect(public_id)
    if found is None:
        raise Http404
    proof = proof_of(found)  # first: it is of the row as it is kept, to which pages may add
    evidence: dict[str, Any] = found.evidence or {}
    told = [*evidence.get("findings", []), *evidence.get("assessments", [])]
    rights = rights_of([found.answer.get("right_id"), *(one.get("right_id") for one in told)])
    for one in told:
        one["right"] = rights.get(one.get("right_id"))
    context: dict[str, Any] = {
        "suspect": found,
        "right": rights.get(found.answer.get("right_id")),
        "fields": fields_of_offer(found.offer),
        "findings": sorted(evidence.get("findings", []), key=lambda one: -abs(one["weight"])),
        "assessments": sorted(evidence.get("assessments", []), key=lambda one: -one["weight"]),
        "held_against": found.held_against or {},
        "proof": proof,
    }
    return render(request, "pages/suspects/offer.html", context)


def waiting() -> dict[str, Any]:
    """Return how many suspect offers there are for people to decide on: `number`, and whether there are `more`."""
    found = SuspectOffer.objects.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return {"number": min(found, MOST_COUNTED), "more": found > MOST_COUNTED}


urlpatterns = [
    path("suspects", suspects, name="suspects"),
    path("suspects/<uuid:public_id>", suspect, name="suspect"),
]
