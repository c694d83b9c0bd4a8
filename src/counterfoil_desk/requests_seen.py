"""What is told of a request, in logs and numbers: its method, route, status, time and id. Never a value of it.

The route is the template (`webhooks/<uuid:public_id>`), so that no id, name or search stands in a log. The id that a
proxy gives in X-Request-ID is taken where it is a UUID or 32 hexadecimal digits: any other text could be somebody's.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Histogram

from counterfoil_desk.logs import REQUEST

ID: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_ROUTE: Final = "(none)"  # an address that is not ours: its text may be anything
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
log = logging.getLogger("counterfoil.requests")
requests = Counter("counterfoil_requests", "Requests answered", ["method", "route", "status"])
seconds = Histogram(
    "counterfoil_request_seconds", "Time to the end of the answer", ["method", "route"], buckets=SECONDS
)


class RequestsSeen:
    """Tells each request when its answer has ended, and gives the answer its id. It stands first of all middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        began = time.perf_counter()
        known = id_of(request)
        token = REQUEST.set(known)
        try:
            response = self.get_response(request)
        finally:
            REQUEST.reset(token)
        response["X-Request-ID"] = known
        if response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = _until_its_end(  # type: ignore[attr-defined]
                response.streaming_content,  # type: ignore[attr-defined]
                lambda: _tell(request, response.status_code, began, known),
            )
        else:
            _tell(request, response.status_code, began, known)
        return response


def id_of(request: HttpRequest) -> str:
    """Return the id that the request brought, where it is plain, or a new one."""
    told = request.headers.get("X-Request-ID", "")
    return told if ID.fullmatch(told) else str(uuid.uuid4())


def route_of(request: HttpRequest) -> str:
    """Return the template of the address, without its values."""
    match = request.resolver_match
    return (match.route or "/") if match else NO_ROUTE


def _until_its_end(content: Iterable[bytes], then: Callable[[], None]) -> Iterator[bytes]:
    try:
        yield from content
    finally:
        then()


def _tell(request: HttpRequest, status: int, began: float, known: str) -> None:
    took = time.perf_counter() - began
    method = request.method if request.method in METHODS else "OTHER"
    route = route_of(request)
    requests.labels(method, route, str(status)).inc()
    seconds.labels(method, route).observe(took)
    told = {"method": method, "route": route, "status": status, "ms": round(took * 1000, 1), "request": known}
    log.info("request", extra={"told": told})
