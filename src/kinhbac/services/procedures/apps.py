"""Procedures as a Django app: takes its seats in the kernel."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Dossiers: their kind is seated in the kernel, and whoever tells their applicants."""

    name = "kinhbac.services.procedures"
    label = "kinhbac_procedures"

    def ready(self) -> None:
        """Take the seats."""
        from kinhbac.kernel.seats import seats  # noqa: PLC0415 - tables are there only now
        from kinhbac.services.procedures.listening import tell_applicant  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.rules.dossier import DossierKind  # noqa: PLC0415 - as above

        seats.seat_kind(DossierKind())
        seats.seat_listener("procedures.applicant", tell_applicant)
