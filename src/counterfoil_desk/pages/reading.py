"""In which language and time zone is a page read? The user's own, else the organisation's; a stranger's browser's, UTC.

The interface for programs answers in English and UTC, whoever asks.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from counterfoil_desk.accounts.middleware import API
from counterfoil_desk.locales import SOURCE, UTC, zone


class Read(NamedTuple):
    """The code of a language and the name of a time zone."""

    language: str
    time_zone: str


def read_in(request: HttpRequest) -> Read:
    """Return how the person who asks reads pages."""
    if request.path_info.startswith(API):
        return Read(SOURCE, UTC)
    browser = translation.get_language_from_request(request)
    user = request.user
    if not user.is_authenticated:
        return Read(browser, UTC)
    member = request.member  # type: ignore[attr-defined]  # the middleware of accounts sets it
    organisation = member.organisation if member else None
    language = user.language or (organisation.language if organisation else browser)
    known = language if language in dict(settings.LANGUAGES) else browser
    return Read(known, user.time_zone or (organisation.time_zone if organisation else UTC))


class ReadingMiddleware:
    """Sets language and time zone while a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the language and the time zone of who asks."""
        read = read_in(request)
        request.LANGUAGE_CODE = read.language
        with translation.override(read.language), timezone.override(zone(read.time_zone)):
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", read.language)
        return response
