"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Tables of cases and their journal."""

    name = "kinhbac.kernel"
    label = "kinhbac_kernel"
