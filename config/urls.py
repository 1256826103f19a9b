"""Root addresses. Each app brings its own under a noun."""

from django.contrib import admin
from django.urls import include, path

from classrooms.urls import join_urlpatterns
from grading.views.classes import home

urlpatterns = [
    path("", home, name="home"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include(join_urlpatterns)),
    path("", include("classrooms.urls")),
    path("", include("rubrics.urls")),
    path("", include("essays.urls")),
    path("", include("grading.urls")),
]
