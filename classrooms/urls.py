"""Addresses of classrooms and the people in them."""

from django.urls import path

from classrooms.views import cards, classes, importing, joining, people

app_name = "classrooms"
urlpatterns = [
    path("classrooms/new/", classes.create, name="classroom-create"),
    path("classrooms/archived/", classes.archived, name="classroom-archived"),
    path("classrooms/<int:pk>/edit/", classes.edit, name="classroom-edit"),
    path("classrooms/<int:pk>/archive/", classes.archive, name="classroom-archive"),
    path("classrooms/<int:pk>/restore/", classes.restore, name="classroom-restore"),
    path("classrooms/<int:pk>/code/renew/", classes.renew_code, name="code-renew"),
    path("classrooms/<int:pk>/people/", people.everybody, name="people"),
    path("classrooms/<int:pk>/people/add/", people.add, name="person-add"),
    path("classrooms/<int:pk>/people/import/", importing.from_list, name="people-import"),
    path("classrooms/<int:pk>/people/import/confirm/", importing.confirm, name="import-confirm"),
    path("classrooms/<int:pk>/people/cards/", cards.cards, name="cards"),
    path("classrooms/<int:pk>/people/enrol/", people.enrol, name="person-enrol"),
    path("classrooms/<int:pk>/people/<int:enrolment>/role/", people.role, name="person-role"),
    path("classrooms/<int:pk>/people/<int:enrolment>/remove/", people.remove, name="person-remove"),
]
# Mounted without a namespace: allauth and every page know this address by this name.
join_urlpatterns = [path("join/", joining.join, name="account_signup")]
