"""Django's name for this part."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Templates, views and what the browser loads."""

    name = "counterfoil_desk.pages"
    label = "pages"
