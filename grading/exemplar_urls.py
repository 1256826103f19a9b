"""Addresses of the exemplar screens."""

from django.urls import path

from grading.views import exemplars

urlpatterns = [
    path("exemplars/", exemplars.exemplar_list, name="exemplar-list"),
    path("exemplars/<slug:slug>/", exemplars.exemplar_detail, name="exemplar-detail"),
]
