"""Addresses of people: signing in and out, passwords, the profile, pages that explain.

Only those of allauth's views are mounted that the product uses, under the names that allauth
itself looks up.
"""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts import views

passwords = [
    path("change/", allauth.password_change, name="account_change_password"),
    path("reset/", allauth.password_reset, name="account_reset_password"),
    path("reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    # A key holds hyphens of its own, so the name ends at the first one.
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "reset/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
pages = [
    path("profile/", views.profile, name="profile"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/", include(passwords)),
    path("", include((pages, "accounts"))),
]
