"""Django's name for this part."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Endpoints, deliveries, dead letters."""

    name = "counterfoil_desk.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"
