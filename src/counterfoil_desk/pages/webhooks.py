"""Where this organisation is told of events, and what could not be delivered."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
