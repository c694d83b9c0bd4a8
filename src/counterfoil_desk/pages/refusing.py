"""A user's mistake that a page did not foresee is a sentence with its cure, never an error of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from counterfoil.errors import UserError
from counterfoil_desk.database.waiting import AGAIN_IN, BusyError


class RefusingMiddleware:
    """Answers 422 with the sentence, 503 where somebody else has to finish first.

    What the request had begun was taken back with its transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a UserError; others are the desk's own."""
        if not isinstance(exception, UserError):
            return None
        is_busy = isinstance(exception, BusyError)
        answer = render(request, "pages/refused.html", {"said": str(exception)}, status=503 if is_busy else 422)
        if is_busy:
            answer["Retry-After"] = str(AGAIN_IN)
        return answer
