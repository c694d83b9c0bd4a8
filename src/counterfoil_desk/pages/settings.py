"""What is kept how long, who sees what, languages and time zones."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
