"""Is the desk alive, is it ready, and what does it count? For those who run it, without a login and without secrets.

`/metrics` is Prometheus' text format; it tells numbers, never whose.
"""

from django.db import connection
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from counterfoil_desk.pages.access import for_strangers


@for_strangers
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer 200: the process runs."""
    return JsonResponse({"alive": True})


@for_strangers
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database answers, and 503 where not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "the database does not answer"}, status=503)
    return JsonResponse({"ready": True})


@for_strangers
@require_safe
def metrics(_request: HttpRequest) -> HttpResponse:
    """Answer the numbers of the desk: jobs by their state, entries not yet sealed."""
    registry = CollectorRegistry()
    jobs = Gauge("counterfoil_jobs", "Jobs by their state", ["state"], registry=registry)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        for state, number in cursor.fetchall():
            jobs.labels(state=state).set(number)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


urlpatterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
