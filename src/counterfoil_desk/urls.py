"""Every address of the desk."""

from django.urls import include, path

from counterfoil_desk.api.v1 import api
from counterfoil_desk.pages import (
    account,
    grants,
    health,
    interface,
    joining,
    log,
    organisations,
    people,
    registers,
    settings,
    starting,
    suspects,
    tokens,
    webhooks,
)

OURS = (
    starting,
    organisations,
    registers,
    people,
    joining,
    tokens,
    grants,
    account,
    suspects,
    webhooks,
    settings,
    log,
    health,
    interface,
)  # each lists its addresses

urlpatterns = [
    *(pattern for pages in OURS for pattern in pages.urlpatterns),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
]

handler404 = "counterfoil_desk.pages.missing.missing"
