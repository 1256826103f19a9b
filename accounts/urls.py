"""Addresses of people: signing in and out, passwords, the profile, pages that explain.

Only those of allauth's views are mounted that the product uses, under the names that allauth
itself looks up.
"""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts import views, views_signing_in

passwords = [
    path("change/", views_signing_in.change_password, name="account_change_password"),
    path("reset/", views_signing_in.ask_for_reset, name="account_reset_password"),
    path("reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    # A key holds hyphens of its own, so the name ends at the first one.
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views_signing_in.choose_after_reset,
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
    path("sign-in/", views_signing_in.sign_in, name="account_login"),
    path("sign-out/", views_signing_in.sign_out, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/", include(passwords)),
    path("", include((pages, "accounts"))),
]
