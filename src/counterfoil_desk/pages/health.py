"""Is the desk alive, is it ready, and what does it count? For those who run it, without a login and without secrets.

`/metrics` is Prometheus' text format; it tells numbers, never whose. Requests are counted by each process of the web:
with PROMETHEUS_MULTIPROC_DIR, a folder that `serve` makes and empties, any of them tells the numbers of all.
"""

import os
from collections.abc import Iterator
from hmac import compare_digest
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from counterfoil_desk.database.roles import SEES_ALL
from counterfoil_desk.pages.access import for_strangers

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
PASSED_ON: Final = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
)  # by a proxy: from elsewhere
BY_STATE: Final = (
    ("counterfoil_jobs", "Jobs by their state", "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1"),
    (
        "counterfoil_webhook_deliveries",
        "Deliveries of webhooks by their state, of all organisations",
        "SELECT named, deliveries FROM deliveries_by_state()",
    ),
)


@transaction.non_atomic_requests
@for_strangers
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer 200: the process runs."""
    return JsonResponse({"alive": True})


@transaction.non_atomic_requests
@for_strangers
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database answers by a role that row-level security binds, and 503 where not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(SEES_ALL, [None])
            (sees_all,) = cursor.fetchone()
    except DatabaseError:
        return _no_database()
    if sees_all:
        why = "the role of DATABASE_URL can read the rows of every organisation"
        return JsonResponse({"ready": False, "why": why}, status=503)
    return JsonResponse({"ready": True})


@transaction.non_atomic_requests
@for_strangers
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer the numbers of the desk to who shows the token; without a token set, on a laptop, to the laptop itself."""
    if not may_read_metrics(request):
        told = {"detail": "This is for who runs the desk: show COUNTERFOIL_METRICS_TOKEN as a bearer token."}
        return JsonResponse(told, status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(_Database())
    try:
        counted = generate_latest(registry) + generate_latest(_of_processes())
    except DatabaseError:
        return _no_database()
    return HttpResponse(counted, content_type=CONTENT_TYPE_LATEST)


def may_read_metrics(request: HttpRequest) -> bool:
    """Tell whether a request may read the numbers.

    Loopback counts on a laptop alone: behind a proxy on the same machine everybody comes from there.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN:
        return scheme.lower() == "bearer" and compare_digest(secret.encode(), settings.METRICS_TOKEN.encode())
    if not settings.METRICS_ON_LOOPBACK or any(name in request.META for name in PASSED_ON):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class _Database:
    """Reads the numbers that all processes share, when they are asked for."""

    def collect(self) -> Iterator[Metric]:
        with connection.cursor() as cursor:
            for name, help_text, query in BY_STATE:
                family = GaugeMetricFamily(name, help_text, labels=["state"])
                cursor.execute(query)
                for state, number in cursor.fetchall():
                    family.add_metric([state], number)
                yield family
            cursor.execute("SELECT entries, oldest_at FROM entries_unsealed()")
            entries, oldest = cursor.fetchone()
        lag = (timezone.now() - oldest).total_seconds() if oldest else 0.0
        yield GaugeMetricFamily("counterfoil_audit_unsealed_entries", "Entries not yet sealed", value=entries)
        yield GaugeMetricFamily("counterfoil_audit_lag_seconds", "Age of the oldest entry not yet sealed", value=lag)

    def describe(self) -> Iterator[Metric]:
        return iter(())  # without this the database would be asked when the collector is registered


def _of_processes() -> CollectorRegistry:
    """Return what the processes of the web counted: all of them where they share a folder, else this one alone."""
    if not os.environ.get(FOLDER):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _no_database() -> HttpResponse:
    return JsonResponse({"ready": False, "why": "the database does not answer"}, status=503)


urlpatterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
