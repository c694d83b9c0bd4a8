"""Every address of the desk."""

from django.urls import include, path

from counterfoil_desk.api.v1 import api
from counterfoil_desk.pages import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("set-up/<str:secret>", views.set_up, name="set-up"),
    path("organisation", views.organisation, name="organisation"),
    path("organisation/choose", views.choose, name="choose-organisation"),
    path("audit", views.audit_log, name="audit"),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
