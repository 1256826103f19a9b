"""Who you are."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in and the record of what they did."""

    name = "accounts"
