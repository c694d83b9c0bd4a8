"""Django's name for this part."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long each kind of data is kept."""

    name = "counterfoil_desk.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"
