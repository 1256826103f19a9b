"""Addresses of the marking screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
