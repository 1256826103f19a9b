"""The product's addresses and the floor's."""

from django.urls import include, path

from benchmarks import floor

urlpatterns = [
    path("floor/<int:pk>/page/", floor.page, name="floor-page"),
    path("floor/<int:pk>/table/", floor.table, name="floor-table"),
    path("floor/<int:pk>/form/", floor.form, name="floor-form"),
    path("", include("config.urls")),
]
