"""Django's name for this part."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Entries, their values, seals and checkpoints."""

    name = "counterfoil_desk.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
