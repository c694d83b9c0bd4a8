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
from counterfoil_desk.service import queries
from counterfoil_desk.service.proofs import proof_of

DAYS = 28
AMOUNTS = ("price", "sale_price")
FIRST = ("title", *AMOUNTS, "brand", "external_seller_id", "link")  # shown before the other fields


@require_safe
@for_members()
def suspects(request: HttpRequest) -> HttpResponse:
    """Show the suspect offers, the latest first, and how many there were by day."""
    decision = request.GET.get("decision", "")
    chosen = decision if decision in DECISIONS else ""
    context = {
        "page": queries.suspects(decision=chosen, page=request.GET.get("page", "1")),
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
    fields = sorted(_fields(found.offer), key=lambda item: FIRST.index(item[0]) if item[0] in FIRST else len(FIRST))
    evidence: dict[str, Any] = found.evidence or {}
    context: dict[str, Any] = {
        "suspect": found,
        "fields": fields,
        "findings": sorted(evidence.get("findings", []), key=lambda one: -abs(one["weight"])),
        "assessments": sorted(evidence.get("assessments", []), key=lambda one: -one["weight"]),
        "held_against": found.held_against or {},
        "proof": proof,
    }
    return render(request, "pages/suspects/offer.html", context)


def _fields(offer: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the fields as they are read: amounts with their currency and no more noughts than cents have."""
    currency = offer.get("price_currency")
    told = [(name, value) for name, value in offer.items() if name not in ("id", "price_currency")]
    return [(name, _amount(value, currency) if name in AMOUNTS and currency else value) for name, value in told]


def _amount(value: Any, currency: Any) -> str:
    whole, _, cents = str(value).partition(".")
    return f"{whole}.{cents.rstrip('0').ljust(2, '0')} {currency}"


urlpatterns = [
    path("suspects", suspects, name="suspects"),
    path("suspects/<uuid:public_id>", suspect, name="suspect"),
]
