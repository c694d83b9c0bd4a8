"""The audit log as members read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from counterfoil_desk.audit.queries import latest
from counterfoil_desk.pages.access import for_members


@require_safe
@for_members()
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show the organisation's entries, the latest first."""
    return render(request, "pages/audit.html", {"entries": latest(200)})


urlpatterns = [path("audit", audit_log, name="audit")]
