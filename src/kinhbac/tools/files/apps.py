"""The capability as Django sees it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "kinhbac.tools.files"
    label = "kinhbac_files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Seat whose files are kept."""
        from kinhbac.tools.files.actions import seat_keeping  # noqa: PLC0415 - tables are there only now

        seat_keeping()
