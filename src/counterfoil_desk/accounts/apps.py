"""Django's name for this part."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, users, members, tokens, grants."""

    name = "counterfoil_desk.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
