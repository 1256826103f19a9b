"""Addresses of the release screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
