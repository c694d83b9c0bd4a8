"""Where this organisation is told of events, and what could not be delivered: readers see it, managers change it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Member, Role
from counterfoil_desk.accounts.roles import may
from counterfoil_desk.pages.access import for_members
from counterfoil_desk.pages.webhook_forms import EndpointForm
from counterfoil_desk.webhooks import endpoints, queries
from counterfoil_desk.webhooks.models import Delivery, Endpoint
from counterfoil_desk.webhooks.tries import TRIES

ON_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.MANAGER)
@sensitive_variables("secret", "context")
def webhooks(request: HttpRequest) -> HttpResponse:
    """Show the receivers; managers add one, and see its secret on the answer alone."""
    by = _member(request)
    form = EndpointForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = endpoints.add_endpoint(**form.cleaned_data, by=by.user, organisation=by.organisation)
        except UserError as error:
            form.add_error("address", str(error))
        else:
            context, form = {"new": made, "secret": secret}, EndpointForm()
    context |= {"endpoints": queries.endpoints(), "form": form, "may_change": may(by, Role.MANAGER)}
    return render(request, "pages/webhooks/endpoints.html", context)


@require_safe
@for_members()
def webhook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one receiver, and what it was told."""
    return _endpoint_page(request, _endpoint(public_id))


@require_POST
@for_members(least=Role.MANAGER)
def change(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Try, pause, go on with or end a receiver."""
    acts = {
        "ping": (endpoints.send_ping, _("A ping is on its way; it stands below.")),
        "pause": (endpoints.pause, _("Paused. What happens meanwhile is kept, and told later.")),
        "go-on": (endpoints.go_on, _("Deliveries go on.")),
        "end": (endpoints.end, _("Ended. This receiver is told nothing more.")),
    }
    if act not in acts:
        raise Http404
    endpoint, (do, done) = _endpoint(public_id), acts[act]
    if endpoint.ended_at is not None:
        messages.error(request, _("This receiver was ended."))
    else:
        do(endpoint, by=_member(request).user)
        messages.success(request, done)
    return redirect("webhook", public_id=public_id)


@never_cache
@require_POST
@for_members(least=Role.MANAGER)
@sensitive_variables("secret")
def new_secret(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw a new secret and show it, this once; the one before it signs, too, for a day."""
    endpoint = _endpoint(public_id)
    if endpoint.ended_at is not None:
        messages.error(request, _("This receiver was ended."))
        return redirect("webhook", public_id=public_id)
    secret = endpoints.draw_secret(endpoint, by=_member(request).user)
    return _endpoint_page(request, _endpoint(public_id), secret=secret)


@require_http_methods(["GET", "POST"])
@for_members(to_change=Role.MANAGER)
def given_up(request: HttpRequest) -> HttpResponse:
    """Show what was given up, why, and since when; managers have one delivered again, or all."""
    by, found = _member(request), queries.given_up()
    if request.method == "POST":
        chosen = _chosen(found, request.POST.get("delivery", ""))
        number = endpoints.deliver_again(chosen, by=by.user, organisation=by.organisation)
        told = ngettext("%d delivery is tried again.", "%d deliveries are tried again.", number) % number
        messages.success(request, told) if number else messages.error(request, _("Nothing was left to be tried again."))
        return redirect("webhooks-given-up")
    context = {
        "page": _page(request, found),
        "may_change": may(by, Role.MANAGER),
        "can_again": found.filter(endpoint__ended_at=None).count(),
        "tries": TRIES,
    }
    return render(request, "pages/webhooks/given_up.html", context)


def _chosen(found: Any, delivery: str) -> Any:
    """Return the one delivery that a form names, or all. Raises Http404 where it names none of ours."""
    if delivery == "all":
        return found
    try:
        one = found.filter(public_id=UUID(delivery))
    except ValueError as cause:
        raise Http404 from cause
    if not one.exists():
        raise Http404
    return one


def _endpoint_page(request: HttpRequest, endpoint: Endpoint, *, secret: str = "") -> HttpResponse:
    context = {
        "endpoint": endpoint,
        "held_until": endpoint.held_until if endpoint.held_until and endpoint.held_until > timezone.now() else None,
        "secret": secret,
        "page": _page(request, queries.deliveries_of(endpoint)),
        "may_change": may(_member(request), Role.MANAGER),
        "tries": TRIES,
    }
    return render(request, "pages/webhooks/endpoint.html", context)


def _page(request: HttpRequest, found: Any) -> Page[Delivery]:
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def _endpoint(public_id: UUID) -> Endpoint:
    found = queries.endpoint(public_id)
    if found is None:
        raise Http404
    return found


def _member(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]  # the middleware sets it
    return member


urlpatterns = [
    path("webhooks", webhooks, name="webhooks"),
    path("webhooks/given-up", given_up, name="webhooks-given-up"),
    path("webhooks/<uuid:public_id>", webhook, name="webhook"),
    path("webhooks/<uuid:public_id>/secret", new_secret, name="webhook-secret"),
    path("webhooks/<uuid:public_id>/<slug:act>", change, name="webhook-change"),
]
