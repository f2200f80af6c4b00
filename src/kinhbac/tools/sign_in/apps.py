"""Signing in as a Django app: Django finds its pages and sentences by it."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Signing in with a provider's account."""

    name = "kinhbac.tools.sign_in"
    label = "kinhbac_sign_in"
