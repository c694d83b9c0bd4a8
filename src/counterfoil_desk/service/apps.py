"""Django's name for this part."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """Answers by their idempotency keys, and suspect offers."""

    name = "counterfoil_desk.service"
    label = "service"
    default_auto_field = "django.db.models.BigAutoField"
