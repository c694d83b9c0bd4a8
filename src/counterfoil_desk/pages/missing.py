"""What is answered where there is nothing: a page to people, JSON to programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found

API = "/api/"


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the form that the asker reads."""
    if request.path_info.startswith(API):
        return JsonResponse({"detail": _("There is nothing at this address.")}, status=404)
    return page_not_found(request, exception)
