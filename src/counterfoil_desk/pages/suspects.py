"""Offers that were not clear, and what was brought in from runs made elsewhere."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
