"""A parameter that an operation does not know is refused: a slip such as “serach” would be passed over in silence.

Which ones an operation knows stands in the interface's own description.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from counterfoil_desk.api.v1 import api

PLACE: Final = re.compile(r"<(?:\w+:)?(\w+)>")  # as Django writes it, in OpenAPI {name}
LONGEST_TOLD: Final = 60


class ParametersMiddleware:
    """Answers 422 to a program that sends a parameter which its operation does not know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _given: Any, _named: Any) -> HttpResponse | None:
        """Return the refusal where there is one; strangers are told 401 by the operation itself."""
        if not request.GET or getattr(request, "token", None) is None or request.resolver_match is None:
            return None
        path = "/" + PLACE.sub(r"{\1}", request.resolver_match.route)
        known = _known().get((path, (request.method or "").lower()))
        unknown = [] if known is None else sorted(set(request.GET) - known)
        if not unknown:
            return None
        return JsonResponse({"detail": f"There is no parameter “{unknown[0][:LONGEST_TOLD]}”."}, status=422)


@cache
def _known() -> dict[tuple[str, str], frozenset[str]]:
    """Return the names of the query parameters of each operation, by its path and method."""
    paths = api.get_openapi_schema()["paths"]
    return {
        (path, method): frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
        for path, methods in paths.items()
        for method, operation in methods.items()
    }
