"""Django's name for this part."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, users, members, tokens, grants."""

    name = "counterfoil_desk.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow log-ins and second factors from now on."""
        from counterfoil_desk.accounts import signals  # noqa: F401  its receivers are what is wanted
