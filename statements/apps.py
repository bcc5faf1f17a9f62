"""The app."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Articles, the quotations in them, who said them, and how they belong together."""

    name = "statements"
