"""Django's name for this part."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers and their published files."""

    name = "counterfoil_desk.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
