"""Who asks, and for which part of a list? Read from a request, for pages that need it."""

from typing import Final

from django.http import HttpRequest

from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Organisation

LONGEST: Final = 9  # digits of the number of a page


def actor_in(request: HttpRequest) -> str:
    """Return how entries name the member who asks."""
    return actor_of(request.user)  # type: ignore[arg-type]  # a member is logged in


def organisation_of(request: HttpRequest) -> Organisation:
    """Return the organisation that the request acts for; a page of members alone may ask."""
    organisation: Organisation = request.member.organisation  # type: ignore[attr-defined]  # the middleware sets it
    return organisation


def number_of(text: str | None) -> int:
    """Return the number of a page that an address asks for; the first where it names none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST else 1
