"""Members, invitations, tokens of programs, and what is granted to others."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
