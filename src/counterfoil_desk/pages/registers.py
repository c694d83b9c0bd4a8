"""The registers: their rows, a row's form and history, files taken in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
