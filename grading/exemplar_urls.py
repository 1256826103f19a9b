"""Addresses of the exemplar screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
