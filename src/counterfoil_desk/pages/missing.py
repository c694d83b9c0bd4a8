"""What is answered where there is nothing, or something failed: a page to people, JSON to programs."""

import sys
from typing import Final

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found, server_error

from counterfoil_desk.accounts.middleware import API

AGAIN: Final = {"Retry-After": "5"}  # seconds: the bundled database is up again in two or three


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the form that the asker reads."""
    if request.path_info.startswith(API):
        return JsonResponse({"detail": _("There is nothing at this address.")}, status=404)
    return page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database is away or did not answer in time, else 500, in the form that the asker reads.

    Django calls this while it handles the exception, wherever that was raised: in a view or before it.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        if request.path_info.startswith(API):
            told = _("The desk's database does not answer just now. Send the same again in a few seconds.")
            return JsonResponse({"detail": told}, status=503, headers=AGAIN)
        with translation.override(translation.get_language_from_request(request)):  # whose own one is not known now
            return HttpResponse(render_to_string("503.html"), status=503, headers=AGAIN)
    if request.path_info.startswith(API):
        return JsonResponse({"detail": _("Something failed here. It is our fault, and is in our log.")}, status=500)
    return server_error(request)
