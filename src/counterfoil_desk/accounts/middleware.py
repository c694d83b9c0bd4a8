"""For whom does a request act? The user's membership in the organisation that he chose; it is looked up anew each time.

A membership that ended a moment ago does not outlive the request in which it did.
"""

import math
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from counterfoil_desk.accounts.actions import token_of
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.accounts.rates import Rate
from counterfoil_desk.organisation import acting_as

API = "/api/"
BURST: Final = 2  # seconds' worth of calls that may come at once
CHOSEN = "organisation"  # in the session: the public id of the organisation that the user works in


class ActingMiddleware:
    """Sets `request.member` (None for a stranger) and lets the database know who acts.

    `request.memberships` are all of the user's, for the choice of another organisation.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        rate: float = settings.CALLS_PER_SECOND
        self.rate = Rate(per_second=rate, burst=max(1.0, BURST * rate))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as the member who sent it."""
        user = request.user
        request.member = request.token = None  # type: ignore[attr-defined]
        request.memberships = []  # type: ignore[attr-defined]
        if request.path_info.startswith(API):
            return self._as_program(request)
        if not user.is_authenticated:
            return self.get_response(request)
        with acting_as(user=user.pk):
            own = _memberships(user.pk)
        chosen = request.session.get(CHOSEN)
        member = next((one for one in own if str(one.organisation.public_id) == chosen), own[0] if own else None)
        request.member, request.memberships = member, own  # type: ignore[attr-defined]
        with acting_as(organisation=member.organisation_id if member else None, user=user.pk):
            return self.get_response(request)

    def _as_program(self, request: HttpRequest) -> HttpResponse:
        """Answer a program: for whom it acts follows from its token; a browser's session counts for nothing here."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        token = token_of(secret) if scheme.lower() == "bearer" and secret else None
        request.token = token  # type: ignore[attr-defined]
        wait = self.rate.wait(str(token.public_id), now=time.monotonic()) if token else 0.0
        if wait:
            return _too_many(wait)
        with acting_as(organisation=token.organisation_id if token else None):
            return self.get_response(request)


def _too_many(wait: float) -> HttpResponse:
    told = {"detail": "Too many calls at once: wait, and send fewer a second, or many offers in one call."}
    return JsonResponse(told, status=429, headers={"Retry-After": str(math.ceil(wait))})


def _memberships(user: int) -> list[Member]:
    """Return the memberships of a user, the oldest first: it counts where none was chosen."""
    with transaction.atomic():
        own = Member.objects.filter(user_id=user).select_related("organisation", "user").order_by("since", "id")
        return list(own)
