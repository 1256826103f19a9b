"""Addresses of grading, one list for each screen."""

from grading.exemplar_urls import urlpatterns as exemplars
from grading.marking_urls import urlpatterns as marking
from grading.release_urls import urlpatterns as release

app_name = "grading"
urlpatterns = [*exemplars, *marking, *release]
